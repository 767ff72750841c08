import { describe, expect, it } from 'vitest';
import type { ExecutorEvent, Operator } from '../../src/executor/events.ts';
import { ConnectError, type ConnectFailure, type Session } from '../../src/transports/transport.ts';
import {
  command,
  FakeHost,
  fakeClock,
  MemoryJournal,
  manualStep,
  planOf,
  run,
  step,
  trace,
  verifyBy,
} from './support.ts';

const LOST = { kind: 'lost', reason: 'the connection was closed' } as const;

describe('a plan that goes well', () => {
  it('costs a plain step one exec and two records', async () => {
    const { outcome, journal, host } = await run(planOf([step('a', 'do a'), step('b', 'do b')]));
    expect(outcome).toMatchObject({ status: 'succeeded', failures: [] });
    expect(host.sent).toEqual(['do a', 'do b']);
    expect(trace(journal)).toEqual([
      'started a',
      'ended a changed',
      'started b',
      'ended b changed',
      'run succeeded',
    ]);
  });

  it('takes as long as it takes: the time in which a person is asked is not its own', async () => {
    const clock = fakeClock();
    const operator: Operator = {
      manual: async () => 'yes',
      resolve: async () => 'rerun',
      confirm: async () => {
        await clock.sleep(60_000);
        return 'yes';
      },
    };
    const plan = planOf([step('a', 'do a', { verify: verifyBy('look', 1, 2_000) })]);
    let looks = 0;
    const host = new FakeHost((line) => (line === 'look' && looks++ === 0 ? 1 : undefined));
    const { events } = await run(plan, { operator, yes: false, clock, host });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'step-ended', durationMs: 2_000 }),
    );
  });

  it('of a host without a private folder says why there is no $RUNBOOK_OUTPUT', async () => {
    const err = 'sh: 1: RUNBOOK_OUTPUT: parameter not set\n';
    const host = new FakeHost(() => ({ err, end: { kind: 'exited', code: 2 } }));
    const { events } = await run(planOf([step('a', 'give')]), { host });
    expect(events).toContainEqual(
      expect.objectContaining({ hint: expect.stringContaining('no private folder for the run') }),
    );
  });

  it('records the start before the action is sent, and its end after', async () => {
    const seen: string[][] = [];
    const plan = planOf([step('a', 'do a')]);
    const host = new FakeHost(() => {
      seen.push(trace(ran));
      return undefined;
    });
    const ran = new MemoryJournal().begin(plan);
    await run(plan, { host, journal: ran });
    expect(seen).toEqual([['started a']]);
  });

  it('opens one session for each host, and closes it', async () => {
    const { host } = await run(planOf([step('a', 'do a'), step('b', 'do b')]));
    expect([host.connects, host.closes]).toEqual([1, 1]);
  });

  it('a readonly step is ok, not changed, and needs no confirmation', async () => {
    const plan = planOf([step('a', 'look', { changing: false })]);
    const { outcome } = await run(plan, { yes: false });
    expect(outcome.recap).toEqual([
      { host: 'web1', ok: 1, changed: 0, skipped: 0, failed: 0, unreachable: 0, unknown: 0 },
    ]);
  });

  it('keeps the output beside the journal', async () => {
    const host = new FakeHost(() => ({ out: 'hello\n', err: 'careful\n' }));
    const { journal, events } = await run(planOf([step('a', 'talk')]), { host });
    expect([...journal.outputs]).toEqual([['output/001-a.web1.1.log', 'hello\ncareful\n']]);
    expect(events.filter(({ type }) => type === 'output')).toHaveLength(2);
  });
});

describe('check', () => {
  it('satisfied: the step is skipped, nothing is sent, nothing is asked', async () => {
    const plan = planOf([step('a', 'do a', { check: command('is a') })]);
    const { journal, host } = await run(plan, { yes: false });
    expect(host.sent).toEqual(['is a']);
    expect(trace(journal)).toEqual(['ended a skipped', 'run succeeded']);
  });

  it('not satisfied: goes on', async () => {
    const host = new FakeHost((script) => (script === 'is a' ? 1 : 0));
    const plan = planOf([step('a', 'do a', { check: command('is a') })]);
    const { journal } = await run(plan, { host });
    expect(host.sent).toEqual(['is a', 'do a']);
    expect(trace(journal)).toEqual(['started a', 'ended a changed', 'run succeeded']);
  });

  it('that nobody could ask fails the step as unreachable: nothing was sent', async () => {
    const host = new FakeHost(() => LOST);
    const plan = planOf([step('a', 'do a', { check: command('is a') })]);
    const { journal } = await run(plan, { host });
    expect(trace(journal)).toEqual(['ended a failed unreachable', 'run failed']);
  });

  it('over a link that went stale is asked again on a new one', async () => {
    let asked = 0;
    const host = new FakeHost((script) => (script === 'is b' && asked++ === 0 ? LOST : undefined));
    const plan = planOf([step('a', 'do a'), step('b', 'do b', { check: command('is b') })]);
    const { outcome } = await run(plan, { host });
    expect(outcome.status).toBe('succeeded');
    expect(host.connects).toBe(2);
  });
});

describe('a step that fails', () => {
  it.each([
    ['exit code', 3, 'exit-code'],
    ['signal', { kind: 'signaled', signal: 'SIGKILL' }, 'signal'],
    ['timeout', { kind: 'timeout', afterMs: 5000 }, 'timeout'],
  ] as const)('by %s', async (_name, reply, reason) => {
    const { outcome, journal } = await run(planOf([step('a', 'do a'), step('b', 'do b')]), {
      host: new FakeHost(() => reply),
    });
    expect(outcome).toMatchObject({ status: 'failed', failures: [reason] });
    expect(trace(journal)).toEqual(['started a', `ended a failed ${reason}`, 'run failed']);
  });

  it('says the code, the last line, and how to go back', async () => {
    const host = new FakeHost(() => ({
      err: 'first\nno such volume\n',
      end: { kind: 'exited', code: 5 },
    }));
    const plan = planOf([step('a', 'do a', { undo: command('undo a') })]);
    const { events } = await run(plan, { host });
    expect(events.find(({ type }) => type === 'step-ended')).toMatchObject({
      exitCode: 5,
      detail: 'It ended with code 5: no such volume',
      hint: 'To go back, on web1:\nundo a',
    });
  });

  it('says the last line without what it would do to a terminal', async () => {
    const err = '\u001b]0;title\u0007\u001b[31mno such volume\u001b[0m\n\u001b[K\n';
    const host = new FakeHost(() => ({ err, end: { kind: 'exited', code: 5 } }));
    const { events } = await run(planOf([step('a', 'do a')]), { host });
    expect(events.find(({ type }) => type === 'step-ended')).toMatchObject({
      detail: 'It ended with code 5: no such volume',
    });
  });

  it('because the output is not as expected', async () => {
    const host = new FakeHost(() => ({ out: 'Quorate: No\n' }));
    const plan = planOf([step('a', 'status', { expect: ['Quorate: Yes'] })]);
    const { outcome } = await run(plan, { host });
    expect(outcome.failures).toEqual(['expect']);
  });

  it.each<[ConnectFailure, string]>([
    ['host-key-changed', 'host-key'],
    ['host-key-unknown', 'host-key'],
    ['authentication', 'authentication'],
    ['resolution', 'resolution'],
    ['unreachable', 'unreachable'],
    ['configuration', 'configuration'],
  ])('because of %s sends and starts nothing', async (failure, reason) => {
    const { outcome, journal } = await run(planOf([step('a', 'do a')]), {
      connect: async () => {
        throw new ConnectError(failure, 'web1', 'refused', 'look');
      },
    });
    expect(outcome.failures).toEqual([reason]);
    expect(outcome.recap[0]).toMatchObject({ unreachable: 1, failed: 0 });
    expect(trace(journal)).toEqual([`ended a failed ${reason}`, 'run failed']);
  });

  it('stops the run when it goes by step', async () => {
    const steps = ['web1', 'web2'].flatMap((host) => step('a', 'do a', { host }));
    const { journal } = await run(planOf([...steps, step('b', 'do b')]), {
      host: new FakeHost(() => 1),
    });
    expect(trace(journal)).toEqual(['started a', 'ended a failed exit-code', 'run failed']);
  });

  it('stops the run before the next host when it goes by host', async () => {
    const steps = ['web1', 'web2'].flatMap((host) => [
      step('a', `do a on ${host}`, { host }),
      step('b', `do b on ${host}`, { host }),
    ]);
    const host = new FakeHost((script) => (script === 'do a on web1' ? 1 : 0));
    const { outcome } = await run(planOf(steps, { order: 'by-host' }), { host });
    expect(host.sent).toEqual(['do a on web1']);
    expect(outcome.status).toBe('failed');
  });

  it('on a device that can not be driven yet sends nothing', async () => {
    const { outcome, host } = await run(planOf([step('a', 'do a')]), {
      platform: () => 'cisco-ios',
    });
    expect(outcome.failures).toEqual(['unsupported']);
    expect(host.connects).toBe(0);
  });
});

describe('verify', () => {
  it('is tried again, with a pause between', async () => {
    let tries = 0;
    const host = new FakeHost((script) => (script === 'is a' && ++tries < 3 ? 1 : 0));
    const { fakeClock } = await import('./support.ts');
    const clock = fakeClock();
    const plan = planOf([step('a', 'do a', { verify: verifyBy('is a', 3, 500) })]);
    const { outcome } = await run(plan, { host, clock });
    expect(outcome.status).toBe('succeeded');
    expect(clock.slept).toEqual([500, 500]);
  });

  it('fails the step after its last try', async () => {
    const host = new FakeHost((script) => (script === 'is a' ? 1 : 0));
    const plan = planOf([step('a', 'do a', { verify: verifyBy('is a', 2, 1) })]);
    const { outcome, host: sent } = await run(plan, { host });
    expect(outcome.failures).toEqual(['verify']);
    expect(sent.sent).toEqual(['do a', 'is a', 'is a', 'is a']);
  });

  it('waits for a host that restarts', async () => {
    let tries = 0;
    const host = new FakeHost((script) => (script === 'is a' && ++tries < 3 ? LOST : undefined));
    const plan = planOf([step('a', 'reboot', { verify: verifyBy('is a', 5, 1) })]);
    const { outcome } = await run(plan, { host });
    expect(outcome.status).toBe('succeeded');
  });

  it('that nobody could ask leaves the step unknown', async () => {
    const host = new FakeHost((script) => (script === 'is a' ? LOST : undefined));
    const plan = planOf([step('a', 'do a', { verify: verifyBy('is a') })]);
    const { outcome, journal } = await run(plan, { host });
    expect(outcome.status).toBe('paused');
    expect(trace(journal)).toEqual(['started a', 'unknown a', 'paused failure']);
  });
});

describe('invariants', () => {
  const plan = (change = {}) =>
    planOf([step('a', 'do a', change)], { invariants: { web1: [command('quorum')] } });

  it('hold before and after a changing step', async () => {
    const { host } = await run(plan());
    expect(host.sent).toEqual(['quorum', 'do a', 'quorum']);
  });

  it('are not asked around a readonly step', async () => {
    const { host } = await run(plan({ changing: false }));
    expect(host.sent).toEqual(['do a']);
  });

  it('broken before: nothing is sent', async () => {
    const host = new FakeHost((script) => (script === 'quorum' ? 1 : 0));
    const { outcome, journal } = await run(plan(), { host });
    expect(host.sent).toEqual(['quorum']);
    expect(outcome.failures).toEqual(['invariant']);
    expect(trace(journal)).toEqual(['ended a failed invariant', 'run failed']);
  });

  it('broken after: the step failed', async () => {
    let asked = 0;
    const host = new FakeHost((script) => (script === 'quorum' && asked++ === 1 ? 1 : 0));
    const { outcome, events } = await run(plan(), { host });
    expect(outcome.failures).toEqual(['invariant']);
    expect(events.find(({ type }) => type === 'step-ended')).toMatchObject({
      detail: 'What must hold after the step does not: “quorum” ended with code 1',
    });
  });
});

describe('a link that is lost', () => {
  it('during the action: unknown, never sent again', async () => {
    const host = new FakeHost(() => LOST);
    const { outcome, journal } = await run(planOf([step('a', 'do a'), step('b', 'do b')]), {
      host,
    });
    expect(host.sent).toEqual(['do a']);
    expect(outcome.status).toBe('paused');
    expect(trace(journal)).toEqual(['started a', 'unknown a', 'paused failure']);
  });

  it('before the action left: sent on a new link', async () => {
    let tries = 0;
    const host = new FakeHost(() => (tries++ === 0 ? { ...LOST, sent: false } : undefined));
    const { outcome, journal } = await run(planOf([step('a', 'do a')]), { host });
    expect(outcome.status).toBe('succeeded');
    expect(trace(journal)).toEqual(['started a', 'ended a changed', 'run succeeded']);
  });
});

describe('the operator', () => {
  const changing = planOf([step('a', 'do a'), step('b', 'do b')]);
  const says = (choice: 'yes' | 'no' | 'skip' | 'abort' | undefined) => ({
    confirm: async () => choice,
    manual: async () => choice,
    resolve: async () => undefined,
  });

  it.each([
    [
      'yes',
      ['do a', 'do b'],
      'succeeded',
      ['started a', 'ended a changed', 'started b', 'ended b changed', 'run succeeded'],
    ],
    ['skip', [], 'succeeded', ['ended a skipped', 'ended b skipped', 'run succeeded']],
    ['no', [], 'paused', ['paused question']],
    [undefined, [], 'paused', ['paused question']],
    ['abort', [], 'aborted', ['run aborted']],
  ] as const)('says %s to a changing step', async (choice, sent, status, entries) => {
    const { outcome, journal, host } = await run(changing, { yes: false, operator: says(choice) });
    expect(host.sent).toEqual(sent);
    expect(outcome.status).toBe(status);
    expect(trace(journal)).toEqual(entries);
  });

  it.each([
    ['yes', 'succeeded', ['ended m ok', 'run succeeded']],
    ['skip', 'succeeded', ['ended m skipped', 'run succeeded']],
    [undefined, 'paused', ['paused manual']],
    ['no', 'paused', ['paused manual']],
    ['abort', 'aborted', ['run aborted']],
  ] as const)(
    'says %s to a manual step; --yes does not answer it',
    async (choice, status, entries) => {
      const plan = planOf([manualStep('m')]);
      const { outcome, journal, host } = await run(plan, { operator: says(choice) });
      expect(outcome.status).toBe(status);
      expect(trace(journal)).toEqual(entries);
      expect(host.connects).toBe(0);
    },
  );

  it('a manual step is verified on the host', async () => {
    const plan = planOf([manualStep('m', { verify: verifyBy('is m') })]);
    const { outcome } = await run(plan, { operator: says('yes'), host: new FakeHost(() => 1) });
    expect(outcome.failures).toEqual(['verify']);
  });

  it('a manual step on a device that can not be driven is still for a person', async () => {
    const options = { operator: says('yes'), platform: () => 'cisco-ios' as const };
    const { outcome } = await run(planOf([manualStep('m')]), options);
    expect(outcome.status).toBe('succeeded');
  });

  it('the record says where a pause is', async () => {
    const { journal } = await run(planOf([manualStep('m')]), { operator: says(undefined) });
    expect(journal.entries.at(-1)).toMatchObject({ type: 'paused', step: 'm', host: 'web1' });
  });
});

describe('an interrupt', () => {
  it('before a step: nothing of it is begun', async () => {
    const { outcome, journal } = await run(planOf([step('a', 'do a')]), {
      signal: AbortSignal.abort(),
    });
    expect(outcome.pause?.reason).toBe('interrupt');
    expect(trace(journal)).toEqual(['paused interrupt']);
  });

  it('during the action: unknown, then paused', async () => {
    const controller = new AbortController();
    const host = new FakeHost(() => {
      controller.abort();
      return { kind: 'aborted' };
    });
    const { journal } = await run(planOf([step('a', 'do a'), step('b', 'do b')]), {
      host,
      signal: controller.signal,
    });
    expect(trace(journal)).toEqual(['started a', 'unknown a', 'paused interrupt']);
  });

  it('that comes with the exit code: the end is recorded, then paused', async () => {
    const controller = new AbortController();
    const host = new FakeHost(() => {
      controller.abort();
      return 0;
    });
    const { journal } = await run(planOf([step('a', 'do a'), step('b', 'do b')]), {
      host,
      signal: controller.signal,
    });
    expect(trace(journal)).toEqual(['started a', 'ended a changed', 'paused interrupt']);
  });

  it('during a verify: the action ended well, but the step is unknown', async () => {
    const controller = new AbortController();
    const host = new FakeHost((script) => {
      if (script === 'do a') return 0;
      controller.abort();
      return { kind: 'aborted' };
    });
    const plan = planOf([step('a', 'do a', { verify: verifyBy('is a', 9, 1) })]);
    const { journal } = await run(plan, { host, signal: controller.signal });
    expect(trace(journal)).toEqual(['started a', 'unknown a', 'paused interrupt']);
  });
});

describe('an interrupt while a host is being connected to', () => {
  it('waits no longer, blames nobody, and closes what opens too late', async () => {
    const controller = new AbortController();
    const exec = async () => ({ kind: 'aborted' }) as const;
    let open = (_session: Session): void => {};
    const late = new Promise<Session>((resolve) => {
      open = resolve;
    });
    const { outcome, journal } = await run(planOf([step('a', 'do a')]), {
      signal: controller.signal,
      connect: () => {
        controller.abort();
        return late;
      },
    });
    expect(outcome).toMatchObject({ pause: { reason: 'interrupt' }, failures: [] });
    expect(trace(journal)).toEqual(['paused interrupt']);
    await new Promise<void>((closed) => open({ exec, close: async () => closed() }));
  });
});

describe('a journal that can not be written', () => {
  it('stops before anything is sent', async () => {
    const host = new FakeHost();
    const journal = new MemoryJournal();
    journal.append = async () => {
      throw new Error('no space left');
    };
    await expect(run(planOf([step('a', 'do a')]), { host, journal })).rejects.toThrow('no space');
    expect(host.sent).toEqual([]);
    expect(host.closes).toBe(1);
  });
});

describe('an output that can not be kept', () => {
  it('is known before the command is sent, when there is no place for it', async () => {
    const plan = planOf([step('a', 'talk')]);
    const journal = new MemoryJournal().begin(plan);
    journal.output = () => {
      throw new Error('read-only');
    };
    const host = new FakeHost();
    await expect(run(plan, { host, journal })).rejects.toThrow('read-only');
    expect(host.sent).toEqual([]);
    expect(trace(journal)).toEqual([]);
  });

  it('is said once; the step ends and is judged, then nothing more is sent', async () => {
    const plan = planOf([step('a', 'talk'), step('b', 'do b')]);
    const journal = new MemoryJournal().begin(plan);
    journal.output = (_, text) => {
      if (text !== '') throw new Error('no space left');
    };
    const host = new FakeHost(() => ({ out: 'one\n', err: 'two\n' }));
    const events: ExecutorEvent[] = [];
    const emit = (event: ExecutorEvent) => void events.push(event);
    await expect(run(plan, { host, journal, emit })).rejects.toThrow('no space left');
    expect(host.sent).toEqual(['talk']);
    expect(trace(journal)).toEqual(['started a', 'ended a changed']);
    const said = events.flatMap((event) =>
      event.type === 'notice' && event.step ? event.text : [],
    );
    expect(said).toEqual(['the output of this step can not be kept: no space left']);
  });
});
