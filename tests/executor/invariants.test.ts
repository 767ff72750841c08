/** What must hold around each changing step, or the run stops. */
import { describe, expect, it } from 'vitest';
import { ConnectError } from '../../src/transports/transport.ts';
import { command, FakeHost, planOf, run, type Script, step, trace } from './support.ts';

const LOST = { kind: 'lost', reason: 'the connection was closed' } as const;
const HOSTS = ['web1', 'web2'];
const STEPS = HOSTS.flatMap((host) => [step('a', 'do a', { host }), step('b', 'do b', { host })]);

/** By host: a failure there must not let the next host begin. */
const plan = planOf(STEPS, {
  order: 'by-host',
  invariants: Object.fromEntries(HOSTS.map((host) => [host, [command('quorum')]])),
});

/** Answers the invariants in turn; the rest goes well. */
function asked(...codes: readonly ReturnType<Script>[]): FakeHost {
  const left = [...codes];
  return new FakeHost((script) => (script === 'quorum' ? left.shift() : undefined));
}

describe('invariants', () => {
  it('are asked before and after each changing step', async () => {
    const host = asked();
    const changing = planOf([step('a', 'do a'), step('see', 'look', { changing: false })], {
      invariants: { web1: [command('quorum')] },
    });
    await run(changing, { host });
    expect(host.sent).toEqual(['quorum', 'do a', 'quorum', 'look']);
  });

  it.each([
    ['before: nothing is sent', [1], ['quorum'], 'What must hold before the step does not'],
    ['after: the run stops', [0, 1], ['quorum', 'do a', 'quorum'], 'What must hold after the step'],
  ])('one that does not hold %s', async (_, codes, sent, detail) => {
    const { host, outcome, events } = await run(plan, { host: asked(...codes) });
    expect(host.sent).toEqual(sent);
    expect(outcome).toMatchObject({ status: 'failed', failures: ['invariant'] });
    expect(events.find(({ type }) => type === 'step-ended')).toMatchObject({
      detail: expect.stringContaining(detail),
    });
  });

  it('are asked after a step that failed half way too, and the failure says both', async () => {
    const host: FakeHost = new FakeHost((script) => {
      if (script === 'do a') return 4;
      return script === 'quorum' && host.sent.includes('do a') ? 2 : undefined;
    });
    const { outcome, events } = await run(plan, { host });
    expect(outcome.failures).toEqual(['exit-code']);
    expect(events.find(({ type }) => type === 'step-ended')).toMatchObject({
      detail:
        'It ended with code 4. What must hold after the step does not: “quorum” ended with code 2',
    });
  });

  it.each([
    ['held, and is broken by it: the undo stops', [0, 1], 'failed', ['quorum', 'do a', 'quorum']],
    ['did not hold: it is said, and the undo goes on', [1], 'succeeded', ['quorum', 'do a']],
  ] as const)('around what takes a step back: what %s', async (_, codes, status, sent) => {
    const undo = planOf([step('a', 'do a')], {
      ...{ undoes: true, invariants: { web1: [command('quorum')] } },
    });
    const { host, outcome, events } = await run(undo, { host: asked(...codes) });
    expect(host.sent).toEqual(sent);
    expect(outcome.status).toBe(status);
    const notices = events.flatMap((event) => (event.type === 'notice' ? event.text : []));
    expect(notices.some((text) => text.includes('goes on all the same'))).toBe(codes[0] === 1);
  });

  it('that can not be asked after the step leave it failed, not untouched', async () => {
    let connects = 0;
    const host: FakeHost = new FakeHost((script) =>
      script === 'quorum' && host.sent.includes('do a') ? LOST : undefined,
    );
    const connect = async () => {
      connects += 1;
      if (connects > 1) throw new ConnectError('unreachable', 'web1', 'no route', '');
      return host.connect();
    };
    const { journal } = await run(plan, { host, connect });
    expect(trace(journal)).toEqual(['started a', 'ended a failed invariant', 'run failed']);
  });
});
