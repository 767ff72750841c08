/** The only runner of `Match exec`. */
import { spawnSync } from 'node:child_process';
import { ConfigProblem } from './config-lines.ts';
import type { Surroundings } from './endpoint.ts';

/** How long a `Match exec` may take: everything waits for it. */
const EXEC_TIMEOUT_MS = 10_000;
/** Hosts that are connected side by side share the outcome of a `Match exec`. */
const EXEC_VALID_MS = 2_000;

export class MatchExec {
  readonly #ran = new Map<string, { readonly at: number; readonly ok: boolean }>();

  /**
   * By the operator's own shell, as ssh does; their config is as trusted as their profile.
   * @param place of the `Match`, as a problem names it
   * @returns whether the command ended with 0
   * @throws ConfigProblem when it can't be run to its end
   */
  exec(command: string, place: string, { env }: Surroundings): boolean {
    const before = this.#ran.get(command);
    if (before && performance.now() - before.at < EXEC_VALID_MS) return before.ok;
    const shell = env?.SHELL || '/bin/sh';
    const options = { stdio: 'ignore', timeout: EXEC_TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
    const { status, error } = spawnSync(shell, ['-c', command], options);
    if (error)
      throw new ConfigProblem(
        place,
        `Match exec “${command}” could not be run to its end: ${error.message}`,
        `It has ${EXEC_TIMEOUT_MS / 1000} s.`,
      );
    this.#ran.set(command, { at: performance.now(), ok: status === 0 });
    return status === 0;
  }
}
