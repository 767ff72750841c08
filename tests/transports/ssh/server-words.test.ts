import { describe, expect, it } from 'vitest';
import { ServerWords } from '../../../src/transports/ssh/server-words.ts';

function heard(...lines: string[]): { words: ServerWords; methods: string[][] } {
  const methods: string[][] = [];
  const words = new ServerWords((list) => methods.push([...list]));
  for (const line of lines) words.hear(line);
  return { words, methods };
}

describe('what a server says', () => {
  it('the methods that it takes next', () => {
    const { methods } = heard(
      'Inbound: Received USERAUTH_FAILURE (publickey)',
      'Inbound: Received USERAUTH_FAILURE (keyboard-interactive,password)',
      'Inbound: Received USERAUTH_FAILURE ()',
    );
    expect(methods).toEqual([['publickey'], ['keyboard-interactive', 'password'], []]);
  });

  it('who it is', () => {
    const { words } = heard("Remote ident: 'SSH-2.0-OpenSSH_7.4'");
    expect(words.signatures()).toEqual({ algorithms: undefined, ident: 'SSH-2.0-OpenSSH_7.4' });
  });

  it.each([
    ['KEX method', 'kex', 'key exchange'],
    ['Host key format', 'hostKey', 'host key algorithm'],
    ['C->S cipher', 'cipher', 'cipher (to the server)'],
    ['S->C cipher', 'cipher', 'cipher (from the server)'],
    ['C->S MAC', 'mac', 'MAC (to the server)'],
    ['S->C MAC', 'mac', 'MAC (from the server)'],
  ])('%s: nothing in common', (name, kind, what) => {
    const { words } = heard(
      `Handshake: (local) ${name}: new1,ext-info-c`,
      `Handshake: (remote) ${name}: old1,old2,kex-strict-s-v00@openssh.com`,
    );
    expect(words.mismatch()).toEqual({ kind, what, server: ['old1', 'old2'], ours: ['new1'] });
  });

  it('nothing to say when there is something in common', () => {
    const { words } = heard(
      'Handshake: (local) KEX method: a,b',
      'Handshake: (remote) KEX method: c,b',
      'Handshake: KEX algorithm: b',
    );
    expect(words.mismatch()).toBeUndefined();
  });
});
