/** What a run does about the lock of its hosts, on this machine's own shell. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeLock, type TargetLock } from '../../../src/executor/lock/lock.ts';
import { TargetLockedError } from '../../../src/executor/lock/locked-error.ts';
import { TargetLocks } from '../../../src/executor/lock/target-locks.ts';
import { moment } from '../../../src/journal/moment.ts';
import {
  FakeHost,
  manualStep,
  planOf,
  type Ran,
  run,
  scratch,
  step,
  trace,
  verifyBy,
} from '../support.ts';
import { LOCK, left, sessionWith } from './support.ts';

const THEIRS: TargetLock = { ...LOCK, id: 'ffffffff', run: 'r2', operator: 'bob', machine: 'lap' };

const LOST = { kind: 'lost', reason: 'the connection was closed' } as const;

function held(folder: string): TargetLock {
  return JSON.parse(readFileSync(join(folder, 'runbook.lock'), 'utf8'));
}

function holdBy(folder: string, lock: TargetLock): void {
  writeFileSync(join(folder, 'runbook.lock'), `${encodeLock(lock)}\n`);
}

function notices({ events }: Ran): string {
  return events.flatMap((event) => (event.type === 'notice' ? [event.text] : [])).join('\n');
}

interface Options {
  readonly isGone?: boolean;
  readonly script?: string;
}

/** Runs one step on `web1`, whose locks are in `folder`. */
function runOn(folder: string, { isGone = false, script = 'true' }: Options = {}): Promise<Ran> {
  return run(planOf([step('one', script)]), {
    connect: () => sessionWith(folder),
    lock: { lock: LOCK, isGone: () => isGone },
  });
}

describe('a run', () => {
  it('holds the lock while it works, and gives it back', async () => {
    const folder = scratch();
    const ran = await runOn(folder, { script: `cp ${folder}/runbook.lock ${folder}/seen` });
    expect(ran.outcome.status).toBe('succeeded');
    expect(JSON.parse(readFileSync(join(folder, 'seen'), 'utf8'))).toEqual(LOCK);
    expect(left(folder)).toEqual(['seen']);
    expect(notices(ran)).toBe('');
  });

  it('gives it back when a step fails', async () => {
    const folder = scratch();
    expect((await runOn(folder, { script: 'exit 3' })).outcome.status).toBe('failed');
    expect(left(folder)).toEqual([]);
  });

  it("pauses at another's, tells whose it is, and sends nothing there", async () => {
    const folder = scratch();
    holdBy(folder, THEIRS);
    const { outcome, journal } = await runOn(folder, { script: `touch ${folder}/sent` });
    expect(outcome).toMatchObject({
      status: 'paused',
      pause: { reason: 'locked', held: { host: 'web1', lock: THEIRS } },
    });
    for (const part of ['bob', 'lap', moment(THEIRS.since), 'web-restart', 'r2', 'ffffffff'])
      expect(outcome.pause?.detail).toContain(part);
    expect(left(folder)).toEqual(['runbook.lock']);
    expect(journal.state().steps.map(({ status }) => status)).toEqual(['pending']);
    expect(journal.entries.at(-1)).toMatchObject({ type: 'paused', reason: 'locked', step: 'one' });
  });

  it('does not say that nothing was sent when another took the host after a step had begun', async () => {
    const host = new FakeHost((script) => (script === 'is one' ? LOST : undefined));
    const connect = async () => {
      if (host.connects > 0) throw new TargetLockedError({ host: 'web1', lock: THEIRS });
      return host.connect();
    };
    const plan = planOf([step('one', 'do one', { verify: verifyBy('is one') }), step('two', 'no')]);
    const { outcome, journal, events } = await run(plan, { host, connect });
    expect(host.sent).toContain('do one');
    expect(outcome).toMatchObject({ status: 'paused', pause: { reason: 'locked' } });
    expect(outcome.pause?.detail).toMatch(/^web1 is locked by bob on lap .*one was begun there/);
    // What is drawn of `held` says that nothing was sent.
    expect(events.find(({ type }) => type === 'paused')).toMatchObject({ held: undefined });
    expect(trace(journal)).toEqual(['started one', 'paused locked']);
    expect(journal.state().steps.map(({ status }) => status)).toEqual(['unknown', 'pending']);
  });

  it('needs no lock of a host that it sends nothing to', async () => {
    const folder = scratch();
    holdBy(folder, THEIRS);
    const { outcome } = await run(planOf([manualStep('by-hand')]), {
      connect: () => sessionWith(folder),
      lock: { lock: LOCK, isGone: () => false },
      operator: {
        manual: async () => 'yes',
        confirm: async () => 'yes',
        resolve: async () => undefined,
      },
    });
    expect(outcome.status).toBe('succeeded');
  });

  it('takes over silently what its own dead process left', async () => {
    const folder = scratch();
    holdBy(folder, { ...THEIRS, run: LOCK.run });
    const ran = await runOn(folder, { isGone: true });
    expect(ran.outcome.status).toBe('succeeded');
    expect(notices(ran)).toBe('');
    expect(left(folder)).toEqual([]);
  });

  it('takes over what another dead run left, and says so', async () => {
    const folder = scratch();
    holdBy(folder, THEIRS);
    const ran = await runOn(folder, { isGone: true });
    expect(ran.outcome.status).toBe('succeeded');
    expect(notices(ran)).toContain('took over the lock of run r2');
  });

  it('finds its own lock on a second name of the same machine', async () => {
    const folder = scratch();
    const plan = planOf([step('one', 'true'), step('one', 'true', { host: 'web1-alias' })]);
    const { outcome } = await run(plan, {
      connect: () => sessionWith(folder),
      lock: { lock: LOCK, isGone: () => false },
    });
    expect(outcome.status).toBe('succeeded');
    expect(left(folder)).toEqual([]);
  });

  it('replaces one dead lock over many names of the same machine at once', async () => {
    const folder = scratch();
    const names = Array.from({ length: 12 }, (_, index) => `name${index}`);
    const sessions = await Promise.all(names.map(() => sessionWith(folder)));
    for (let round = 0; round < 5; round += 1) {
      holdBy(folder, { ...THEIRS, run: LOCK.run });
      const said: string[] = [];
      const locks = new TargetLocks({ lock: LOCK, isGone: () => true }, (_, text) =>
        said.push(text),
      );
      await Promise.all(sessions.map((session, at) => locks.opened(names[at] ?? '', session)));
      expect(said).toEqual([]);
      expect(held(folder)).toEqual(LOCK);
    }
  });

  it('leaves the lock where a command may still be at work, and says how to free it', async () => {
    const folder = scratch();
    const session = await sessionWith(folder);
    const ran = await run(planOf([step('slow', 'echo slow')]), {
      connect: async () => ({
        ...session,
        open: undefined,
        exec: (request, ...rest) =>
          request.line.includes('echo slow')
            ? Promise.resolve({ kind: 'aborted' as const })
            : session.exec(request, ...rest),
      }),
      lock: { lock: LOCK, isGone: () => false },
    });
    expect(ran.outcome.status).toBe('paused');
    expect(held(folder)).toEqual({ ...LOCK, kept: 'slow' });
    expect(notices(ran)).toContain('runbook unlock 0123abcd --host web1');
  });

  it('leaves alone what another took after somebody unlocked it', async () => {
    const folder = scratch();
    const file = `${folder}/runbook.lock`;
    await runOn(folder, { script: `printf '%s' '${encodeLock(THEIRS)}' > ${file}` });
    expect(held(folder)).toEqual(THEIRS);
  });

  it('goes on where no lock is possible, and says that nothing protects it', async () => {
    const ran = await runOn('/nonexistent/locks');
    expect(ran.outcome.status).toBe('succeeded');
    expect(notices(ran)).toMatch(/no lock keeps a second operator off web1: .*Going on without/);
  });
});
