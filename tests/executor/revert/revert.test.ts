/** What a host says about its watchdog, and what becomes of the step. The host here only answers. */
import { describe, expect, it } from 'vitest';
import { TargetLockedError } from '../../../src/executor/lock/locked-error.ts';
import { moment } from '../../../src/journal/moment.ts';
import type { PlannedStep } from '../../../src/plan/model.ts';
import { ConnectError, type ExecRequest } from '../../../src/transports/transport.ts';
import {
  command,
  FakeHost,
  MemoryJournal,
  planOf,
  putStep,
  resume,
  run,
  step,
  trace,
  verifyBy,
} from '../support.ts';

const LOST = { kind: 'lost', reason: 'the connection was closed' } as const;
type State = 'none' | 'armed' | 'disarmed' | 'fired';

/** Answers what the revert's scripts ask, as a host does; `happens` is called for each. */
class Watched {
  state: State = 'none';
  alive = true;
  boot = 'boot';
  ended: number | undefined;
  output = '';
  /** Seconds; the watchdog was armed at 0. */
  now = 0;
  readonly asked: string[] = [];
  happens: (what: string) => 'lost' | 'refused' | undefined = () => undefined;

  readonly answer = (script: string, request: ExecRequest) => {
    const what = kindOf(script, request);
    if (what === undefined) return undefined;
    this.asked.push(what);
    const trouble = this.happens(what);
    if (trouble === 'lost') return LOST;
    if (trouble === 'refused')
      return { err: 'no setsid\n', end: { kind: 'exited', code: 1 } as const };
    if (what === 'arm') {
      this.state = 'armed';
      return { out: 'runbook-revert armed 42 90 boot\n' };
    }
    if (what === 'disarm' && this.state === 'armed') this.state = 'disarmed';
    if (what === 'rescue' && this.state === 'armed') this.fire(0);
    return { out: this.#seen() };
  };

  fire(code: number): void {
    this.state = 'fired';
    this.ended = code;
  }

  #seen(): string {
    const lines = [
      `state ${this.state}`,
      `now ${this.now}`,
      `boot ${this.boot}`,
      ...(this.state === 'none' ? [] : ['facts 42 90 boot']),
      ...(this.alive && this.state === 'armed' ? ['alive yes'] : []),
      ...(this.ended === undefined ? [] : [`ended ${this.ended} ${this.now}`]),
      `output\n${Buffer.from(this.output).toString('base64')}`,
    ];
    return lines.map((line) => `runbook-revert ${line}\n`).join('');
  }
}

function kindOf(script: string, { stdin }: ExecRequest): string | undefined {
  if (!script.includes('runbook/revert')) return undefined;
  if (stdin !== undefined) return String(stdin).includes('sleep 90') ? 'arm' : 'rescue';
  if (script.includes('rm -rf')) return 'forget';
  return script.includes('mv -f') ? 'disarm' : 'look';
}

const risky = (change: Partial<PlannedStep> = {}): PlannedStep =>
  step('a', 'do a', { revertMs: 90_000, undo: command('undo a'), ...change });

async function go(
  watched: Watched,
  planned = risky(),
  reply: (script: string) => ReturnType<Watched['answer']> | number = () => undefined,
) {
  const host = new FakeHost((script, request) => watched.answer(script, request) ?? reply(script));
  const ran = await run(planOf([planned, step('b', 'do b')]), { host });
  const end = ran.events.find((event) => event.type === 'step-ended');
  const notices = ran.events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
  return { ...ran, end, notices };
}

const states = (journal: MemoryJournal) =>
  journal.entries.flatMap((entry) => (entry.type === 'revert' ? [entry.state] : []));

it('whose host somebody else has taken meanwhile is told to go back by itself, and stays open', async () => {
  const watched = new Watched();
  const host = new FakeHost((script, request) => watched.answer(script, request));
  const lock = { id: 'aa', run: 'r2', runbook: 'other', operator: 'bob', machine: 'lap' };
  const held = { host: 'web1', lock: { ...lock, since: '2026-01-01T00:00:00Z' } };
  const connect = async () => {
    if (host.connects > 0) throw new TargetLockedError(held);
    return host.connect();
  };
  const { outcome, journal } = await run(planOf([risky({ verify: verifyBy('is a') })]), {
    ...{ host, connect },
  });
  expect(outcome).toMatchObject({ status: 'paused', pause: { reason: 'locked' } });
  expect(outcome.pause?.detail).toMatch(/^web1 is locked by bob on lap .*goes back by itself at/);
  expect(trace(journal)).toEqual(['started a', 'revert', 'paused locked']);
});

describe('a change that holds', () => {
  it('is armed after its record and before it is sent; then seen over a new connection', async () => {
    const watched = new Watched();
    const { host, journal, outcome, notices } = await go(
      watched,
      risky({ verify: verifyBy('is a') }),
    );
    expect(outcome.status).toBe('succeeded');
    expect(watched.asked).toEqual(['arm', 'look', 'disarm', 'forget']);
    expect(host.connects).toBe(2);
    const order = host.sent.filter((script) => ['do a', 'is a', 'do b'].includes(script));
    expect(order).toEqual(['do a', 'is a', 'do b']);
    expect(journal.entries.slice(1, 4).map(({ type }) => type)).toEqual([
      'step-started',
      'revert',
      'revert',
    ]);
    expect(states(journal)).toEqual(['armed', 'disarmed']);
    expect(notices.slice(-2)).toEqual([
      `web1 goes back by itself in 90 s (${moment(90_000)}), unless the change is confirmed over a new connection.`,
      'Confirmed over a new connection: web1 keeps the change.',
    ]);
  });

  it('is lost when the host was quicker than the confirmation', async () => {
    const watched = new Watched();
    watched.happens = (what) => {
      if (what === 'disarm') watched.fire(0);
      return undefined;
    };
    const { end, journal } = await go(watched);
    expect(end).toMatchObject({ result: 'failed', reason: 'reverted' });
    expect(states(journal)).toEqual(['armed', 'fired']);
  });

  it('is confirmed although the answer to that was lost', async () => {
    const watched = new Watched();
    let lost = 0;
    watched.happens = (what) => {
      if (what !== 'disarm' || lost++ > 1) return undefined;
      watched.state = 'disarmed';
      return 'lost';
    };
    expect((await go(watched)).outcome.status).toBe('succeeded');
  });

  it('counts although its end was not seen, when its verify holds', async () => {
    const watched = new Watched();
    const planned = risky({ verify: verifyBy('is a') });
    const { outcome } = await go(watched, planned, (script) =>
      script === 'do a' ? LOST : undefined,
    );
    expect(outcome.status).toBe('succeeded');
  });
});

describe('a change that does not hold', () => {
  it.each<[string, Partial<PlannedStep>, string, string]>([
    ['its command fails', {}, 'do a', 'exit-code'],
    ['its verify fails', { verify: verifyBy('is a') }, 'is a', 'verify'],
  ])('%s: it is taken back at once', async (_, change, failing, reason) => {
    const watched = new Watched();
    const { end, journal } = await go(watched, risky(change), (script) =>
      script === failing ? 4 : undefined,
    );
    expect(watched.asked).toEqual(
      reason === 'verify'
        ? ['arm', 'look', 'rescue', 'look', 'forget']
        : ['arm', 'rescue', 'look', 'forget'],
    );
    expect(end).toMatchObject({
      reason,
      detail: expect.stringMatching(/code 4\. web1 went back at .*, undo ended with code 0$/),
    });
    expect(states(journal)).toEqual(['armed', 'fired']);
  });

  it('an invariant that it broke takes it back, and is looked at again after', async () => {
    const watched = new Watched();
    const holds = () => (watched.state === 'fired' ? 0 : 1);
    let asked = 0;
    const host = new FakeHost((script, request) => {
      if (script === 'all well') return asked++ === 0 ? 0 : holds();
      return watched.answer(script, request);
    });
    const plan = planOf([risky()], { invariants: { web1: [command('all well')] } });
    const { outcome, journal } = await run(plan, { host });
    expect(outcome.failures).toEqual(['invariant']);
    expect([asked, trace(journal).at(-2)]).toEqual([3, 'ended a failed invariant']);
  });

  it('whose end nobody saw, and that nothing can verify, is taken back', async () => {
    const watched = new Watched();
    const { end } = await go(watched, risky(), (script) => (script === 'do a' ? LOST : undefined));
    expect(watched.asked).toContain('rescue');
    expect(end).toMatchObject({ reason: 'reverted' });
  });

  it('shows what the undo printed, and its code', async () => {
    const watched = new Watched();
    watched.output = 'first\nno such bridge\n';
    watched.happens = (what) => {
      if (what === 'look') watched.fire(3);
      return undefined;
    };
    const { end, events, journal } = await go(watched);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'output', text: 'first\nno such bridge\n' }),
    );
    expect(journal.entries.findLast(({ type }) => type === 'revert')).toMatchObject({
      ...{ state: 'fired', exitCode: 3 },
    });
    expect(end).toMatchObject({
      detail: expect.stringContaining('undo ended with code 3: no such bridge'),
      hint: expect.stringContaining('half way'),
    });
  });
});

describe('an operator who is locked out', () => {
  it('is told, once the host is back, that it went back by itself', async () => {
    const watched = new Watched();
    let away = 0;
    watched.happens = (what) => {
      if (what === 'look') away += 1;
      if (what !== 'look' || away > 120) return undefined;
      if (away === 90) watched.fire(0);
      return 'lost';
    };
    const { end, outcome } = await go(watched);
    expect(end).toMatchObject({
      reason: 'reverted',
      detail: expect.stringMatching(
        /^The change was not confirmed in time: web1 went back by itself at [-0-9]{10} [:0-9]{8} [-+:0-9]{6}, undo ended with code 0$/,
      ),
    });
    expect(outcome.status).toBe('failed');
  });

  it('is told when the host was to go back, when it never answers again', async () => {
    const watched = new Watched();
    watched.happens = (what) => (what === 'arm' ? undefined : 'lost');
    const { end, journal } = await go(watched);
    expect(end).toMatchObject({
      result: 'unknown',
      detail: expect.stringContaining(`web1 was to go back by itself at ${moment(90_000)}`),
    });
    expect(trace(journal)).toContain('unknown a');
  });

  it('is told when the undo restarted the host', async () => {
    const watched = new Watched();
    watched.happens = (what) => {
      if (what === 'look') Object.assign(watched, { state: 'fired', boot: 'another' });
      return undefined;
    };
    const { end } = await go(watched);
    expect(end).toMatchObject({
      reason: 'reverted',
      detail: expect.stringContaining('undo ended with a restart of the host'),
    });
  });

  it('takes it back by hand when the watchdog has ended without a word', async () => {
    const watched = new Watched();
    watched.happens = (what) => {
      if (what === 'look') Object.assign(watched, { alive: false, now: 91 });
      return undefined;
    };
    const { end } = await go(watched);
    expect(watched.asked).toContain('rescue');
    expect(end).toMatchObject({ reason: 'reverted' });
  });
});

describe('a host that can not be armed', () => {
  it('is left alone, and tried again without a question', async () => {
    const watched = new Watched();
    watched.happens = (what) => (what === 'arm' ? 'refused' : undefined);
    const { host, end, journal } = await go(watched);
    expect(host.sent).not.toContain('do a');
    expect(end).toMatchObject({
      reason: 'not-armed',
      detail: expect.stringContaining('no setsid'),
    });
    watched.happens = () => undefined;
    const again = await resume(planOf([risky(), step('b', 'do b')]), journal, { host });
    expect(again.outcome.status).toBe('succeeded');
  });

  it('nobody knows whether it is: the change is not sent', async () => {
    const watched = new Watched();
    watched.happens = () => 'lost';
    const { host, end } = await go(watched);
    expect(host.sent).not.toContain('do a');
    expect(end).toMatchObject({
      result: 'unknown',
      detail: expect.stringContaining('was not sent'),
    });
  });
});

describe('a resume', () => {
  /** A journal that ends as if the CLI had been killed then. */
  const killed = (...kinds: ('armed' | 'disarmed' | 'fired')[]): MemoryJournal => {
    const journal = new MemoryJournal().begin(planOf([risky()]));
    const ref = {
      step: 'a',
      host: 'web1',
      hash: 'hash of a',
      sourceHash: 'source of a',
      attempt: 1,
    };
    void journal.append({ type: 'step-started', ...ref, output: 'output/x', revert: 90_000 });
    for (const state of kinds)
      void journal.append({ type: 'revert', ...ref, state, deadline: '1970-01-01T00:01:30.000Z' });
    return journal;
  };
  const again = (watched: Watched, journal: MemoryJournal, planned = risky()) => {
    const host = new FakeHost((script, request) => watched.answer(script, request));
    return resume(planOf([planned]), journal, { host });
  };

  it.each<[string, State, ('armed' | 'disarmed' | 'fired')[], string]>([
    ['never armed for sure: it is run', 'none', [], 'decision a rerun by reattach'],
    ['armed, but never sent: disarmed, and run', 'armed', [], 'decision a rerun by reattach'],
    ['confirmed: done', 'none', ['armed', 'disarmed'], 'ended a changed'],
    ['confirmed on the host only: done', 'disarmed', ['armed'], 'ended a changed'],
    ['gone back, as the host says', 'fired', ['armed'], 'ended a failed reverted'],
    ['gone back, as the journal says', 'none', ['armed', 'fired'], 'ended a failed reverted'],
    ['armed still, nothing can verify it', 'armed', ['armed'], 'ended a failed reverted'],
  ])('%s', async (_, state, kinds, expected) => {
    const watched = new Watched();
    Object.assign(watched, { state, ended: state === 'fired' ? 0 : undefined });
    const journal = killed(...kinds);
    const from = trace(journal).length;
    await again(watched, journal);
    expect(
      trace(journal)
        .slice(from)
        .filter((line) => line !== 'revert')[0],
    ).toBe(expected);
  });

  it('in time confirms what its verify sees', async () => {
    const watched = new Watched();
    watched.state = 'armed';
    const { outcome, host } = await again(
      watched,
      killed('armed'),
      risky({ verify: verifyBy('is a') }),
    );
    expect([outcome.status, watched.state]).toEqual(['succeeded', 'disarmed']);
    expect(host.sent).not.toContain('do a');
  });

  it('of a host that does not answer stays open', async () => {
    const watched = new Watched();
    const host = new FakeHost((script, request) => watched.answer(script, request));
    const connect = async () => {
      throw new ConnectError('unreachable', 'web1', 'no route', '');
    };
    const { outcome } = await resume(planOf([risky()]), killed('armed'), { host, connect });
    expect(outcome).toMatchObject({
      status: 'paused',
      pause: { detail: expect.stringContaining('was to go back') },
    });
  });
});

it('a file that is written needs no undo block', async () => {
  const watched = new Watched();
  const planned = { ...putStep('a', '/etc/x', 'new\n'), revertMs: 90_000 };
  const host = new FakeHost((script, request) => {
    const known = watched.answer(script, request);
    if (known || !script.includes('runbook-put')) return known;
    return request.stdin === undefined ? { out: 'runbook-put absent /etc/x\n' } : undefined;
  });
  const { outcome } = await run(planOf([planned]), { host });
  expect([outcome.status, watched.asked]).toEqual([
    'succeeded',
    ['arm', 'look', 'disarm', 'forget'],
  ]);
  const program = host.requests
    .map(({ stdin }) => String(stdin))
    .find((text) => text.includes('sleep 90'));
  expect(program).toContain('readlink -f -- /etc/x');
});
