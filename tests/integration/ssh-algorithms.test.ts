/** Old servers: refused with words that help, and let in for the host that the config names, alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOX, hostBlock, sshConfig, sshConfigOf, tryConnect } from './support/client.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

/** What a switch of 2012 speaks, and nothing else. */
const OLD = [
  'KexAlgorithms diffie-hellman-group14-sha1',
  'HostKeyAlgorithms ssh-rsa',
  'Ciphers aes128-cbc',
  'MACs hmac-sha1',
];
const ALLOWED = [
  'KexAlgorithms +diffie-hellman-group14-sha1',
  'HostKeyAlgorithms +ssh-rsa',
  'Ciphers +aes128-cbc',
];

describe.skipIf(whyNoSshd())('an old switch', () => {
  let old: Sshd;
  beforeAll(async () => {
    old = await startSshd({ hostKeys: ['rsa'], config: OLD });
  });
  afterAll(() => old?.close());

  it('is let in when its block allows what it speaks', async () => {
    expect(await tryConnect(sshConfig(old, { more: ALLOWED }))).toBe('in');
  });

  it('is let in by plain lists too', async () => {
    expect(await tryConnect(sshConfig(old, { more: OLD }))).toBe('in');
  });

  it('changes nothing for other hosts', async () => {
    const config = sshConfigOf(old.dir, hostBlock('switch', old, ALLOWED), hostBlock('box', old));
    expect(await tryConnect(config, {}, { ...BOX, name: 'switch' })).toBe('in');
    expect(await tryConnect(config)).toMatchObject({ failure: 'unreachable' });
  });

  const step = (count: number): string[] => ALLOWED.slice(0, count);
  it.each([
    [step(0), 'key exchange', 'diffie-hellman-group14-sha1', 'KexAlgorithms'],
    [step(1), 'host key algorithm', 'ssh-rsa', 'HostKeyAlgorithms'],
    [step(2), 'cipher (to the server)', 'aes128-cbc', 'Ciphers'],
  ])('with %s allowed, the error leads to the next line', async (more, what, name, keyword) => {
    expect(await tryConnect(sshConfig(old, { more }))).toMatchObject({
      failure: 'unreachable',
      message: `box (127.0.0.1 port ${old.port}) and this program have no ${what} in common: the server offers ${name}`,
      hint: `To allow it for this host alone, in your ssh config:\nHost box\n  ${keyword} +${name}`,
    });
  });

  it('names a MAC too', async () => {
    const more = [...ALLOWED, 'MACs hmac-sha2-256'];
    expect(await tryConnect(sshConfig(old, { more }))).toMatchObject({
      message: expect.stringContaining('no MAC (to the server) in common'),
      hint: expect.stringContaining('MACs +hmac-sha1'),
    });
  });

  it('and a list that leaves nothing', async () => {
    const more = ['Ciphers rot13', 'KexAlgorithms -*'];
    expect(await tryConnect(sshConfig(old, { more }))).toMatchObject({
      failure: 'configuration',
      message: expect.stringMatching(
        /ssh_config_\d+:\d+: (Ciphers|KexAlgorithms) \S+ leaves no algorithm/,
      ),
    });
  });
});

describe.skipIf(whyNoSshd())('a server with what is not supported here', () => {
  it('is told so, with what it offers', async () => {
    const newest = await startSshd({
      config: ['KexAlgorithms sntrup761x25519-sha512@openssh.com'],
    });
    expect(await tryConnect(sshConfig(newest))).toMatchObject({
      message: expect.stringContaining('the server offers sntrup761x25519-sha512'),
      hint: expect.stringContaining('None of them is supported here'),
    });
    await newest.close();
  });
});

describe.skipIf(whyNoSshd())('each algorithm that is offered works', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    const config = [
      'KexAlgorithms +diffie-hellman-group14-sha1,diffie-hellman-group1-sha1,diffie-hellman-group-exchange-sha1',
      'Ciphers +aes128-cbc,aes192-cbc,aes256-cbc,3des-cbc',
      'MACs +hmac-md5,hmac-sha1-96,hmac-md5-96',
    ];
    sshd = await startSshd({ config });
  });
  afterAll(() => sshd?.close());

  it.each([
    'KexAlgorithms curve25519-sha256',
    'KexAlgorithms ecdh-sha2-nistp256',
    'KexAlgorithms ecdh-sha2-nistp384',
    'KexAlgorithms ecdh-sha2-nistp521',
    'KexAlgorithms diffie-hellman-group-exchange-sha256',
    'KexAlgorithms diffie-hellman-group14-sha256',
    'KexAlgorithms diffie-hellman-group16-sha512',
    'KexAlgorithms diffie-hellman-group-exchange-sha1',
    'KexAlgorithms diffie-hellman-group1-sha1',
    'Ciphers aes128-gcm@openssh.com',
    'Ciphers aes256-gcm@openssh.com',
    'Ciphers aes256-ctr',
    'Ciphers chacha20-poly1305@openssh.com',
    'Ciphers aes256-cbc',
    'Ciphers 3des-cbc',
    'MACs hmac-sha2-512-etm@openssh.com',
    'MACs hmac-sha1-etm@openssh.com',
    'MACs hmac-md5',
    'MACs hmac-sha1-96',
  ])('%s', async (line) => {
    // A MAC is used only with a cipher that doesn't authenticate by itself.
    const more = [line, ...(line.startsWith('MACs') ? ['Ciphers aes128-ctr'] : [])];
    expect(await tryConnect(sshConfig(sshd, { more }))).toBe('in');
  });
});
