/** The files that steps have on their hosts, and when they are removed: once an end is recorded. */
import type { RunState } from '../../journal/state.ts';
import { closeRequest, forgetRequest } from './requests.ts';

/** Removing files is a process on the host: so many steps at once, unless they printed much. */
const FORGOTTEN_AT_ONCE = 16;
const KEPT_BYTES = 65_536;

export class StepFiles {
  /** By host: key → step, of those whose end is not recorded. */
  readonly #begun = new Map<string, Map<string, string>>();
  /** By host: keys of steps whose ends are recorded, and whose files are still there. */
  readonly #recorded = new Map<string, string[]>();
  /** By host: bytes of output that its files hold. */
  readonly #printed = new Map<string, number>();

  /** This step is about to begin, or was begun by an earlier session. */
  begins(host: string, step: string, key: string): void {
    this.#begun.set(host, (this.#begun.get(host) ?? new Map()).set(key, step));
  }

  /**
   * What earlier sessions left: ends that are missing, and files of those that are recorded,
   * which a session that was killed had no time to remove.
   */
  takeOver(steps: RunState['steps']): void {
    for (const { host, step, status, remote } of steps) {
      if (remote === undefined) continue;
      this.begins(host, step, remote);
      if (status !== 'unknown') this.ended(host, step);
    }
  }

  /** The end of this step is recorded: its files go behind the next one, or as the run leaves. */
  ended(host: string, step: string): void {
    const begun = this.#begun.get(host) ?? new Map();
    const keys = [...begun].flatMap(([key, of]) => (of === step ? [key] : []));
    for (const key of keys) begun.delete(key);
    this.#recorded.set(host, [...(this.#recorded.get(host) ?? []), ...keys]);
  }

  /** So much output of a step lies on this host. */
  printed(host: string, bytes: number): void {
    this.#printed.set(host, (this.#printed.get(host) ?? 0) + bytes);
  }

  /** Keys of the steps on this host whose end is not recorded. */
  begun(host: string): string[] {
    return [...(this.#begun.get(host)?.keys() ?? [])];
  }

  /** Requests to be written behind the next one, so that nobody waits for them. */
  afterwards(host: string): string {
    const keys = this.#recorded.get(host) ?? [];
    const few = keys.length < FORGOTTEN_AT_ONCE;
    if (keys.length === 0 || (few && (this.#printed.get(host) ?? 0) < KEPT_BYTES)) return '';
    this.#recorded.delete(host);
    this.#printed.delete(host);
    return forgetRequest(keys);
  }

  /** The request that removes all that is done with, before the host's runner ends. */
  atLast(host: string): string {
    return closeRequest(this.#recorded.get(host) ?? []);
  }
}
