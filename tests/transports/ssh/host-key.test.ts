import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  hostKeyAlgorithms,
  judgeHostKey,
  withoutType,
} from '../../../src/transports/ssh/host-key.ts';
import {
  fingerprint,
  keyType,
  knownHostName,
  knownHosts,
  parseKnownHosts,
  parseRevokedKeys,
} from '../../../src/transports/ssh/known-hosts.ts';

/** A public key in wire form: its type, then something. */
function key(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type + body)]);
}
const line = (names: string, bytes: Buffer, marker = '') =>
  `${marker}${names} ${keyType(bytes)} ${bytes.toString('base64')} comment here`;
function hashed(name: string): string {
  const salt = Buffer.from('salt of twenty bytes');
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

const ED = key('ssh-ed25519', 'one');
const ED2 = key('ssh-ed25519', 'two');
const RSA = key('ssh-rsa', 'three');
const parsed = (...lines: string[]) => parseKnownHosts(lines.join('\n'), 'kh');
const known = (...lines: string[]) => knownHosts([parsed(...lines)]);

describe('names in known_hosts', () => {
  const TABLE: [string, string, boolean][] = [
    ['box', 'box', true],
    ['box', 'boxer', false],
    ['BOX', 'box', true],
    ['a,box,b', 'box', true],
    ['*.example.net', 'a.example.net', true],
    ['*.example.net', 'aXexampleXnet', false],
    ['b?x', 'box', true],
    ['*,!box', 'box', false],
    ['*,!box', 'other', true],
    ['!box', 'other', false],
    ['[box]:2222', '[box]:2222', true],
    ['[box]:2222', 'box', false],
    ['box', '[box]:2222', false],
    [hashed('box'), 'box', true],
    [hashed('[box]:2222'), '[box]:2222', true],
    [hashed('box'), 'other', false],
    ['|1|broken', 'box', false],
    ['2001:db8::1', '2001:db8::1', true],
  ];
  it.each(TABLE)('%s for %s: %s', (names, name, expected) => {
    expect(known(line(names, ED)).lookup(name).length > 0).toBe(expected);
  });

  it('writes a port only when it is not 22', () => {
    expect([knownHostName('Box', 22), knownHostName('Box', 23)]).toEqual(['box', '[box]:23']);
  });
});

describe('lines of known_hosts', () => {
  it('keeps place and marker, skips comments, notes what it leaves out', () => {
    const result = parsed(
      '# comment',
      '',
      line('box', ED),
      line('box', RSA, '@revoked '),
      line('*', ED, '@cert-authority '),
      'nonsense',
    );
    expect(result.entries.map(({ line, type, role }) => [line, type, role])).toEqual([
      [3, 'ssh-ed25519', 'host'],
      [4, 'ssh-rsa', 'revoked'],
      [5, 'ssh-ed25519', 'authority'],
    ]);
    expect(result.notes).toEqual(['kh:6: not a known_hosts line, ignored']);
  });

  it('takes RevokedHostKeys as keys of any host, and refuses the binary form', () => {
    const list = `# stolen\n${keyType(ED)} ${ED.toString('base64')} comment\n`;
    expect(parseRevokedKeys(list, 'rk').entries).toMatchObject([
      { names: ['*'], role: 'revoked', line: 2 },
    ]);
    expect(() => parseRevokedKeys('SSHKRL\n\0', 'rk')).toThrow('KRL');
  });
});

describe('the verdict', () => {
  const PIN = fingerprint(ED);
  const TABLE: [string, string[], string[], Buffer, string][] = [
    ['known', [line('box', ED)], [], ED, 'known-hosts'],
    ['one of several', [line('box', ED2), line('box', ED)], [], ED, 'known-hosts'],
    ['unknown', [], [], ED, 'host-key-unknown'],
    ['known under another name', [line('other', ED)], [], ED, 'host-key-unknown'],
    ['changed', [line('box', ED2)], [], ED, 'host-key-changed'],
    ['another type than the known one', [line('box', RSA)], [], ED, 'host-key-changed'],
    ['known without the port', [line('box', ED)], [], ED, 'known-hosts'],
    ['revoked', [line('box', ED), line('*', ED, '@revoked ')], [], ED, 'host-key-changed'],
    [
      'vouched for by an authority',
      [line('*', ED2, '@cert-authority ')],
      [],
      ED,
      'host-key-unknown',
    ],
    ["the authority's own key", [line('*', ED, '@cert-authority ')], [], ED, 'host-key-unknown'],
    [
      'known, and an authority',
      [line('*', ED2, '@cert-authority '), line('box', ED)],
      [],
      ED,
      'known-hosts',
    ],
    [
      'changed, and an authority',
      [line('*', ED, '@cert-authority '), line('box', ED2)],
      [],
      ED,
      'host-key-changed',
    ],
    ['pinned, and an authority', [line('*', ED2, '@cert-authority ')], [PIN], ED, 'pin'],
    ['pinned', [], [PIN], ED, 'pin'],
    ['pinned, and another in known_hosts', [line('box', ED2)], [PIN], ED, 'pin'],
    ['known but not pinned', [line('box', ED2)], [PIN], ED2, 'host-key-changed'],
    ['pinned but revoked', [line('*', ED, '@revoked ')], [PIN], ED, 'host-key-changed'],
  ];
  it.each(TABLE)('%s', (_name, lines, pins, shown, expected) => {
    const verdict = judgeHostKey({
      target: 'box',
      host: 'box',
      port: 22,
      names: ['box'],
      key: shown,
      pins,
      known: known(...lines),
      files: ['kh'],
    });
    expect(verdict.ok ? verdict.by : verdict.failure).toBe(expected);
  });

  it('takes plain `box` for `[box]:2222` when the key is the same, and never as a change', () => {
    const judge = (bytes: Buffer) =>
      judgeHostKey({
        target: 'box',
        host: 'box',
        port: 2222,
        names: ['[box]:2222', 'box'],
        key: bytes,
        pins: [],
        known: known(line('box', ED)),
        files: ['kh'],
      });
    expect(judge(ED)).toMatchObject({ ok: true });
    expect(judge(ED2)).toMatchObject({ failure: 'host-key-unknown' });
  });
});

describe('the order of algorithms', () => {
  const ALL = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256'];
  it.each([
    ['as they come for an unknown host', [], [], ALL],
    ['the known type first', [line('box', RSA)], [], [ALL[2], ALL[3], ALL[0], ALL[1]]],
    ['not a revoked one', [line('box', RSA, '@revoked ')], [], ALL],
    ["not an authority's", [line('box', RSA, '@cert-authority ')], [], ALL],
    [
      'the pinned one, when it is known',
      [line('box', ED, ''), line('box', RSA)],
      [fingerprint(RSA)],
      [ALL[2], ALL[3], ALL[0], ALL[1]],
    ],
  ] as [string, string[], string[], string[]][])('%s', (_name, lines, pins, expected) => {
    expect(hostKeyAlgorithms(['box'], known(...lines), pins, ALL)).toEqual(expected);
  });

  it('drops all that belongs to a type', () => {
    expect(withoutType(ALL, 'ssh-rsa')).toEqual(ALL.slice(0, 2));
  });
});
