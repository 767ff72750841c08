/** Getting in, and what is said when it fails: resolving, connecting, authentication. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BOX, sshConfig, tryConnect } from './support/client.ts';
import { freePort, keygen, type Sshd, startSshd, whyNoSshd, writePrivate } from './support/sshd.ts';

const skip = whyNoSshd();

describe.skipIf(skip)('getting in', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  const absent = () => join(sshd.dir, 'absent');

  it('takes address, port and user from the inventory when the ssh config does not name the host', async () => {
    const config = writePrivate(
      join(sshd.dir, 'plain'),
      `Host *\n  User nobody\n  UserKnownHostsFile ${writePrivate(join(sshd.dir, 'kh'), `${sshd.knownHost()}\n`)}\n  IdentityFile ${sshd.identity}\n`,
    );
    const target = { ...BOX, address: '127.0.0.1', port: sshd.port, user: sshd.user };
    expect(await tryConnect(config, {}, target)).toBe('in');
  });

  it('says what was tried, what the server takes, and what to do', async () => {
    const other = keygen(join(sshd.dir, 'unknown-key'));
    expect(await tryConnect(sshConfig(sshd, { identity: other }))).toMatchObject({
      failure: 'authentication',
      target: 'box',
      message: `box (127.0.0.1 port ${sshd.port}) did not let ${sshd.user} in (tried: ${other}; the server takes: publickey; no ssh agent (SSH_AUTH_SOCK is not set))`,
      hint: expect.stringContaining('authorized_keys'),
    });
  });

  it('never asks for a password that the server would not take', async () => {
    const password = async () => {
      throw new Error('asked');
    };
    const error = await tryConnect(sshConfig(sshd, { identity: absent() }), { password });
    expect(error).toMatchObject({ failure: 'authentication' });
  });

  it('reads Include, as ssh does', async () => {
    const inner = sshConfig(sshd);
    const outer = writePrivate(join(sshd.dir, 'outer'), `Include ${inner}\nHost *\n  Port 1\n`);
    expect(await tryConnect(outer)).toBe('in');
  });
});

describe('a host that cannot be reached', () => {
  const at = (port: number, more: object = {}) => ({ ...BOX, address: '127.0.0.1', port, ...more });
  const none = { configFile: '/dev/null', knownHostsFiles: [], agent: 'none' };
  const attempt = (target: typeof BOX) => tryConnect('/dev/null', none, target);

  it('refused', async () => {
    const port = await freePort();
    expect(await attempt(at(port))).toMatchObject({
      failure: 'unreachable',
      message: `box (127.0.0.1 port ${port}) refused the connection`,
      hint: expect.stringContaining('sshd'),
    });
  });

  it('is no name', async () => {
    const target = { ...BOX, address: 'no-such-host.invalid' };
    expect(await attempt(target)).toMatchObject({ failure: 'resolution', target: 'box' });
  });

  it.each([
    ['is not an SSH server', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'agree on an SSH connection'],
    ['hangs up', '', 'connection'],
  ])('%s', async (_name, greeting, message) => {
    const server = createServer((socket) => socket.end(greeting));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    expect(await attempt(at(port))).toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining(message),
    });
    server.close();
  });

  it('accepts and says nothing', async () => {
    const server = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const dir = temporaryFolder();
    const config = writePrivate(join(dir, 'config'), 'Host *\n  ConnectTimeout 1\n');
    expect(await tryConnect(config, { knownHostsFiles: [] }, at(port))).toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('did not answer within 1 s (SSH handshake)'),
    });
    server.close();
  });

  it('has a ProxyCommand, or a config that is not there', async () => {
    const dir = temporaryFolder();
    const config = writePrivate(join(dir, 'config'), 'Host box\n  ProxyCommand nc %h %p\n');
    expect(await tryConnect(config)).toMatchObject({
      failure: 'configuration',
      hint: expect.stringContaining('ProxyJump'),
    });
    expect(await tryConnect(join(dir, 'missing'))).toMatchObject({ failure: 'configuration' });
  });
});

function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'ssh-config-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}
