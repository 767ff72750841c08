/** What becomes of steps that an earlier session left behind. */
import { describe, expect, it } from 'vitest';
import type { UnknownChoice } from '../../src/executor/events.ts';
import type { NewEntry } from '../../src/journal/journal.ts';
import type { PlannedStep } from '../../src/plan/model.ts';
import {
  command,
  FakeHost,
  MemoryJournal,
  NOBODY,
  planOf,
  putStep,
  resume,
  run,
  step,
  trace,
  verifyBy,
} from './support.ts';

function refOf({ id, host, hash, sourceHash }: PlannedStep) {
  return { step: id, host, hash, sourceHash };
}

/** A journal in which `a` was left in some way, by a session that is over. */
async function left(a: PlannedStep, ...entries: NewEntry[]): Promise<MemoryJournal> {
  const journal = new MemoryJournal().begin(planOf([a]));
  for (const entry of entries) await journal.append(entry);
  return journal;
}

const started = (a: PlannedStep): NewEntry => ({
  type: 'step-started',
  ...refOf(a),
  attempt: 1,
  output: 'o',
});
const ended = (a: PlannedStep, change: object = {}): NewEntry =>
  ({
    type: 'step-ended',
    ...refOf(a),
    attempt: 1,
    result: 'changed',
    durationMs: 1,
    ...change,
  }) as NewEntry;

function resolving(choice: UnknownChoice | undefined) {
  const asked: string[] = [];
  return {
    asked,
    operator: {
      ...NOBODY,
      resolve: async (_step: PlannedStep, verdict: string) => {
        asked.push(verdict);
        return choice;
      },
    },
  };
}

describe('resume', () => {
  it('keeps what is done, and runs what is not', async () => {
    const [a, b] = [step('a', 'do a'), step('b', 'do b')];
    const journal = await left(a, started(a), ended(a));
    const { host, events, outcome } = await resume(planOf([a, b]), journal);
    expect(host.sent).toEqual(['do b']);
    expect(events.filter(({ type }) => type === 'step-kept')).toMatchObject([
      { step: 'a', index: 1, total: 2, result: 'changed' },
    ]);
    expect(outcome.recap[0]).toMatchObject({ changed: 2 });
  });

  it('runs again without a question what failed before anything was sent', async () => {
    const a = step('a', 'do a');
    const journal = await left(a, ended(a, { result: 'failed', reason: 'unreachable' }));
    const { outcome, host } = await resume(planOf([a]), journal);
    expect(host.sent).toEqual(['do a']);
    expect(outcome.status).toBe('succeeded');
  });

  it('numbers the attempts, each with its own output', async () => {
    const a = step('a', 'do a', { rerunSafe: true });
    const journal = await left(a, started(a));
    await resume(planOf([a]), journal);
    expect(journal.entries.findLast(({ type }) => type === 'step-started')).toMatchObject({
      attempt: 2,
      output: 'output/001-a.web1.2.log',
    });
  });
});

describe('an unknown outcome', () => {
  it('is done when its verify holds, asked on a fresh session', async () => {
    const a = step('a', 'do a', { verify: verifyBy('is a') });
    const journal = await left(a, started(a));
    const { host, events, outcome } = await resume(planOf([a]), journal);
    expect(host.sent).toEqual(['is a']);
    expect(outcome.status).toBe('succeeded');
    expect(trace(journal)).toEqual(['started a', 'decision a done by verify', 'run succeeded']);
    expect(events.find(({ type }) => type === 'decision')).toMatchObject({
      verdict: 'unknown',
      detail: 'its verify holds',
    });
    expect(journal.state().steps[0]?.status).toBe('done');
  });

  it('is done when it has no verify and its check is satisfied', async () => {
    const a = step('a', 'do a', { check: command('is a') });
    const journal = await left(a, started(a));
    const { host } = await resume(planOf([a]), journal);
    expect(host.sent).toEqual(['is a']);
    expect(trace(journal).at(-2)).toBe('decision a done by verify');
  });

  it('is run again, out loud, when the author declares it safe', async () => {
    const a = step('a', 'do a', { rerunSafe: true });
    const journal = await left(a, started(a));
    const { host, events } = await resume(planOf([a]), journal);
    expect(host.sent).toEqual(['do a']);
    expect(trace(journal).slice(1)).toEqual([
      'decision a rerun by rerun-safe',
      'started a',
      'ended a changed',
      'run succeeded',
    ]);
    expect(events.find(({ type }) => type === 'decision')).toMatchObject({
      detail: 'its author declares rerun=safe',
    });
  });

  it.each([
    ['a readonly command', step('a', 'look', { changing: false })],
    ['a file, which is replaced as a whole', putStep('a', '/tmp/x', 'x\n')],
  ])('is run again, out loud, for %s', async (_name, a) => {
    const journal = await left(a, started(a));
    await resume(planOf([a]), journal);
    expect(trace(journal)[1]).toBe('decision a rerun by rerun-safe');
  });

  it('is never run again because its verify fails: a person decides', async () => {
    const a = step('a', 'do a', { verify: verifyBy('is a') });
    const journal = await left(a, started(a));
    const host = new FakeHost(() => 1);
    const { outcome } = await resume(planOf([a]), journal, { host });
    expect(host.sent).toEqual(['is a']);
    expect(outcome).toMatchObject({ status: 'paused', pause: { reason: 'question' } });
    expect(journal.state().steps[0]?.status).toBe('unknown');
  });

  it('stays unknown over any number of resumes without an answer', async () => {
    const a = step('a', 'do a');
    const journal = await left(a, started(a));
    for (let times = 0; times < 3; times += 1) {
      const { host } = await resume(planOf([a]), journal);
      expect(host.sent).toEqual([]);
    }
    expect(journal.state().steps[0]?.status).toBe('unknown');
  });

  it('of a host that can not be reached is asked of the operator', async () => {
    const a = step('a', 'do a', { verify: verifyBy('is a') });
    const journal = await left(a, started(a));
    const { asked, operator } = resolving('done');
    const host = new FakeHost(() => ({ kind: 'lost', reason: 'no route' }));
    const { outcome } = await resume(planOf([a]), journal, { host, operator });
    expect(asked).toEqual(['unknown']);
    expect(outcome.status).toBe('succeeded');
  });
});

/** How each verdict comes about: today's step beside what the journal holds of it. */
const LEFT: Record<string, (a: PlannedStep) => [PlannedStep, NewEntry[]]> = {
  unknown: (a) => [a, [started(a)]],
  failed: (a) => [a, [started(a), ended(a, { result: 'failed', reason: 'exit-code' })]],
  'done-but-edited': (a) => [{ ...a, hash: 'h2', sourceHash: 's2' }, [started(a), ended(a)]],
  'inventory-changed': (a) => [{ ...a, hash: 'h2' }, [started(a), ended(a)]],
};

describe.each(Object.keys(LEFT))('the operator about a step that is %s', (verdict) => {
  const original = step('a', 'do a');
  const [today, entries] = LEFT[verdict]?.(original) ?? [original, []];

  it.each<[UnknownChoice | undefined, string[], string, string]>([
    ['done', [], 'succeeded', 'done'],
    ['skip', [], 'succeeded', 'skipped'],
    ['rerun', ['do a'], 'succeeded', 'done'],
    ['abort', [], 'aborted', 'as before'],
    [undefined, [], 'paused', 'as before'],
  ])('says %s', async (choice, sent, status, after) => {
    const journal = await left(original, ...entries);
    const before = journal.state().steps[0]?.status;
    const { asked, operator } = resolving(choice);
    const { host, outcome } = await resume(planOf([today]), journal, { operator });
    expect(asked).toEqual([verdict]);
    expect(host.sent).toEqual(sent);
    expect(outcome.status).toBe(status);
    expect(journal.state().steps[0]?.status).toBe(after === 'as before' ? before : after);
    if (status === 'succeeded') expect(journal.state().steps[0]?.hash).toBe(today.hash);
  });

  it('a flag decides before anybody is asked', async () => {
    const journal = await left(original, ...entries);
    const { asked, operator } = resolving('abort');
    await resume(planOf([today]), journal, {
      operator,
      decide: () => ({ choice: 'skip', by: 'flag' }),
    });
    expect(asked).toEqual([]);
    expect(trace(journal).at(-2)).toBe('decision a skip by flag');
  });
});

describe('secrets', () => {
  it('are masked in events, in the journal, in the output, and in what the operator sees', async () => {
    const { createMask } = await import('../../src/executor/mask/mask.ts');
    const a = step('a', 'login hunter22');
    const shown: string[] = [];
    const host = new FakeHost(() => ({
      out: 'token hunter22\n',
      err: 'bad password hunter22\n',
      end: { kind: 'exited', code: 1 },
    }));
    const { events, journal } = await run(planOf([a]), {
      host,
      yes: false,
      mask: createMask({ password: 'hunter22' }),
      operator: {
        ...NOBODY,
        confirm: async (masked) => {
          shown.push(JSON.stringify(masked));
          return 'yes';
        },
      },
    });
    expect(host.sent).toEqual(['login hunter22']);
    const everything = JSON.stringify([events, journal.entries, [...journal.outputs], shown]);
    expect(everything).not.toContain('hunter22');
    expect(events.find(({ type }) => type === 'step-ended')).toMatchObject({
      detail: 'It ended with code 1: bad password ‹secret:password›',
    });
    expect([...journal.outputs.values()][0]).toContain('token ‹secret:password›');
  });
});
