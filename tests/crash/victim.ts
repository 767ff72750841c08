/** A case whose command is killed at a given point of its life, and resumed until it ends. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Case, type CliEnd, type Findings } from './case.ts';
import type { Lane } from './lanes.ts';
import type { Scenario } from './scenarios.ts';

const KILL_SELF = join(import.meta.dirname, 'kill-self.ts');
/** One resume is enough after one kill; more is slack, for a bug to show itself as a finding. */
const MOST_RESUMES = 3;

export interface Verdict extends Findings {
  readonly point: number;
  /** Name of the point; undefined when the run ended before it. */
  readonly killed: string | undefined;
}

/** The points of an undisturbed run, in order. */
export async function listPoints(scenario: Scenario, lane: Lane): Promise<readonly string[]> {
  const trial = new Case(scenario, lane, 'list');
  const { code, text } = await trial.run(killingAt(0, trial));
  const points = reported(trial)?.points;
  if (code === scenario.exitCode && points?.length) return points;
  throw new Error(`an undisturbed run of ${scenario.runbook} ended with ${code}: ${text}`);
}

/** Runs, is killed at `point`, resumes until it ends, and looks at what really happened. */
export async function killAt(point: number, scenario: Scenario, lane: Lane): Promise<Verdict> {
  const victim = new Case(scenario, lane, String(point));
  const first = await victim.run(killingAt(point, victim));
  const killed = reported(victim)?.killed;
  let last = first;
  for (let tries = 0; last.code === 'SIGKILL' && tries < MOST_RESUMES; tries += 1)
    last = await goOn(victim);
  return { point, killed, ...victim.judge(last) };
}

/** Killed before its first record was whole: there is no run, so nothing may have been sent. */
function goOn(victim: Case): Promise<CliEnd> {
  if (victim.record()) return victim.resume();
  if (victim.effects().length > 0) throw new Error('something was sent without a record of it');
  return victim.run();
}

function killingAt(point: number, { folder }: Case): Record<string, string> {
  return {
    NODE_OPTIONS: `--import=${KILL_SELF}`,
    KILL_AT: String(point),
    KILL_REPORT: join(folder, 'report.json'),
  };
}

function reported({ folder }: Case): { killed?: string; points?: readonly string[] } | undefined {
  const file = join(folder, 'report.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
