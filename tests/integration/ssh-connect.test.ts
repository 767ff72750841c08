/** Getting in: keys, agents, questions, jumps, and what is said when it fails. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Question } from '../../src/transports/ssh/ssh.ts';
import { type Agent, BOX, sshConfig, startAgent, tryConnect } from './support/client.ts';
import { freePort, keygen, type Sshd, startSshd, whyNoSshd, writePrivate } from './support/sshd.ts';

const skip = whyNoSshd();

describe.skipIf(skip)('getting in', () => {
  let sshd: Sshd;
  let agent: Agent;
  beforeAll(async () => {
    sshd = await startSshd();
    agent = await startAgent(sshd.dir);
  });
  afterAll(async () => {
    agent?.close();
    await sshd?.close();
  });
  const absent = () => join(sshd.dir, 'absent');

  it('takes address, port and user from the inventory when the ssh config does not name the host', async () => {
    const config = writePrivate(
      join(sshd.dir, 'plain'),
      `Host *\n  User nobody\n  UserKnownHostsFile ${writePrivate(join(sshd.dir, 'kh'), `${sshd.knownHost()}\n`)}\n  IdentityFile ${sshd.identity}\n`,
    );
    const target = { ...BOX, address: '127.0.0.1', port: sshd.port, user: sshd.user };
    expect(await tryConnect(config, {}, target)).toBe('in');
  });

  it('uses a real ssh-agent', async () => {
    const config = sshConfig(sshd, { identity: absent() });
    const empty = await tryConnect(config, { agent: agent.socket });
    expect(empty).toMatchObject({ failure: 'authentication' });
    agent.add(sshd.identity);
    expect(await tryConnect(config, { agent: agent.socket })).toBe('in');
  });

  it('offers of the agent only the keys that IdentitiesOnly allows', async () => {
    agent.add(sshd.identity);
    const other = keygen(join(sshd.dir, 'other'));
    const strict = (identity: string) =>
      sshConfig(sshd, { identity, more: ['IdentitiesOnly yes'] });
    const options = { agent: agent.socket };
    expect(await tryConnect(strict(other), options)).toMatchObject({ failure: 'authentication' });
    expect(await tryConnect(strict(sshd.identity), options)).toBe('in');
  });

  it('goes on without an agent that does not answer', async () => {
    const options = { agent: join(sshd.dir, 'no.sock') };
    expect(await tryConnect(sshConfig(sshd), options)).toBe('in');
    const refused = await tryConnect(sshConfig(sshd, { identity: absent() }), options);
    expect(refused).toMatchObject({ message: expect.stringMatching(/Failed to connect to agent/) });
  });

  describe('an encrypted key', () => {
    let identity: string;
    beforeAll(() => {
      identity = join(sshd.dir, 'locked');
      execFileSync('cp', [sshd.identity, identity]);
      execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', identity]);
    });

    it('is opened with the passphrase that the operator gives, asked once for all hosts', async () => {
      const asked: Question[] = [];
      const answers = ['wrong', 'open sesame'];
      const password = async (question: Question) => {
        asked.push(question);
        return answers[asked.length - 1];
      };
      const { sshTransport } = await import('../../src/transports/ssh/ssh.ts');
      const configFile = sshConfig(sshd, { identity });
      const transport = sshTransport({ configFile, agent: 'none', password });
      for (const _ of [1, 2]) await (await transport.connect(BOX)).close();
      expect(asked).toHaveLength(2);
      expect(asked[0]).toEqual({
        kind: 'passphrase',
        target: 'box',
        text: `Passphrase of ${identity}:`,
        echo: false,
      });
    });

    it('is refused in words when there is nobody to ask', async () => {
      const error = await tryConnect(sshConfig(sshd, { identity }));
      expect(error).toMatchObject({
        failure: 'authentication',
        message: expect.stringContaining(`${identity}: encrypted, and there is no terminal`),
      });
    });
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

  it('asks for a password when the server takes one, and gives up after three', async () => {
    const open = await startSshd({ config: ['PasswordAuthentication yes'] });
    try {
      const asked: Question[] = [];
      const password = async (question: Question) => {
        asked.push(question);
        return 'not the password';
      };
      const config = sshConfig(open, { identity: absent() });
      expect(await tryConnect(config, { password })).toMatchObject({ failure: 'authentication' });
      expect(asked.map(({ kind, text }) => [kind, text])).toEqual(
        Array(3).fill(['password', `Password of ${open.user}@127.0.0.1:`]),
      );
      expect(await tryConnect(config)).toMatchObject({
        message: expect.stringContaining('no terminal to ask'),
      });
    } finally {
      await open.close();
    }
  });

  it('reads Include, as ssh does', async () => {
    const inner = sshConfig(sshd);
    const outer = writePrivate(join(sshd.dir, 'outer'), `Include ${inner}\nHost *\n  Port 1\n`);
    expect(await tryConnect(outer)).toBe('in');
  });

  describe('through a jump host', () => {
    let gate: Sshd;
    beforeAll(async () => {
      gate = await startSshd();
    });
    afterAll(() => gate?.close());
    const block = (name: string, server: Sshd, more = '') =>
      `Host ${name}\n  HostName 127.0.0.1\n  Port ${server.port}\n  User ${server.user}\n  IdentityFile ${server.identity}\n  UserKnownHostsFile ${writePrivate(join(server.dir, `known_${name}`), `${server.knownHost()}\n`)}\n  ${more}\n`;

    it('reaches the target', async () => {
      const before = gate.log().split('Accepted publickey').length;
      const config = sshConfig(sshd, { blocks: block('gate', gate), more: ['ProxyJump gate'] });
      expect(await tryConnect(config)).toBe('in');
      expect(gate.log().split('Accepted publickey').length).toBe(before + 1);
    });

    it('reaches it through two', async () => {
      const blocks = block('gate', gate) + block('outer', sshd);
      const listed = sshConfig(sshd, { blocks, more: ['ProxyJump outer,gate'] });
      expect(await tryConnect(listed)).toBe('in');
      const nested = sshConfig(sshd, {
        blocks: block('gate', gate, 'ProxyJump outer') + block('outer', sshd),
        more: ['ProxyJump gate'],
      });
      expect(await tryConnect(nested)).toBe('in');
    });

    it("verifies the gate's own key, and names the gate", async () => {
      const blocks = block('gate', { ...gate, knownHost: () => '' });
      const config = sshConfig(sshd, { blocks, more: ['ProxyJump gate'] });
      expect(await tryConnect(config)).toMatchObject({
        failure: 'host-key-unknown',
        target: 'gate',
      });
    });

    it('says that the gate could not reach the target', async () => {
      const blocks = block('gate', gate);
      const config = sshConfig(
        { ...sshd, port: await freePort() },
        { blocks, more: ['ProxyJump gate'], knownHosts: '' },
      );
      expect(await tryConnect(config)).toMatchObject({
        failure: 'unreachable',
        message: expect.stringContaining('gate could not reach 127.0.0.1'),
      });
    });

    it('refuses a circle', async () => {
      const blocks = block('gate', gate, 'ProxyJump box');
      const config = sshConfig(sshd, { blocks, more: ['ProxyJump gate'] });
      expect(await tryConnect(config)).toMatchObject({
        failure: 'configuration',
        message: expect.stringContaining('circle'),
      });
    });
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
