/** Who answers: known_hosts and pins, against real servers. Nothing is ever accepted blindly. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOX, sshConfig, sshConfigOf, tryConnect } from './support/client.ts';
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

  it('refuses a key that RevokedHostKeys lists, and everything when that list is missing', async () => {
    const list = writePrivate(join(sshd.dir, 'revoked'), `${sshd.hostKeys.ed25519} stolen\n`);
    const more = [`RevokedHostKeys ${list}`];
    expect(await tryConnect(sshConfig(sshd, { more }))).toMatchObject({
      failure: 'host-key-changed',
      message: expect.stringContaining(`@revoked at ${list}:1`),
    });
    const absent = sshConfig(sshd, { more: [`RevokedHostKeys ${list}-absent`] });
    expect(await tryConnect(absent)).toMatchObject({ failure: 'configuration' });
  });

  it('looks in all the files that the config names, the user’s and the machine’s', async () => {
    const empty = writePrivate(join(sshd.dir, 'empty'), '# nothing\n');
    const known = writePrivate(join(sshd.dir, 'global'), `${sshd.knownHost()}\n`);
    for (const [user, machine] of [
      [`${empty} ${known}`, 'none'],
      [empty, `${empty}-absent ${known}`],
    ] as const) {
      const block = `Host box\n HostName 127.0.0.1\n Port ${sshd.port}\n User ${sshd.user}\n IdentityFile ${sshd.identity}\n UserKnownHostsFile ${user}\n GlobalKnownHostsFile ${machine}\n`;
      expect(await tryConnect(sshConfigOf(sshd.dir, block))).toBe('in');
    }
  });

  it('no option of the config makes it accept an unknown host', async () => {
    const more = [
      'StrictHostKeyChecking no',
      'NoHostAuthenticationForLocalhost yes',
      'CheckHostIP no',
    ];
    expect(await tryConnect(sshConfig(sshd, { knownHosts: '', more }))).toMatchObject({
      failure: 'host-key-unknown',
    });
  });

  describe('with a certificate, as OpenSSH makes them', () => {
    let certified: Sshd;
    let authority: string;
    beforeAll(async () => {
      const ca = keygen(join(sshd.dir, 'ca'));
      authority = readFileSync(`${ca}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
      const certificate = join(sshd.dir, 'host-cert.pub');
      certified = await startSshd({ config: [`HostCertificate ${certificate}`] });
      const key = join(certified.dir, 'host_ed25519.pub');
      const options = ['-q', '-s', ca, '-I', 'box', '-h', '-n', '127.0.0.1', key];
      execFileSync('ssh-keygen', options, { stdio: 'pipe' });
      renameSync(join(certified.dir, 'host_ed25519-cert.pub'), certificate);
      // It reads its certificate when it starts, and again at this signal.
      process.kill(certified.pid, 'SIGHUP');
    });
    afterAll(() => certified?.close());
    const byAuthority = (): string =>
      `@cert-authority [127.0.0.1]:${certified.port} ${authority}\n`;

    it('is refused when only its authority is known: it is said why, and what to do', async () => {
      const config = sshConfig(certified, { knownHosts: byAuthority() });
      await expect.poll(() => opensshLogsIn(config)).toBe('in');
      expect(await tryConnect(config)).toMatchObject({
        failure: 'host-key-unknown',
        message: expect.stringMatching(
          /known only through a certificate authority \(.*known_hosts_\d+:1\), and host certificates can't be verified here: its plain key ssh-ed25519 SHA256:/,
        ),
        hint: expect.stringMatching(
          /pin its fingerprint in the inventory, or add .* ssh-keyscan -p/,
        ),
      });
    });

    it('is accepted by its pin, or by its plain key beside the authority', async () => {
      const config = sshConfig(certified, { knownHosts: byAuthority() });
      expect(await tryConnect(config, {}, pin(certified.fingerprint()))).toBe('in');
      const knownHosts = `${byAuthority()}${certified.knownHost()}\n`;
      expect(await tryConnect(sshConfig(certified, { knownHosts }))).toBe('in');
    });
  });

  /** What OpenSSH's own client makes of the same config. */
  function opensshLogsIn(config: string): string {
    const options = ['-F', config, '-o', 'BatchMode=yes', 'box', 'echo in'];
    return spawnSync('ssh', options, { encoding: 'utf8' }).stdout.trim();
  }

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
