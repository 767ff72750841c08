/** Runs one program of the house and keeps what it printed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface CommandResult {
  /** Exit code; 1 when a signal ended it or it could not start. */
  readonly code: number;
  /** stdout and stderr, as they came. */
  readonly output: string;
  readonly durationMs: number;
}

/**
 * Runs a program in the project's root, with the pinned Node and the project's tools first.
 * @param options.cwd another folder
 * @param options.inherit it has this terminal to itself, input and signals too; nothing is kept
 * @param options.live its output goes to this terminal as well
 */
export function runCommand(
  command: readonly string[],
  options: {
    readonly live?: boolean;
    readonly env?: Record<string, string>;
    readonly cwd?: string;
    readonly inherit?: boolean;
  } = {},
): Promise<CommandResult> {
  const started = performance.now();
  const [file = '', ...args] = command;
  const path = `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH}`;
  const child = spawn(file, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env, PATH: path },
    stdio: options.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
    if (options.live) process.stderr.write(chunk);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  return new Promise((resolve) => {
    const end = (code: number, more = ''): void =>
      resolve({ code, output: output + more, durationMs: performance.now() - started });
    child.on('error', (error) => end(1, `${file}: ${error.message}\n`));
    child.on('close', (code) => end(code ?? 1));
  });
}
