/** One case: the real CLI in a state folder of its own, and what came of it on disk and on the target. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listRuns, type RunRecord } from '../../src/journal/runs-fs.ts';
import type { Lane } from './lanes.ts';
import type { Scenario } from './scenarios.ts';

const CLI = join(import.meta.dirname, '..', '..', 'scripts', 'runbook.cjs');

export interface CliEnd {
  /** Exit code, or the name of the signal that ended it. */
  readonly code: number | string;
  /** stdout and stderr. */
  readonly text: string;
}

/** What is wrong about a case that has come to its end; nothing, if all is as the scenario says. */
export interface Findings {
  readonly lost: number;
  readonly twice: number;
  readonly wrong: readonly string[];
}

export class Case {
  readonly folder: string;
  readonly #scenario: Scenario;
  readonly #lane: Lane;

  constructor(scenario: Scenario, lane: Lane, name: string) {
    this.#scenario = scenario;
    this.#lane = lane;
    this.folder = join(lane.folder, `${scenario.runbook}-${name}`);
    mkdirSync(this.folder, { recursive: true });
  }

  run(env: Readonly<Record<string, string>> = {}): Promise<CliEnd> {
    const { runbook } = this.#scenario;
    return this.#cli(['run', runbook, '--var', `folder=${this.folder}`], env);
  }

  resume(env: Readonly<Record<string, string>> = {}): Promise<CliEnd> {
    return this.#cli(['resume'], env);
  }

  /** The run that was recorded; undefined before its first record was whole. */
  record(): RunRecord | undefined {
    const [record] = listRuns(join(this.folder, 'state', 'runbook'));
    return record?.state.runbook ? record : undefined;
  }

  /** A line for each time that a step was really carried out. */
  effects(): string[] {
    const file = join(this.folder, 'effects');
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort() : [];
  }

  /** Holds what the target and the journal say against what the scenario wants. */
  judge(last: CliEnd): Findings {
    const { effects: expected, steps } = this.#scenario;
    const found = this.effects();
    const unexpected = found.filter((line) => !expected.includes(line));
    const records = this.#recorded();
    const misjudged = Object.keys(steps).filter((name) => records[name] !== steps[name]);
    return {
      lost: expected.filter((line) => !found.includes(line)).length,
      twice: found.length - new Set(found).size,
      wrong: [
        ...unexpected.map((line) => `“${line}” was done and should not have been`),
        ...misjudged.map((name) => `${name} is ${records[name]}: ${last.text.slice(-2000)}`),
      ],
    };
  }

  /** As the journal has it: `id@host` → `done 0`. */
  #recorded(): Record<string, string> {
    const steps = this.record()?.state.steps ?? [];
    return Object.fromEntries(
      steps.map(({ step, host, status, exitCode }) => [
        `${step}@${host}`,
        [status, exitCode].filter((part) => part !== undefined).join(' '),
      ]),
    );
  }

  #cli(args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliEnd> {
    const { project, sshConfig } = this.#lane;
    const all = [...args, '--yes', '--non-interactive', '--ssh-config', sshConfig];
    const child = spawn(process.execPath, [CLI, ...all], {
      cwd: project,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        XDG_STATE_HOME: join(this.folder, 'state'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        text += bytes;
      });
    return new Promise((resolve) => {
      child.on('close', (code, signal) => resolve({ code: code ?? String(signal), text }));
    });
  }
}
