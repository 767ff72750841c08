/**
 * Our reading of an ssh config, held against the real one: `ssh -G -F file host`. Drop a
 * file into configs/, with the hosts to ask for in its first line, and get its tests.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Algorithms, KINDS } from '../../../src/transports/ssh/algorithms.ts';
import { type HostConfig, hostConfig } from '../../../src/transports/ssh/config.ts';
import { ConfigProblem, configLines } from '../../../src/transports/ssh/config-lines.ts';
import { endpoint } from '../../../src/transports/ssh/endpoint.ts';
import { OperatorFiles, surroundings } from '../../../src/transports/ssh/files.ts';

const CONFIGS = join(import.meta.dirname, 'configs');
const hasSsh = spawnSync('ssh', ['-V']).status === 0;

const CASES = readdirSync(CONFIGS)
  .filter((file) => file.endsWith('.conf'))
  .flatMap((file) => {
    const [, hosts = ''] = /^# hosts: (.*)$/m.exec(readFileSync(join(CONFIGS, file), 'utf8')) ?? [];
    return hosts.split(' ').map((host) => [file, host] as const);
  });

type Values = Record<string, string>;

describe.skipIf(!hasSsh)('a config means what it means to ssh', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'ssh-g-'));
    cpSync(CONFIGS, dir, { recursive: true });
    for (const file of readdirSync(dir).filter((name) => name.endsWith('.conf'))) {
      const text = readFileSync(join(dir, file), 'utf8').replaceAll('@DIR@', dir);
      writeFileSync(join(dir, file), text);
    }
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it.each(CASES)('%s, %s', (file, host) => {
    const theirs = asSshSees(join(dir, file), host);
    expect(asWeSee(join(dir, file), host)).toEqual(theirs);
    expect(existsSync(join(dir, 'must-not-run'))).toBe(false);
  });
});

/** Settings that are printed only when somebody set them, as written there. */
const AS_WRITTEN = [
  'identityfile',
  'identityagent',
  'hostkeyalias',
  'proxyjump',
  'preferredauthentications',
  'bindaddress',
  'revokedhostkeys',
];
const ALGORITHMS: Record<string, keyof Algorithms> = {
  kexalgorithms: 'kex',
  ciphers: 'cipher',
  macs: 'mac',
  hostkeyalgorithms: 'hostKey',
  pubkeyacceptedalgorithms: 'pubkey',
};

function asSshSees(file: string, host: string): Values {
  const text = execFileSync('ssh', ['-G', '-F', file, host], { encoding: 'utf8' });
  const all: Record<string, string[]> = {};
  for (const line of text.trim().split('\n')) {
    const [key = '', ...rest] = line.split(' ');
    all[key] = [...(all[key] ?? []), rest.join(' ')];
  }
  // The usual identities stand there when none is named.
  if (all.identityfile?.includes('~/.ssh/id_dsa')) all.identityfile = [];
  const one = (key: string): string => all[key]?.[0] ?? '';
  const config = readFileSync(file, 'utf8').toLowerCase();
  return {
    ...Object.fromEntries(
      AS_WRITTEN.filter((key) => config.includes(key)).map((key) => [
        key,
        (all[key] ?? []).join(' '),
      ]),
    ),
    hostname: one('hostname').toLowerCase(),
    user: one('user'),
    port: one('port'),
    knownHosts: [one('userknownhostsfile'), one('globalknownhostsfile')]
      .join(' ')
      .replace(/ ?none/, ''),
    connecttimeout: one('connecttimeout'),
    connectionattempts: one('connectionattempts'),
    serveraliveinterval: one('serveraliveinterval'),
    serveralivecountmax: one('serveralivecountmax'),
    identitiesonly: one('identitiesonly'),
    numberofpasswordprompts: one('numberofpasswordprompts'),
    pubkey: one('pubkeyauthentication').replace('true', 'yes').replace('false', 'no'),
    kbdinteractive: one('kbdinteractiveauthentication'),
    password: one('passwordauthentication'),
    addressfamily: one('addressfamily'),
    ...Object.fromEntries(
      Object.entries(ALGORITHMS).map(([key, kind]) => [
        key,
        chosen(one(key).split(','), kind, config),
      ]),
    ),
  };
}

/** What both know, in the order of the config where it gives one; the defaults' order is ours. */
function chosen(names: readonly string[], kind: keyof Algorithms, config: string): string {
  const {
    keyword,
    defaults,
    onDemand,
  }: { keyword: string; defaults: readonly string[]; onDemand: readonly string[] } = KINDS[kind];
  const both = names.filter((name) => [...defaults, ...onDemand].includes(name));
  return config.includes(`${keyword.toLowerCase()} ^`)
    ? (both[0] ?? '')
    : both.toSorted().join(',');
}

function asWeSee(file: string, host: string): Values {
  const around = surroundings();
  const question = { alias: host, localUser: around.user };
  const config = new OperatorFiles().hostConfig(question, around, file);
  const end = endpoint({ name: host, hostKeys: [], platform: 'posix' }, config, around);
  const { all } = config;
  const text = readFileSync(file, 'utf8').toLowerCase();
  const refused = (method: string): string => (all.refusedMethods.includes(method) ? 'no' : 'yes');
  const written: Record<string, string | undefined> = {
    identityfile: all.identityFiles.join(' '),
    identityagent: all.identityAgent?.replace(/\$\{HOME\}/, around.home),
    hostkeyalias: all.hostKeyAlias,
    proxyjump: all.proxyJump?.replace('ssh://', '').replace('none', ''),
    preferredauthentications: all.preferredAuthentications?.join(','),
    bindaddress: all.bindAddress,
    revokedhostkeys: all.revokedHostKeys,
  };
  const seconds = (ms: number | undefined): string => String((ms ?? 0) / 1000);
  return {
    ...Object.fromEntries(
      AS_WRITTEN.filter((key) => text.includes(key)).map((key) => [key, written[key] ?? '']),
    ),
    hostname: end.host.toLowerCase(),
    user: end.user,
    port: String(end.port),
    knownHosts: end.knownHostsFiles.join(' '),
    connecttimeout: all.connectTimeoutMs === undefined ? 'none' : seconds(all.connectTimeoutMs),
    connectionattempts: String(end.connectionAttempts),
    serveraliveinterval: seconds(all.serverAliveIntervalMs),
    serveralivecountmax: String(end.keepaliveCountMax),
    identitiesonly: end.identitiesOnly ? 'yes' : 'no',
    numberofpasswordprompts: String(end.passwordPrompts),
    pubkey: refused('publickey'),
    kbdinteractive: refused('keyboard-interactive'),
    password: refused('password'),
    addressfamily: { 0: 'any', 4: 'inet', 6: 'inet6' }[end.addressFamily],
    ...Object.fromEntries(
      Object.entries(ALGORITHMS).map(([key, kind]) => [
        key,
        chosen(end.algorithms[kind], kind, text),
      ]),
    ),
  };
}

const read = (text: string, alias = 'box'): HostConfig =>
  hostConfig([configLines(text, 'cfg')], { alias, localUser: 'op' });

describe('a config that is wrong is refused, with its place', () => {
  it.each([
    ['a quote that does not end', 'Host box\n User "op', 'cfg:2: a quote that does not end'],
    ['no value', 'Host box\n\n Port', 'cfg:3: Port has no value'],
    ['a port that is none', 'Port ssh', 'cfg:1: port is “ssh”, expected a whole number'],
    ['a port out of range', 'Port 65536', 'cfg:1: port is “65536”, expected 1 to 65535'],
    ['neither yes nor no', 'IdentitiesOnly maybe', 'expected yes or no'],
    ['no time', 'ConnectTimeout soon', 'expected a time, such as 10 or 1m30s'],
    ['an unknown criterion', 'Match moon full\n Port 1', 'cfg:1: Match moon is not supported'],
    ['a criterion without a value', 'Match host', 'cfg:1: Match host has no value'],
  ])('%s', (_name, text, message) => {
    expect(() => read(text)).toThrow(ConfigProblem);
    expect(() => read(text)).toThrow(message);
  });

  it.each([
    ['an address from the inventory', 'a;reboot', 'op'],
    ['a user', 'box', '$(reboot)'],
    ['what looks like an option', 'box', '-oProxyCommand=x'],
  ])('%s that a shell would take for more is never handed to Match exec', (_name, alias, user) => {
    const exec = (): boolean => expect.unreachable('nothing is run');
    const lines = configLines('Match exec "nc -z %h"\n Port 1', 'cfg');
    const question = { alias, user, localUser: 'op' };
    expect(() => hostConfig([lines], question, { include: () => [], exec })).toThrow(
      /cfg:1: Match exec is not run: %[hnr] would be/,
    );
  });
});

describe('what is said of a host, beside what is said of all', () => {
  it.each([
    ['before the first block', 'User a', undefined],
    ['Host *', 'Host *\n User a', undefined],
    ['Host * with an exception', 'Host * !other\n User a', undefined],
    ['Match all', 'Match all\n User a', undefined],
    ['Match of the situation', 'Match localuser op\n User a', undefined],
    ['Match of every host', 'Match host *\n User a', undefined],
    ['Host box', 'Host box\n User a', 'a'],
    ['Host bo?', 'Host bo?\n User a', 'a'],
    ['Host * box', 'Host * box\n User a', 'a'],
    ['Match host', 'Match host b*\n User a', 'a'],
    ['Match originalhost', 'Match originalhost box localuser op\n User a', 'a'],
  ])('%s', (_name, text, own) => {
    const config = read(text);
    expect([config.all.user, config.own.user]).toEqual(['a', own]);
  });

  it('Match host and Match user see the inventory where the config says nothing of this host', () => {
    const lines = configLines('User any\nMatch host 192.0.2.* user root\n Port 7', 'cfg');
    const question = { alias: 'box', address: '192.0.2.1', user: 'root', localUser: 'op' };
    expect(hostConfig([lines], question).all.port).toBe(7);
  });
});
