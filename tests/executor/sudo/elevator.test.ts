/** What is said of a password of sudo that can not be masked. */
import { describe, expect, it } from 'vitest';
import { createMask } from '../../../src/executor/mask/mask.ts';
import { Elevator } from '../../../src/executor/sudo/elevator.ts';
import type { Session } from '../../../src/transports/transport.ts';

/** A host whose sudo asks, and takes any password. */
const session: Session = {
  async exec({ stdin }, onOutput) {
    const text =
      stdin === undefined
        ? 'sudo: a password is required\nrunbook-sudo asks ada\n'
        : 'runbook-sudo yes\n';
    onOutput({ stream: 'stdout', text, bytes: text.length });
    return { kind: 'exited', code: 0 };
  },
  async close() {},
};

async function said(given: { readonly password?: string; readonly typed?: string }) {
  const notices: string[] = [];
  const elevator = new Elevator({
    mask: createMask({}),
    session: async () => session,
    ...(given.password !== undefined && { password: given.password }),
    ask: async () => given.typed,
    notice: (_, text) => notices.push(text),
  });
  for (const host of ['web1', 'web2']) await elevator.of(host);
  return notices;
}

describe('a password that is too short to be masked', () => {
  it.each([
    ['given beforehand', { password: 'k9z' }],
    ['typed', { typed: 'k9z' }],
  ])('is said once, and not shown: %s', async (_, given) => {
    const notices = await said(given);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/too short to be masked/);
    expect(notices[0]).not.toContain('k9z');
  });

  it('is not said of a longer one', async () => {
    expect(await said({ typed: 'k9zx' })).toEqual([]);
  });
});
