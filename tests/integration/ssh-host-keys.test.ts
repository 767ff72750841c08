/** Who answers: known_hosts and pins, against real servers. Nothing is ever accepted blindly. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOX, sshConfig, tryConnect } from './support/client.ts';
import {
  fingerprintOf,
  keygen,
  type Sshd,
  startSshd,
  whyNoSshd,
  writePrivate,
} from './support/sshd.ts';

const skip = whyNoSshd();
const pin = (...hostKeys: string[]) => ({ ...BOX, hostKeys });

describe.skipIf(skip)('host keys', () => {
  let sshd: Sshd;
  let stranger: string;
  let strangerKey: string;
  const named = () => `[127.0.0.1]:${sshd.port}`;

  beforeAll(async () => {
    sshd = await startSshd({ hostKeys: ['ed25519', 'ecdsa', 'rsa'] });
    stranger = `${keygen(join(sshd.dir, 'stranger'))}.pub`;
    strangerKey = readFileSync(stranger, 'utf8').split(' ').slice(0, 2).join(' ');
  });
  afterAll(() => sshd?.close());

  it.each(['ed25519', 'ecdsa', 'rsa'] as const)(
    'accepts a host known by its %s key',
    async (type) => {
      const config = sshConfig(sshd, { knownHosts: `${sshd.knownHost(type)}\n` });
      expect(await tryConnect(config)).toBe('in');
    },
  );

  it('accepts a host known by a hashed name, as Debian writes them', async () => {
    const file = writePrivate(join(sshd.dir, 'hashed'), `${sshd.knownHost()}\n`);
    execFileSync('ssh-keygen', ['-q', '-H', '-f', file], { stdio: 'pipe' });
    const knownHosts = readFileSync(file, 'utf8');
    expect(knownHosts).toMatch(/^\|1\|/);
    expect(await tryConnect(sshConfig(sshd, { knownHosts }))).toBe('in');
  });

  it('accepts any of several keys of a host, and patterns', async () => {
    const key = sshd.hostKeys.ed25519;
    const knownHosts = `${named()} ${strangerKey}\n[127.0.0.*]:${sshd.port} ${key}\n`;
    expect(await tryConnect(sshConfig(sshd, { knownHosts }))).toBe('in');
  });

  it('looks a HostKeyAlias up instead of the address', async () => {
    const knownHosts = `alias.example ${sshd.hostKeys.ed25519}\n`;
    const more = ['HostKeyAlias alias.example'];
    expect(await tryConnect(sshConfig(sshd, { knownHosts, more }))).toBe('in');
  });

  it('refuses an unknown host, and says which key it shows and what to do', async () => {
    const error = await tryConnect(sshConfig(sshd, { knownHosts: '' }));
    expect(error).toMatchObject({
      failure: 'host-key-unknown',
      target: 'box',
      message: expect.stringContaining(`ssh-ed25519 ${sshd.fingerprint('ed25519')}`),
      hint: expect.stringContaining(`ssh-keyscan -p ${sshd.port} 127.0.0.1`),
    });
  });

  it('does not know a host by a line that negates it', async () => {
    const knownHosts = `!${named()},* ${sshd.hostKeys.ed25519}\n`;
    const more = ['HostKeyAlias box'];
    expect(await tryConnect(sshConfig(sshd, { knownHosts }))).toBe('in');
    const negated = sshConfig(sshd, { knownHosts: `!box,* ${sshd.hostKeys.ed25519}\n`, more });
    expect(await tryConnect(negated)).toMatchObject({ failure: 'host-key-unknown' });
  });

  it('refuses a changed key, and names both and the line', async () => {
    const config = sshConfig(sshd, { knownHosts: `# old\n${named()} ${strangerKey}\n` });
    expect(await tryConnect(config)).toMatchObject({
      failure: 'host-key-changed',
      message: expect.stringMatching(
        new RegExp(
          `${escaped(sshd.fingerprint('ed25519'))}, known is ssh-ed25519 ${escaped(fingerprintOf(stranger))} \\(.*known_hosts_\\d+:2\\)`,
        ),
      ),
      hint: expect.stringContaining(`ssh-keygen -R '${named()}'`),
    });
  });

  it('refuses a revoked key, even a pinned one', async () => {
    const knownHosts = `${sshd.knownHost()}\n@revoked * ${sshd.hostKeys.ed25519}\n`;
    const config = sshConfig(sshd, { knownHosts });
    const refused = { failure: 'host-key-changed', message: expect.stringContaining('revoked') };
    expect(await tryConnect(config)).toMatchObject(refused);
    expect(await tryConnect(config, {}, pin(sshd.fingerprint()))).toMatchObject(refused);
  });

  it.each(['ed25519', 'ecdsa', 'rsa'] as const)(
    'accepts a host by its pinned %s key, without known_hosts',
    async (type) => {
      const config = sshConfig(sshd, { knownHosts: '' });
      expect(await tryConnect(config, {}, pin(sshd.fingerprint(type)))).toBe('in');
    },
  );

  it('accepts nothing but the pins when there are some, whatever known_hosts says', async () => {
    const other = `SHA256:${createHash('sha256').update('other').digest('base64').replace(/=+$/, '')}`;
    expect(await tryConnect(sshConfig(sshd), {}, pin(other))).toMatchObject({
      failure: 'host-key-changed',
      message: expect.stringContaining(`pinned ${other}`),
    });
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
