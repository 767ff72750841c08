import { expect, it } from 'vitest';
import { KINDS } from '../../../src/transports/ssh/algorithms.ts';
import { signatureFor } from '../../../src/transports/ssh/signature.ts';

const { defaults } = KINDS.pubkey;
const WITH_SHA1 = [...defaults, 'ssh-rsa'];
const NOW = ['ssh-ed25519', 'rsa-sha2-256', 'rsa-sha2-512', 'ssh-rsa'];

it.each<[string, string, readonly string[], string[] | undefined, string]>([
  ['ed25519', 'ssh-ed25519', defaults, undefined, 'ssh-ed25519'],
  ['ecdsa', 'ecdsa-sha2-nistp384', defaults, NOW, 'ecdsa-sha2-nistp384'],
  ['rsa, of a server of today', 'ssh-rsa', defaults, NOW, 'rsa-sha2-512'],
  [
    'rsa, in the order of the config',
    'ssh-rsa',
    ['rsa-sha2-256', 'rsa-sha2-512'],
    NOW,
    'rsa-sha2-256',
  ],
  ['rsa, of a server with one', 'ssh-rsa', defaults, ['rsa-sha2-256'], 'rsa-sha2-256'],
  ['rsa with SHA-1, of an old server', 'ssh-rsa', WITH_SHA1, undefined, 'ssh-rsa'],
  ['rsa with SHA-1 allowed, of a new one', 'ssh-rsa', WITH_SHA1, NOW, 'rsa-sha2-512'],
])('%s', (_name, type, accepted, algorithms, expected) => {
  const server = { algorithms, ident: 'SSH-2.0-Server' };
  expect(signatureFor(type, accepted, server)).toMatchObject({ algorithm: expected });
});

it.each<[string, readonly string[], string[] | undefined, RegExp]>([
  ['an old server, SHA-1 not allowed', defaults, undefined, /PubkeyAcceptedAlgorithms \+ssh-rsa/],
  ['a server that says that it has SHA-1 only', defaults, ['ssh-rsa'], /only with SHA-1/],
  ['a config without RSA', ['ssh-ed25519'], NOW, /left out by PubkeyAcceptedAlgorithms/],
])('no rsa: %s', (_name, accepted, algorithms, why) => {
  const server = { algorithms, ident: 'SSH-2.0-Server' };
  expect(signatureFor('ssh-rsa', accepted, server)).toMatchObject({
    why: expect.stringMatching(why),
  });
});

it('OpenSSH 7.4 takes SHA-2 although it does not say so', () => {
  const server = { algorithms: ['ssh-rsa'], ident: 'SSH-2.0-OpenSSH_7.4p1' };
  expect(signatureFor('ssh-rsa', defaults, server)).toMatchObject({ algorithm: 'rsa-sha2-512' });
});
