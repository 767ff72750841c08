/** Several hosts at once: what begins, what ends, and what a failure stops. */
import { describe, expect, it } from 'vitest';
import type { ExecutorEvent, Operator } from '../../src/executor/events.ts';
import type { Plan, PlannedStep } from '../../src/plan/model.ts';
import { FakeHost, MemoryJournal, NOBODY, planOf, type Ran, resume, run, step } from './support.ts';

const HOSTS = ['h1', 'h2', 'h3'];

/** Steps on all hosts; each sends `<id> on <host>`. */
function plan(ids: string, order: Plan['order'], change: Partial<PlannedStep> = {}): Plan {
  const on = (id: string, host: string): PlannedStep =>
    step(id, `${id} on ${host}`, { host, ...change });
  const steps =
    order === 'by-step'
      ? ids.split(' ').flatMap((id) => HOSTS.map((host) => on(id, host)))
      : HOSTS.flatMap((host) => ids.split(' ').map((id) => on(id, host)));
  return planOf(steps, { order, hosts: HOSTS });
}

/** Commands that go on until all that may be under way is: `+` at their begin, `-` at their end. */
class Fleet {
  readonly log: string[] = [];
  readonly host: FakeHost;

  /** @param turns for each script, how long it takes; the others take one turn */
  constructor(replies: Readonly<Record<string, number>>, turns: Record<string, number> = {}) {
    this.host = new FakeHost(async (script) => {
      const name = script.replace(' on ', '@');
      this.log.push(`+${name}`);
      for (let turn = 0; turn < (turns[name] ?? 1) * 40; turn += 1) await Promise.resolve();
      this.log.push(`-${name}`);
      return replies[name] ?? 0;
    });
  }
}

function results({ outcome }: Ran): string {
  return outcome.recap
    .map(({ host, ok, changed, skipped, failed, unreachable, unknown }) => {
      const counts = { ok, changed, skipped, failed, unreachable, unknown };
      const some = Object.entries(counts).filter(([, count]) => count > 0);
      return `${host}: ${some.map(([name, count]) => `${count} ${name}`).join(' ') || 'nothing'}`;
    })
    .join(', ');
}

describe('a failure', () => {
  const failing = { 'a@h2': 3 };
  it.each<[string, Plan['order'], number | undefined, string[], string]>([
    [
      'by step, one at a time: the next host does not begin',
      'by-step',
      undefined,
      ['+a@h1', '-a@h1', '+a@h2', '-a@h2'],
      'h1: 1 changed, h2: 1 failed, h3: nothing',
    ],
    [
      'by step, three at a time: who is under way ends, and no step begins',
      'by-step',
      3,
      ['+a@h1', '+a@h2', '+a@h3', '-a@h2', '-a@h1', '-a@h3'],
      'h1: 1 changed, h2: 1 failed, h3: 1 changed',
    ],
    [
      'by step, two at a time: the third does not begin',
      'by-step',
      2,
      ['+a@h1', '+a@h2', '-a@h2', '-a@h1'],
      'h1: 1 changed, h2: 1 failed, h3: nothing',
    ],
    [
      'by host, one at a time: the next host does not begin',
      'by-host',
      undefined,
      ['+a@h1', '-a@h1', '+b@h1', '-b@h1', '+a@h2', '-a@h2'],
      'h1: 2 changed, h2: 1 failed, h3: nothing',
    ],
    [
      'by host, three at a time: who is under way ends its step, not its list',
      'by-host',
      3,
      ['+a@h1', '+a@h2', '+a@h3', '-a@h2', '-a@h1', '-a@h3'],
      'h1: 1 changed, h2: 1 failed, h3: 1 changed',
    ],
  ])('%s', async (_name, order, forks, log, recap) => {
    const fleet = new Fleet(failing, { 'a@h1': 2, 'a@h3': 3 });
    const ran = await run(plan('a b', order), { host: fleet.host, forks });
    expect(fleet.log).toEqual(log);
    expect(results(ran)).toBe(recap);
    expect(ran.outcome.status).toBe('failed');
  });
});

describe('without a failure', () => {
  it('by step, no host begins a step before all have ended the one before', async () => {
    const fleet = new Fleet({}, { 'a@h1': 9 });
    const { outcome } = await run(plan('a b', 'by-step'), { host: fleet.host, forks: 3 });
    expect(outcome.status).toBe('succeeded');
    expect(fleet.log.slice(0, 6).join(' ')).toBe('+a@h1 +a@h2 +a@h3 -a@h2 -a@h3 -a@h1');
    expect(fleet.log.slice(6, 9).sort().join(' ')).toBe('+b@h1 +b@h2 +b@h3');
  });

  it('by host, no host waits for another', async () => {
    const fleet = new Fleet({}, { 'a@h1': 9 });
    await run(plan('a b', 'by-host'), { host: fleet.host, forks: 3 });
    expect(fleet.log.indexOf('-b@h2')).toBeLessThan(fleet.log.indexOf('-a@h1'));
    expect(fleet.log.indexOf('-b@h3')).toBeLessThan(fleet.log.indexOf('-a@h1'));
  });

  it('each host has one connection, and its own steps in their order', async () => {
    const { host, events } = await run(plan('a b c', 'by-step'), { forks: 3 });
    expect([host.connects, host.closes]).toEqual([3, 3]);
    for (const name of HOSTS) expect(endsOf(events, name)).toEqual(['a', 'b', 'c']);
  });

  it('a step that may goes side by side in a plan that does not', async () => {
    const one = plan('a b', 'by-step');
    const steps = one.steps.map((each) => (each.id === 'b' ? { ...each, parallel: true } : each));
    const fleet = new Fleet({});
    await run({ ...one, steps: steps as PlannedStep[] }, { host: fleet.host });
    expect(fleet.log.slice(0, 6).join(' ')).toBe('+a@h1 -a@h1 +a@h2 -a@h2 +a@h3 -a@h3');
    expect(fleet.log.slice(6, 9).join(' ')).toBe('+b@h1 +b@h2 +b@h3');
  });
});

function endsOf(events: readonly ExecutorEvent[], host: string): string[] {
  return events.flatMap((event) =>
    event.type === 'step-ended' && event.host === host ? [event.step] : [],
  );
}

describe('the journal', () => {
  it('has each start before its end, and can be folded', async () => {
    const { journal } = await run(plan('a b', 'by-host'), { forks: 3, host: new Fleet({}).host });
    expect(journal.state().steps.map(({ status }) => status)).toEqual(Array(6).fill('done'));
    expect(journal.entries.map(({ seq }) => seq)).toEqual(journal.entries.map((_, at) => at + 1));
  });

  it('that can not be written stops all hosts, and is the error', async () => {
    const journal = new MemoryJournal();
    const append = journal.append.bind(journal);
    journal.append = async (entry) => {
      if (entry.type === 'step-ended') throw new Error('no space left');
      await append(entry);
    };
    const fleet = new Fleet({});
    const going = run(plan('a b', 'by-host'), { host: fleet.host, journal, forks: 3 });
    await expect(going).rejects.toThrow('no space left');
    expect(fleet.log.filter((entry) => entry.startsWith('+')).sort()).toEqual(
      HOSTS.map((host) => `+a@${host}`),
    );
    expect(fleet.host.closes).toBe(3);
  });
});

describe('the operator', () => {
  /** Answers after a while; knows how many questions were open at once. */
  function person(answers: Readonly<Record<string, 'yes' | 'no' | 'abort'>>) {
    const asked: string[] = [];
    let open = 0;
    let most = 0;
    const operator: Operator = {
      ...NOBODY,
      async confirm({ host }) {
        asked.push(host);
        open += 1;
        most = Math.max(most, open);
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        open -= 1;
        return answers[host] ?? 'yes';
      },
    };
    return { operator, asked, most: () => most };
  }

  it('is asked one thing at a time', async () => {
    const { operator, asked, most } = person({});
    const ran = await run(plan('a', 'by-step'), { operator, yes: false, forks: 3 });
    expect(asked).toEqual(HOSTS);
    expect(most()).toBe(1);
    expect(ran.outcome.status).toBe('succeeded');
  });

  it.each([
    ['no', 'paused', 'h1: 1 changed, h2: nothing, h3: nothing'],
    ['abort', 'aborted', 'h1: 1 changed, h2: nothing, h3: nothing'],
  ] as const)(
    'who says %s to one host is not asked about the others',
    async (answer, status, recap) => {
      const { operator, asked } = person({ h2: answer });
      const ran = await run(plan('a b', 'by-step'), { operator, yes: false, forks: 3 });
      expect(asked).toEqual(['h1', 'h2']);
      expect(ran.outcome.status).toBe(status);
      expect(results(ran)).toBe(recap);
    },
  );
});

describe('an interrupt', () => {
  it('stops all hosts, and is one pause', async () => {
    const controller = new AbortController();
    let begun = 0;
    const host = new FakeHost(async (_script, _request, signal) => {
      begun += 1;
      if (begun === 3) controller.abort();
      while (!signal?.aborted) await Promise.resolve();
      return { kind: 'aborted' };
    });
    const { signal } = controller;
    const ran = await run(plan('a b', 'by-step'), { host, signal, forks: 3 });
    expect(ran.outcome.pause?.reason).toBe('interrupt');
    expect(host.sent.length).toBe(3);
    const types = ran.journal.entries.map(({ type }) => type);
    expect(types.filter((type) => type === 'paused')).toHaveLength(1);
    expect(results(ran)).toBe('h1: 1 unknown, h2: 1 unknown, h3: 1 unknown');
  });
});

describe('a resume side by side', () => {
  it('runs what failed and what had not begun, and nothing twice', async () => {
    const both = plan('a b', 'by-step', { rerunSafe: true });
    const first = await run(both, { host: new Fleet({ 'a@h2': 3 }).host, forks: 3 });
    const fleet = new Fleet({});
    const again = await resume(both, first.journal, { host: fleet.host, forks: 3 });
    expect(again.outcome.status).toBe('succeeded');
    expect(fleet.log.filter((entry) => entry.startsWith('+')).sort()).toEqual([
      '+a@h2',
      '+b@h1',
      '+b@h2',
      '+b@h3',
    ]);
  });
});
