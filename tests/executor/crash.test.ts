/** kill -9 at every record: the journal stays honest, and each step is done exactly once. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listRuns, type RunRecord } from '../../src/journal/runs-fs.ts';
import { carryOut, crashPlan, type Death } from './crash-plan.ts';
import { NOBODY, scratch } from './support.ts';

const CHILD = join(import.meta.dirname, 'crash-child.ts');
/** started and ended of three steps, and the run's end. */
const APPENDS = 7;

function child(state: string, effects: string, at: number | 'action', death: Death): string {
  const args = [CHILD, state, effects, String(at), death];
  const { signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  return signal ?? stdout.trim();
}

function effectsIn(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

/** One that is killed after its last record has no later session that would remove its files. */
const STEPS = '/var/lib/runbook/steps';
const runs = new Set<string>();
afterAll(() => {
  const left = process.getuid?.() === 0 && existsSync(STEPS) ? readdirSync(STEPS) : [];
  const ours = left.filter((name) => [...runs].some((run) => name.startsWith(run)));
  for (const name of ours) rmSync(join(STEPS, name), { recursive: true });
});

function theRun(state: string): RunRecord {
  const [record] = listRuns(state);
  if (!record) throw new Error('there is no run');
  runs.add(record.run);
  return record;
}

/** What no crash may break. */
function expectHonest(record: RunRecord, effects: readonly string[]): void {
  for (const { step, status } of record.state.steps) {
    const times = effects.filter((effect) => effect === step).length;
    if (status === 'done') expect(times, `${step} is called done`).toBe(1);
    if (status === 'pending') expect(times, `${step} is called pending`).toBe(0);
  }
  expect(record.state.steps.filter(({ status }) => status === 'unknown').length).toBeLessThan(2);
}

const CASES = (['before', 'torn', 'after'] as const).flatMap((death) =>
  Array.from({ length: APPENDS }, (_, index) => [death, index + 1] as const),
);

describe('kill -9', () => {
  it.each(CASES)(
    '%s record %i: resume finishes, each step done once',
    { timeout: 30_000 },
    async (death, at) => {
      const state = scratch();
      const effects = join(state, 'effects.txt');
      expect(child(state, effects, at, death)).toBe('SIGKILL');
      expectHonest(theRun(state), effectsIn(effects));

      const asked: string[] = [];
      const operator = {
        ...NOBODY,
        resolve: async ({ id }: { id: string }, verdict: string) => {
          asked.push(`${id} ${verdict}`);
          return 'rerun' as const;
        },
      };
      const outcome = await carryOut(state, crashPlan(effects), operator);
      expect(outcome.status).toBe('succeeded');
      expect(effectsIn(effects)).toEqual(['one', 'two', 'three']);
      // The host tells what was begun there, and that the rest never was.
      expect(asked).toEqual([]);
      expect(theRun(state).state.steps.map(({ status }) => status)).toEqual([
        'done',
        'done',
        'done',
      ]);
    },
  );

  it('in the middle of an action: its verify tells', { timeout: 30_000 }, async () => {
    const state = scratch();
    const effects = join(state, 'effects.txt');
    expect(child(state, effects, 'action', 'after')).toBe('SIGKILL');
    expect(theRun(state).state.steps.map(({ status }) => status)).toEqual([
      'unknown',
      'pending',
      'pending',
    ]);
    const outcome = await carryOut(state, crashPlan(effects), NOBODY);
    expect(outcome.status).toBe('succeeded');
    expect(effectsIn(effects)).toEqual(['one', 'two', 'three']);
  });

  it('again and again, at every second record: it gets there', { timeout: 60_000 }, () => {
    const state = scratch();
    const effects = join(state, 'effects.txt');
    const ends: string[] = [];
    while (ends.at(-1) !== 'succeeded' && ends.length < 20) {
      ends.push(child(state, effects, 2, 'torn'));
      expectHonest(theRun(state), effectsIn(effects));
    }
    expect(ends.at(-1)).toBe('succeeded');
    expect(effectsIn(effects)).toEqual(['one', 'two', 'three']);
  });
});
