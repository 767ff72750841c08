/** Through jump hosts: one, two, three, each verified, each named when it fails. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import type { Session } from '../../src/transports/transport.ts';
import { BOX, hostBlock, sshConfigOf, tryConnect } from './support/client.ts';
import { freePort, keygen, type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

describe.skipIf(whyNoSshd())('through jump hosts', () => {
  let box: Sshd;
  let gate: Sshd;
  let outer: Sshd;
  let far: Sshd;
  beforeAll(async () => {
    [box, gate, outer, far] = (await Promise.all([1, 2, 3, 4].map(() => startSshd()))) as [
      Sshd,
      Sshd,
      Sshd,
      Sshd,
    ];
  });
  afterAll(() => Promise.all([box, gate, outer, far].map((server) => server?.close())));

  const logins = (server: Sshd): number => server.log().split('Accepted publickey').length - 1;
  /** Connects by a config of these blocks; how often each server let somebody in. */
  async function through(...blocks: string[]): Promise<[unknown, number[]]> {
    const before = [box, gate, outer, far].map(logins);
    const outcome = await tryConnect(sshConfigOf(box.dir, ...blocks));
    return [
      outcome,
      [box, gate, outer, far].map((server, at) => logins(server) - (before[at] ?? 0)),
    ];
  }

  it('one', async () => {
    expect(
      await through(hostBlock('gate', gate), hostBlock('box', box, ['ProxyJump gate'])),
    ).toEqual(['in', [1, 1, 0, 0]]);
  });

  it('three, listed at the target', async () => {
    const hops = [hostBlock('gate', gate), hostBlock('outer', outer), hostBlock('far', far)];
    expect(await through(...hops, hostBlock('box', box, ['ProxyJump far,outer,gate']))).toEqual([
      'in',
      [1, 1, 1, 1],
    ]);
  });

  it('three, each with a ProxyJump of its own', async () => {
    expect(
      await through(
        hostBlock('far', far, ['ProxyJump none']),
        hostBlock('outer', outer, ['ProxyJump far']),
        hostBlock('gate', gate, ['ProxyJump outer']),
        hostBlock('box', box, ['ProxyJump gate']),
        'Host *\n  ProxyJump nowhere\n',
      ),
    ).toEqual(['in', [1, 1, 1, 1]]);
  });

  it('the first of a list with a ProxyJump of its own', async () => {
    expect(
      await through(
        hostBlock('far', far),
        hostBlock('outer', outer, ['ProxyJump far']),
        hostBlock('gate', gate, ['ProxyJump nowhere']),
        hostBlock('box', box, ['ProxyJump outer,gate']),
      ),
    ).toEqual(['in', [1, 1, 1, 1]]);
  });

  it('with the user and the port that the ProxyJump says, whatever the block of the gate says', async () => {
    const wrong = hostBlock('gate', gate, ['User nobody', 'Port 1']);
    const jump = `ProxyJump ${gate.user}@gate:${gate.port}`;
    expect(await through(wrong, hostBlock('box', box, [jump]))).toEqual(['in', [1, 1, 0, 0]]);
  });

  it('logs in to a shared gate once, and leaves it with the last', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const blocks = names.map((name) => hostBlock(name, box, ['ProxyJump gate']));
    const configFile = sshConfigOf(box.dir, hostBlock('gate', gate), ...blocks);
    const transport = sshTransport({ configFile, agent: 'none' });
    const [before, left] = [logins(gate), gate.log().length];
    const open = await Promise.all(names.map((name) => transport.connect({ ...BOX, name })));
    expect(logins(gate) - before).toBe(1);
    const last = open.pop() as Session;
    await Promise.all(open.map((session) => session.close()));
    expect(await last.exec({ line: 'exit 7' }, () => {})).toEqual({ kind: 'exited', code: 7 });
    await last.close();
    await expect
      .poll(() => gate.log().slice(left))
      .toMatch(/Disconnected from user|Connection closed/);
    await (await transport.connect({ ...BOX, name: 'a' })).close();
    expect(logins(gate) - before).toBe(2);
  });

  it('opens a gate anew when it died', async () => {
    const configFile = sshConfigOf(
      box.dir,
      hostBlock('gate', gate),
      hostBlock('box', box, ['ProxyJump gate']),
    );
    const transport = sshTransport({ configFile, agent: 'none' });
    const first = await transport.connect(BOX);
    const other = await sshTransport({ configFile, agent: 'none' }).connect({
      ...BOX,
      name: 'gate',
    });
    // On the gate, the processes of its own connections: the one that carries `box` is among them.
    await other.exec({ line: `kill -KILL $(ps -o pid= --ppid ${gate.pid})` }, () => {});
    await expect
      .poll(() => first.exec({ line: 'true' }, () => {}))
      .toMatchObject({ kind: 'lost', sent: false });
    const second = await transport.connect(BOX);
    expect(await second.exec({ line: 'exit 3' }, () => {})).toEqual({ kind: 'exited', code: 3 });
    await Promise.all([second.close(), first.close(), other.close()]);
  });

  describe('says at which one it failed', () => {
    const box2 = (): string => hostBlock('box', box, ['ProxyJump outer,gate']);

    it('a key that is not the known one', async () => {
      const key = keygen(`${gate.dir}/stranger-${Date.now()}`);
      const stranger = readFileSync(`${key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
      const wrong = hostBlock('gate', gate, [], `[127.0.0.1]:${gate.port} ${stranger}\n`);
      const [error, counts] = await through(hostBlock('outer', outer), wrong, box2());
      expect(error).toMatchObject({
        failure: 'host-key-changed',
        target: 'gate',
        message: expect.stringMatching(
          /^jump host gate, on the way to box: the host key of gate has changed/,
        ),
      });
      expect(counts).toEqual([0, 0, 1, 0]);
    });

    it('an unknown key of the first', async () => {
      const [error, counts] = await through(
        hostBlock('outer', outer, [], ''),
        hostBlock('gate', gate),
        box2(),
      );
      expect(error).toMatchObject({ failure: 'host-key-unknown', target: 'outer' });
      expect(counts).toEqual([0, 0, 0, 0]);
    });

    it('authentication', async () => {
      const key = keygen(`${gate.dir}/refused-${Date.now()}`);
      const refused = hostBlock('gate', { ...gate, identity: key });
      const [error] = await through(hostBlock('outer', outer), refused, box2());
      expect(error).toMatchObject({ failure: 'authentication', target: 'gate' });
    });

    it('a name that does not resolve here', async () => {
      const [error] = await through(
        hostBlock('outer', outer, ['HostName no-such-host.invalid']),
        hostBlock('gate', gate),
        box2(),
      );
      expect(error).toMatchObject({ failure: 'resolution', target: 'outer' });
    });

    it('a name that does not resolve there', async () => {
      const [error] = await through(
        hostBlock('gate', gate),
        hostBlock('box', box, ['ProxyJump gate', 'HostName no-such-host.invalid']),
      );
      expect(error).toMatchObject({
        failure: 'resolution',
        target: 'box',
        message: expect.stringContaining('gate could not reach no-such-host.invalid port'),
        hint: expect.stringContaining('looked up on gate'),
      });
    });

    it('nobody listens behind it', async () => {
      const port = await freePort();
      const [error] = await through(
        hostBlock('gate', gate),
        hostBlock('box', box, ['ProxyJump gate', `Port ${port}`]),
      );
      expect(error).toMatchObject({
        failure: 'unreachable',
        target: 'box',
        message: expect.stringContaining(`gate could not reach 127.0.0.1 port ${port}`),
      });
    });

    it('a gate that forbids to pass', async () => {
      const closed = await startSshd({ config: ['AllowTcpForwarding no'] });
      const [error] = await through(
        hostBlock('gate', closed),
        hostBlock('box', box, ['ProxyJump gate']),
      );
      await closed.close();
      expect(error).toMatchObject({
        failure: 'unreachable',
        hint: expect.stringContaining('AllowTcpForwarding'),
      });
    });
  });

  it.each([
    ['two', ['ProxyJump gate'], ['ProxyJump box'], 'box → gate → box'],
    ['itself', ['ProxyJump box'], [], 'box → box'],
    ['a list', ['ProxyJump gate,box'], [], 'box → box'],
  ])('refuses a circle: %s', async (_name, ofBox, ofGate, circle) => {
    const [error, counts] = await through(
      hostBlock('box', box, ofBox),
      hostBlock('gate', gate, ofGate),
    );
    expect(error).toMatchObject({
      failure: 'configuration',
      message: expect.stringContaining(circle),
    });
    expect(counts).toEqual([0, 0, 0, 0]);
  });
});
