import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../src/transports/ssh/algorithms.ts';
import { clientOptions } from '../../../src/transports/ssh/client-options.ts';
import { hostConfig } from '../../../src/transports/ssh/config.ts';
import { configLines } from '../../../src/transports/ssh/config-lines.ts';
import { endpoint, type Overrides } from '../../../src/transports/ssh/endpoint.ts';
import { parseJumps } from '../../../src/transports/ssh/jumps.ts';
import type { Target } from '../../../src/transports/transport.ts';

const AROUND = {
  home: '/home/op',
  user: 'op',
  uid: 1000,
  hostname: 'desk.example.net',
  agentSocket: '/run/agent',
  env: { OTHER: '/run/other' },
};
const BARE: Target = { name: 'box', hostKeys: [], platform: 'posix' };
const FULL: Target = { ...BARE, address: '192.0.2.1', port: 2200, user: 'admin' };

function resolve(config: string, target: Target = BARE, overrides: Overrides = {}) {
  const { name: alias, address, user, port } = target;
  const question = { alias, address, user, port, localUser: AROUND.user };
  return endpoint(target, hostConfig([configLines(config, 'cfg')], question), AROUND, overrides);
}

type Expected = Partial<ReturnType<typeof resolve>>;
const TABLE: [string, string, Target, Expected][] = [
  ['falls back to name, 22 and the operator', '', BARE, { host: 'box', port: 22, user: 'op' }],
  ['takes the inventory', '', FULL, { host: '192.0.2.1', port: 2200, user: 'admin' }],
  [
    'lets a block that names the host win over the inventory',
    'Host box\n HostName 10.0.0.9\n Port 22022\n User root',
    FULL,
    { host: '10.0.0.9', port: 22022, user: 'root' },
  ],
  [
    'lets a pattern that is not for all win too',
    'Host bo?\n User root',
    FULL,
    { user: 'root', host: '192.0.2.1' },
  ],
  [
    'lets the inventory win over defaults for all hosts',
    'User early\nHost *\n User alice\n Port 1\nMatch all\n Port 2',
    FULL,
    { user: 'admin', port: 2200 },
  ],
  [
    'uses the defaults for all hosts when nobody knows better',
    'Host *\n User alice',
    BARE,
    { user: 'alice' },
  ],
  ['does not care for case', 'HOST box\n hostname h\n PORT 5', BARE, { host: 'h', port: 5 }],
  ['expands %h', 'Host box\n HostName %h.example.net', BARE, { host: 'box.example.net' }],
  ['ignores other hosts', 'Host other\n HostName nope', BARE, { host: 'box' }],
  ['respects a negated pattern', 'Host * !box\n User no', BARE, { user: 'op' }],
  ['looks up a usual port by name', '', BARE, { hostKeyNames: ['box'] }],
  [
    'looks up another port with it, then by name as OpenSSH does',
    '',
    FULL,
    { hostKeyNames: ['[192.0.2.1]:2200', '192.0.2.1'] },
  ],
  ['looks up an alias alone', 'Host box\n HostKeyAlias Gate', FULL, { hostKeyNames: ['gate'] }],
  [
    'looks for the usual known hosts',
    '',
    BARE,
    {
      knownHostsFiles: [
        '/home/op/.ssh/known_hosts',
        '/home/op/.ssh/known_hosts2',
        '/etc/ssh/ssh_known_hosts',
        '/etc/ssh/ssh_known_hosts2',
      ],
    },
  ],
  [
    'looks for the known hosts that the config names',
    'UserKnownHostsFile ~/a %d/b\nGlobalKnownHostsFile none',
    BARE,
    { knownHostsFiles: ['/home/op/a', '/home/op/b'] },
  ],
  [
    'tries the usual identities',
    '',
    BARE,
    {
      identityFiles: ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => ({
        path: `/home/op/.ssh/${name}`,
        named: false,
      })),
    },
  ],
  [
    'tries those that are named, all of them, and no usual one',
    'Host box\n IdentityFile "~/k 1"\nHost *\n IdentityFile %d/%r@%h',
    BARE,
    {
      identityFiles: [
        { path: '/home/op/k 1', named: true },
        { path: '/home/op/op@box', named: true },
      ],
    },
  ],
  ['uses the agent', '', BARE, { agentSocket: '/run/agent', identitiesOnly: false }],
  ['uses another agent', 'IdentityAgent ~/s', BARE, { agentSocket: '/home/op/s' }],
  [
    'reads an agent from the environment',
    'IdentityAgent $OTHER',
    BARE,
    { agentSocket: '/run/other' },
  ],
  ['uses no agent', 'IdentityAgent none', BARE, { agentSocket: undefined }],
  ['knows IdentitiesOnly', 'IdentitiesOnly yes', BARE, { identitiesOnly: true }],
  [
    'knows a jump',
    'ProxyJump me@gate:2222',
    BARE,
    { jumps: [{ name: 'gate', user: 'me', port: 2222 }] },
  ],
  ['knows no jump', 'Host box\n ProxyJump none\nHost *\n ProxyJump gate', BARE, { jumps: [] }],
  [
    'keeps the link alive by itself',
    'ServerAliveInterval 0',
    BARE,
    { keepaliveIntervalMs: 10_000, keepaliveCountMax: 3 },
  ],
  [
    'takes the times of the config, in seconds',
    'ConnectTimeout 4\nServerAliveInterval 30\nServerAliveCountMax 2',
    BARE,
    { connectTimeoutMs: 4000, keepaliveIntervalMs: 30_000, keepaliveCountMax: 2 },
  ],
  [
    'expands environment and tokens in paths',
    `IdentityFile \${OTHER}/%L_%l_%i_%u_%%\nUserKnownHostsFile \${ABSENT}/x`,
    BARE,
    {
      identityFiles: [{ path: '/run/other/desk_desk.example.net_1000_op_%', named: true }],
      knownHostsFiles: [`\${ABSENT}/x`, '/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
    },
  ],
  [
    'tries what is preferred and not switched off',
    'PreferredAuthentications gssapi-with-mic,password,publickey\nPubkeyAuthentication no',
    BARE,
    { methods: ['password'] },
  ],
  [
    'never looks at what would accept a host blindly',
    'StrictHostKeyChecking no\nNoHostAuthenticationForLocalhost yes\nUpdateHostKeys yes',
    BARE,
    { hostKeyNames: ['box'], pins: [] },
  ],
  ['carries the pins', '', { ...BARE, hostKeys: ['SHA256:x'] }, { pins: ['SHA256:x'] }],
];

describe('where to connect', () => {
  it.each(TABLE)('%s', (_name, config, target, expected) => {
    expect(resolve(config, target)).toMatchObject(expected);
  });

  it('lets a ProxyJump say the user and the port of its host', () => {
    const config = 'Host box\n User other\n Port 22022';
    expect(resolve(config, FULL, { user: 'me', port: 2222 })).toMatchObject({
      user: 'me',
      port: 2222,
    });
  });

  it('lets the command line win over files', () => {
    const end = resolve('UserKnownHostsFile ~/a\nIdentityFile ~/b', BARE, {
      knownHostsFiles: ['/k'],
      identityFiles: ['/i'],
      agent: 'none',
    });
    expect(end).toMatchObject({
      knownHostsFiles: ['/k'],
      identityFiles: [
        { path: '/i', named: true },
        { path: '/home/op/b', named: true },
      ],
      agentSocket: undefined,
    });
  });
});

describe('jumps', () => {
  it.each([
    ['a', [{ name: 'a' }]],
    ['a,b:22', [{ name: 'a' }, { name: 'b', port: 22 }]],
    ['u@[2001:db8::1]:2200', [{ name: '2001:db8::1', user: 'u', port: 2200 }]],
    ['ssh://u@a:1', [{ name: 'a', user: 'u', port: 1 }]],
    ['None', []],
  ])('%s', (text, expected) => {
    expect(parseJumps(text)).toEqual(expected);
  });
});

describe('the options of the library', () => {
  it('are these, and no timer that runs while a person types', () => {
    expect(clientOptions(resolve('', FULL), ['ssh-ed25519'])).toEqual({
      host: '192.0.2.1',
      port: 2200,
      username: 'admin',
      algorithms: {
        kex: KINDS.kex.defaults,
        cipher: KINDS.cipher.defaults,
        hmac: KINDS.mac.defaults,
        serverHostKey: ['ssh-ed25519'],
      },
      keepaliveInterval: 10_000,
      keepaliveCountMax: 3,
      readyTimeout: 0,
    });
  });
});
