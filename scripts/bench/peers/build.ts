/** One build of a site, from nothing, and what it took. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Built {
  readonly elapsedMs: number;
  /** Of all its threads, on however many cores. */
  readonly cpuMs: number;
  /** Most memory that it held at once. */
  readonly peakMiB: number;
}

export interface Project {
  readonly cwd: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What an earlier build left, relative to the folder: a build begins without it. */
  readonly left: readonly string[];
}

/** @throws Error with what the build printed, when it failed */
export function build({ cwd, command, env, left }: Project): Built {
  for (const path of left) rmSync(join(cwd, path), { recursive: true, force: true });
  const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'));
  const report = join(folder, 'usage.json');
  const [program = '', ...args] = command;
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...{ cwd, encoding: 'utf8', maxBuffer: 2 ** 28 },
    env: {
      ...process.env,
      ...env,
      USAGE_REPORT: report,
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'usage.ts')}`,
    },
  });
  const elapsedMs = performance.now() - started;
  if (status !== 0) throw new Error(`${command.join(' ')} in ${cwd}:\n${stdout}\n${stderr}`);
  const { peakKiB, cpuMs } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(folder, { recursive: true });
  return { elapsedMs, cpuMs, peakMiB: peakKiB / 1024 };
}
