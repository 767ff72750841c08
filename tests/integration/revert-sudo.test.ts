/** A revert whose undo needs root, by a real sudo that asks for a password: once, beforehand. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/executor/clock.ts';
import type { PasswordQuestion } from '../../src/executor/events.ts';
import { shellLine } from '../../src/plan/command.ts';
import type { PlannedCommand } from '../../src/plan/model.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import { NOBODY, planOf, run, step, verifyBy } from '../executor/support.ts';
import { BOX, sshConfig } from './support/client.ts';
import { PASSWORD, type SudoHost, startSudoHost, whyNoSudoHost } from './support/sudo-host.ts';

function rootCommand(script: string): PlannedCommand {
  const place = { file: 'runbooks/test.mdx', line: 1, column: 1 };
  return {
    script,
    line: shellLine(script, { lang: 'sh', sudo: true }),
    lang: 'sh',
    sudo: true,
    place,
  };
}

describe.skipIf(whyNoSudoHost())('a revert as root', () => {
  let host: SudoHost;
  beforeAll(async () => {
    host = await startSudoHost();
  });
  afterAll(() => host?.close());

  async function execute(verify: string, revertMs: number, undo: PlannedCommand) {
    const transport = sshTransport({ configFile: sshConfig(host.as('ada')), agent: 'none' });
    const questions: PasswordQuestion[] = [];
    const password = async (question: PasswordQuestion) => {
      questions.push(question);
      return PASSWORD;
    };
    const planned = step('risky', 'true', { verify: verifyBy(verify), undo, revertMs });
    const ran = await run(planOf([planned]), {
      connect: () => transport.connect(BOX),
      operator: { ...NOBODY, password },
      clock: systemClock,
    });
    const end = ran.events.find(({ type }) => type === 'step-ended');
    return { ...ran, end, questions };
  }

  it('is carried out by root, and nobody is asked again', async () => {
    const file = join(host.home, 'undone');
    const { end, questions } = await execute('false', 3_600_000, rootCommand(`id -u >${file}`));
    expect(end).toMatchObject({
      reason: 'verify',
      detail: expect.stringContaining('undo ended with code 0'),
    });
    expect([readFileSync(file, 'utf8'), statSync(file).uid]).toEqual(['0\n', 0]);
    expect(questions).toHaveLength(1);
  });

  it('comes by itself, and asks for no password then', async () => {
    const [file, go] = [join(host.home, 'by-itself'), join(host.home, 'go')];
    // Nobody confirms before the host has gone back.
    const slow = `while ! test -e ${go}; do sleep 0.1; done`;
    const running = execute(slow, 2_000, rootCommand(`id -u >${file}`));
    while (!existsSync(file)) await wait(20);
    writeFileSync(go, '');
    const { end, questions } = await running;
    expect(end).toMatchObject({ reason: 'reverted' });
    expect([readFileSync(file, 'utf8'), questions.length]).toEqual(['0\n', 1]);
  });

  it('is confirmed as root', async () => {
    const file = join(host.home, 'not-undone');
    const { end, outcome } = await execute('true', 3_600_000, rootCommand(`touch ${file}`));
    expect([outcome.status, existsSync(file)]).toEqual(['succeeded', false]);
    expect(end).toMatchObject({ result: 'changed' });
  });
});
