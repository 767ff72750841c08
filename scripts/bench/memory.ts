/** Peak memory of the real command: 50 connections at once, and 1 GiB of output from one step. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSshd, whyNoSshd } from '../../tests/integration/support/sshd.ts';
import { writeFleetConfig, writeProject } from './fleet.ts';
import type { BenchResult } from './measurement.ts';

const CLI = join(import.meta.dirname, '..', 'runbook.cjs');
const PEAK = join(import.meta.dirname, 'peak-memory.ts');
const GIB = 2 ** 30;

const CASES = [
  {
    name: 'memory with 50 connections',
    target: 200,
    limit: ['--forks', '50'],
    script: 'true',
    steps: 2,
  },
  {
    name: 'memory while 1 GiB of output streams',
    target: 150,
    limit: ['--limit', 'node1'],
    // Lines of 64 characters, as a log has.
    script: `yes '${'x'.repeat(63)}' | head -c ${GIB}`,
    steps: 1,
  },
] as const;

/** Peak resident memory in MiB, as the kernel counted it (VmHWM). */
export async function benchMemory(): Promise<BenchResult[]> {
  const why = whyNoSshd();
  if (why) return CASES.map(({ name }) => ({ name, why }));
  const results: BenchResult[] = [];
  for (const one of CASES) results.push(await measure(one));
  return results;
}

async function measure({
  name,
  target,
  limit,
  script,
  steps,
}: (typeof CASES)[number]): Promise<BenchResult> {
  const sshd = await startSshd({ config: ['MaxStartups 200', 'LogLevel INFO'] });
  const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  try {
    const sshConfig = writeFleetConfig(folder, sshd);
    const project = writeProject(folder, steps, script);
    const report = join(folder, 'peak');
    const args = [
      'run',
      'fleet',
      '--yes',
      '--non-interactive',
      ...limit,
      '--ssh-config',
      sshConfig,
    ];
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      NODE_OPTIONS: `--import=${PEAK}`,
      PEAK_REPORT: report,
    };
    const started = performance.now();
    await quietly(process.execPath, [CLI, ...args], { cwd: project, env });
    const seconds = (performance.now() - started) / 1000;
    const value = Number(readFileSync(report, 'utf8')) / 1024;
    return {
      name,
      beside: 'peak of the process',
      value,
      target,
      unit: 'MiB',
      detail: `${seconds.toFixed(1)} s`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await sshd.close();
  }
}

/** What is printed goes nowhere: it isn't ours to keep. @throws Error unless it ends with 0 */
function quietly(file: string, args: readonly string[], options: SpawnOptions): Promise<void> {
  const child = spawn(file, args, { ...options, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the measured run ended with ${code}`)),
    );
  });
}
