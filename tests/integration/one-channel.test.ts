/** A server that runs one command at a time over a link (`MaxSessions 1`): what is stopped there, and what is said. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/executor/clock.ts';
import type { ExecuteOptions } from '../../src/executor/options.ts';
import type { PlannedStep } from '../../src/plan/model.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import { command, planOf, type Ran, run, scratch, step, trace } from '../executor/support.ts';
import { BOX, sshConfig } from './support/client.ts';
import { lives } from './support/lives.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

describe.skipIf(whyNoSshd())('a server that runs one command at a time', () => {
  let sshd: Sshd;
  let connect: ExecuteOptions['connect'];

  beforeAll(async () => {
    sshd = await startSshd({ config: ['MaxSessions 1'] });
    const configFile = sshConfig(sshd);
    connect = () => sshTransport({ configFile, agent: 'none' }).connect(BOX);
  });
  afterAll(() => sshd?.close());

  async function execute(
    steps: readonly PlannedStep[],
    options: Pick<Partial<ExecuteOptions>, 'signal' | 'emit'> = {},
  ): Promise<Ran & { readonly notices: string }> {
    const notices: string[] = [];
    const emit: ExecuteOptions['emit'] = (event) => {
      if (event.type === 'notice') notices.push(event.text);
      if (event.type === 'output') options.emit?.(event);
    };
    const ran = await run(planOf(steps), { connect, clock: systemClock, ...options, emit });
    return { ...ran, notices: notices.join('\n') };
  }

  /** Goes on for a minute; its number is in the file. */
  const long = (file: string, timeoutMs: number, change: Partial<PlannedStep> = {}): PlannedStep =>
    step('a', '', {
      action: {
        kind: 'run',
        command: command(`echo $$ >${file}; echo one; sleep 60`, { timeoutMs }),
        answers: [],
      },
      ...change,
    });

  it('kills a step whose time is up', { timeout: 30_000 }, async () => {
    const file = join(scratch(), 'pid');
    const ran = await execute([long(file, 500)]);
    expect(ran.outcome.failures).toEqual(['timeout']);
    expect(lives(file)).toBe(false);
    expect(ran.notices).toMatch(/^web1 runs no second command at once: connecting again/);
  });

  it('does not say of a step that it was stopped where it was not', {
    timeout: 30_000,
  }, async () => {
    const file = join(scratch(), 'pid');
    const controller = new AbortController();
    const ran = await execute([long(file, 60_000)], {
      signal: controller.signal,
      emit: () => controller.abort('stop'),
    });
    expect(lives(file)).toBe(true);
    expect(trace(ran.journal)).toEqual(['started a', 'unknown a', 'paused interrupt']);
    process.kill(pidIn(file));
  });

  it.runIf(process.getuid?.() === 0)(
    'nor of one that could not be detached: root gets no signal there',
    { timeout: 30_000 },
    async () => {
      const file = join(scratch(), 'pid');
      // Its check takes the channel of the runner that the first one opened.
      const steps = [step('first', 'true'), long(file, 500, { check: command('exit 1') })];
      const ran = await execute(steps);
      expect(lives(file)).toBe(true);
      expect(trace(ran.journal)).toEqual([
        'started first',
        'ended first changed',
        'started a',
        'unknown a',
        'paused failure',
      ]);
      expect(ran.outcome.pause?.detail).toContain(
        'had not ended after 0.5 s, and could not be stopped',
      );
      process.kill(pidIn(file));
    },
  );
});

function pidIn(file: string): number {
  return Number(readFileSync(file, 'utf8'));
}
