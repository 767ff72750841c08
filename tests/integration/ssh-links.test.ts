/** The links themselves: many at once, dead ones, slow ones. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Sessions } from '../../src/executor/sessions.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import { BOX, hostBlock, sshConfig, sshConfigOf, tryConnect } from './support/client.ts';
import { freePort, type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

/** Bytes between two cuts: dense enough to meet each message of a login. */
const STEP = 150;

describe.skipIf(whyNoSshd())('links', () => {
  let sshd: Sshd;
  const servers: Server[] = [];
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  const logins = (): number => sshd.log().split('Accepted publickey').length - 1;

  describe('many at once', () => {
    it('thirty to one sshd, whose MaxStartups drops from the eleventh that is not logged in', async () => {
      const transport = sshTransport({ configFile: sshConfig(sshd), agent: 'none' });
      const before = logins();
      const sessions = await Promise.all(Array.from({ length: 30 }, () => transport.connect(BOX)));
      const ends = await Promise.all(sessions.map((one) => one.exec({ line: 'exit 5' }, () => {})));
      expect(new Set(ends.map((end) => JSON.stringify(end)))).toEqual(
        new Set(['{"kind":"exited","code":5}']),
      );
      expect(logins() - before).toBe(30);
      await Promise.all(sessions.map((session) => session.close()));
    });

    it('one that fails does not disturb the others', async () => {
      const port = await freePort();
      const names = ['a', 'b', 'c'];
      const blocks = names.map((name) =>
        hostBlock(name, sshd, name === 'b' ? [`Port ${port}`] : []),
      );
      const configFile = sshConfigOf(sshd.dir, ...blocks);
      const transport = sshTransport({ configFile, agent: 'none' });
      const all = await Promise.allSettled(
        names.map((name) => transport.connect({ ...BOX, name })),
      );
      expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      for (const one of all) if (one.status === 'fulfilled') await one.value.close();
    });
  });

  describe('a dead one', () => {
    it('is never handed out: the next command says that nothing was sent, and a new one is opened', async () => {
      const transport = sshTransport({ configFile: sshConfig(sshd), agent: 'none' });
      const sessions = new Sessions(() => transport.connect(BOX));
      const first = await sessions.get('box');
      await first.exec({ line: 'kill -KILL "$PPID"' }, () => {});
      expect(await first.exec({ line: 'true' }, () => {})).toMatchObject({
        kind: 'lost',
        sent: false,
      });
      await sessions.drop('box');
      const second = await sessions.get('box');
      expect(await second.exec({ line: 'exit 4' }, () => {})).toEqual({ kind: 'exited', code: 4 });
      await sessions.closeAll();
    });

    it('that says nothing any more is found out by ServerAliveInterval', async () => {
      const proxy = await swallowing(sshd.port);
      const more = ['ServerAliveInterval 1', 'ServerAliveCountMax 1', `Port ${proxy.port}`];
      const configFile = sshConfigOf(
        sshd.dir,
        hostBlock('box', sshd, more, `[127.0.0.1]:${proxy.port} ${sshd.hostKeys.ed25519}\n`),
      );
      const session = await sshTransport({ configFile, agent: 'none' }).connect(BOX);
      const running = session.exec({ line: 'sleep 60' }, () => {});
      proxy.swallow();
      expect(await running).toMatchObject({ kind: 'lost' });
      await session.close();
    });
  });

  describe('ConnectionAttempts', () => {
    it('tries again until somebody listens', async () => {
      const port = await freePort();
      const late = new Promise<void>((resolve) =>
        setTimeout(() => {
          const proxy = createServer((socket) => pipe(socket, sshd.port));
          servers.push(proxy);
          proxy.listen(port, '127.0.0.1', resolve);
        }, 500),
      );
      const more = [`Port ${port}`, 'ConnectionAttempts 5'];
      const config = sshConfigOf(
        sshd.dir,
        hostBlock('box', sshd, more, `[127.0.0.1]:${port} ${sshd.hostKeys.ed25519}\n`),
      );
      expect(await tryConnect(config)).toBe('in');
      await late;
    });

    it('does not repeat what will not change: a name, a key, a refusal', async () => {
      const more = ['ConnectionAttempts 3', 'HostName no-such-host.invalid'];
      expect(await tryConnect(sshConfigOf(sshd.dir, hostBlock('box', sshd, more)))).toMatchObject({
        failure: 'resolution',
      });
      const log = sshd.log().length;
      const attempts = ['ConnectionAttempts 3'];
      expect(await tryConnect(sshConfig(sshd, { knownHosts: '', more: attempts }))).toMatchObject({
        failure: 'host-key-unknown',
      });
      expect(sshd.log().slice(log).split('Connection from').length - 1).toBe(1);
    });
  });

  it('a link that goes while it is made is never told as a refused key or login', async () => {
    const whole = await cutAfter(Number.POSITIVE_INFINITY);
    expect(await tryConnect(through(whole.port))).toBe('in');
    const told = new Set<string>();
    for (let at = 1; at < whole.passed(); at += STEP) {
      const { port } = await cutAfter(at);
      const came = await tryConnect(through(port));
      if (typeof came !== 'string') told.add(came.failure);
    }
    expect([...told]).toEqual(['unreachable']);
  });

  it.each([
    // The server listens on 127.0.0.1 only; some machines give localhost no other address.
    ['AddressFamily inet6', 'HostName localhost', /^(unreachable|resolution)$/],
    ['BindAddress 192.0.2.1', 'HostName 127.0.0.1', /^unreachable$/],
  ])('%s is kept to', async (line, address, expected) => {
    const config = sshConfigOf(sshd.dir, hostBlock('box', sshd, [line, address]));
    const failure = expect.stringMatching(expected);
    expect(await tryConnect(config)).toMatchObject({ failure });
  });

  function through(port: number): string {
    const known = `[127.0.0.1]:${port} ${sshd.hostKeys.ed25519}\n`;
    return sshConfigOf(sshd.dir, hostBlock('box', sshd, [`Port ${port}`], known));
  }

  /** A way to the server that goes once so many bytes have passed, in either direction. */
  async function cutAfter(most: number): Promise<{ port: number; passed(): number }> {
    let passed = 0;
    const proxy = createServer((near) => {
      const far = pipe(near, sshd.port);
      for (const socket of [near, far])
        socket.on('data', (chunk) => {
          passed += chunk.length;
          if (passed < most) return;
          near.destroy();
          far.destroy();
        });
    });
    servers.push(proxy);
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    return { port: (proxy.address() as { port: number }).port, passed: () => passed };
  }

  /** A way to the server that can be made to swallow everything, as a firewall that lost its table. */
  async function swallowing(port: number): Promise<{ port: number; swallow(): void }> {
    const pairs: [Socket, Socket][] = [];
    const proxy = createServer((socket) => pairs.push([socket, pipe(socket, port)]));
    servers.push(proxy);
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    return {
      port: (proxy.address() as { port: number }).port,
      swallow() {
        for (const [left, right] of pairs) {
          left.unpipe().resume();
          right.unpipe().resume();
        }
      },
    };
  }

  function pipe(left: Socket, port: number): Socket {
    const right = connect(port, '127.0.0.1');
    left.pipe(right).pipe(left);
    left.on('error', () => right.destroy()).on('close', () => right.destroy());
    right.on('error', () => left.destroy()).on('close', () => left.destroy());
    return right;
  }
});
