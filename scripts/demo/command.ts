/** The real `runbook` command, as a process of its own, with journals of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Plan } from '../../src/plan/model.ts';
import { quote } from '../../src/plan/quote.ts';
import { ROOT } from '../suites/command.ts';

const LAUNCHER = join(ROOT, 'scripts', 'runbook.cjs');
/** The demonstration's journals are not the operator's. */
export const STATE = join(ROOT, '.cache', 'demo');

const env = { ...process.env, XDG_STATE_HOME: STATE };

/** Starts the command on this terminal. @returns the process, and its exit code or signal */
export function start(args: readonly string[]): {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals>;
} {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  return { child, ended };
}

/** What the command prints for a program. */
export function ask<T>(args: readonly string[]): T {
  const options = { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync(process.execPath, [LAUNCHER, ...args, '--json'], options)) as T;
}

/** The scripts of the steps on a host, by step, as what the host is sent has them: quoted. */
export function actionScripts(plan: Plan): Map<string, string> {
  return new Map(
    plan.steps.flatMap(({ id, action }) =>
      action.kind === 'run' ? [[id, quote(action.command.script)] as const] : [],
    ),
  );
}
