/**
 * What only a person can answer: one-time codes, several prompts, two proofs in a row.
 * Against ssh2's own server where a real one would need PAM; `publickey,publickey` and
 * refused passwords against a real sshd.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AuthContext, KeyboardAuthContext, Prompt } from 'ssh2';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Question, sshTransport } from '../../src/transports/ssh/ssh.ts';
import { BOX, sshConfig, startAgent, tryConnect } from './support/client.ts';
import { keygen, type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

describe.skipIf(whyNoSshd())('questions', () => {
  let sshd: Sshd;
  const servers: ssh2.Server[] = [];
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A server of ssh2's, with the host key of the real one; gives what leads to it. */
  async function serve(decide: (context: AuthContext) => void): Promise<Sshd> {
    const hostKeys = [readFileSync(join(sshd.dir, 'host_ed25519'))];
    const server = new ssh2.Server({ hostKeys }, (client) => {
      client.on('authentication', decide).on('error', () => {});
      client.on('session', (accept) =>
        accept().on('exec', (acceptExec) => {
          const channel = acceptExec();
          channel.write('in\n');
          channel.exit(0);
          channel.end();
        }),
      );
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    return { ...sshd, port, knownHost: () => `[127.0.0.1]:${port} ${sshd.hostKeys.ed25519}` };
  }

  const answering = (...answers: (string | undefined)[]) => {
    const asked: Question[] = [];
    const password = async (question: Question) => {
      asked.push(question);
      return answers[asked.length - 1];
    };
    return { asked, password };
  };
  const kinds = (asked: readonly Question[]): string[] => asked.map(({ kind }) => kind);
  const interactive = (context: AuthContext): context is KeyboardAuthContext =>
    context.method === 'keyboard-interactive';
  /** Asks each round of prompts, then lets in who answered all of them. */
  function asking(rounds: Prompt[][], right: string[], title = '', text = '') {
    return (context: AuthContext): void => {
      if (!interactive(context)) {
        context.reject(['keyboard-interactive']);
        return;
      }
      const given: string[] = [];
      const next = (round: number): void => {
        const prompts = rounds[round];
        if (prompts)
          context.prompt(prompts, title, text, (answers) => {
            given.push(...answers);
            next(round + 1);
          });
        else if (given.join() === right.join()) context.accept();
        else context.reject(['keyboard-interactive']);
      };
      next(0);
    };
  }

  it('a one-time code after a password, in two rounds', async () => {
    const rounds = [
      [{ prompt: 'Password: ', echo: false }],
      [{ prompt: 'Code: ', echo: true }],
      [],
    ];
    const server = await serve(asking(rounds, ['pw', '123456']));
    const { asked, password } = answering('pw', '123456');
    expect(await tryConnect(sshConfig(server), { password })).toBe('in');
    const who = `(${sshd.user}@127.0.0.1)`;
    expect(asked).toEqual([
      { kind: 'keyboard-interactive', target: 'box', text: `${who} Password:`, echo: false },
      { kind: 'keyboard-interactive', target: 'box', text: `${who} Code:`, echo: true },
    ]);
  });

  it('several prompts in one round, with what the server explains, without its control characters', async () => {
    const prompts = [
      { prompt: '\u001b[2JFirst:\u0007 ', echo: false },
      { prompt: 'Second: ', echo: false },
    ];
    const server = await serve(asking([prompts], ['1', '2'], 'Two-factor', 'Push\r\nsent.'));
    const { asked, password } = answering('1', '2');
    expect(await tryConnect(sshConfig(server), { password })).toBe('in');
    expect(asked.map(({ text }) => text)).toEqual([
      `(${sshd.user}@127.0.0.1) Two-factor\nPush\nsent.\nFirst:`,
      `(${sshd.user}@127.0.0.1) Second:`,
    ]);
  });

  it('a wrong code is asked again, NumberOfPasswordPrompts times', async () => {
    const server = await serve(asking([[{ prompt: 'Code:', echo: true }]], ['right']));
    const twice = answering('wrong', 'right');
    expect(await tryConnect(sshConfig(server), twice)).toBe('in');
    const never = answering('a', 'b', 'c', 'd');
    const config = sshConfig(server, { more: ['NumberOfPasswordPrompts 2'] });
    expect(await tryConnect(config, never)).toMatchObject({
      failure: 'authentication',
      message: expect.stringContaining('tried: keyboard-interactive, keyboard-interactive;'),
    });
    expect(never.asked).toHaveLength(2);
  });

  it('who gives no answer is not asked again', async () => {
    const server = await serve(asking([[{ prompt: 'Code:', echo: true }]], ['right']));
    const { asked, password } = answering(undefined);
    expect(await tryConnect(sshConfig(server), { password })).toMatchObject({
      failure: 'authentication',
    });
    expect(asked).toHaveLength(1);
  });

  const BOTH = ['keyboard-interactive', 'password'] as const;
  const refuseAll = (context: AuthContext): void => {
    if (interactive(context))
      context.prompt([{ prompt: 'Code:', echo: true }], () => context.reject([...BOTH]));
    else context.reject([...BOTH]);
  };
  it.each([
    [[], ['keyboard-interactive', 'password']],
    [
      ['PreferredAuthentications password,keyboard-interactive'],
      ['password', 'keyboard-interactive'],
    ],
    [['PreferredAuthentications password'], ['password']],
    [['PasswordAuthentication no'], ['keyboard-interactive']],
    [['KbdInteractiveAuthentication no'], ['password']],
  ])('in the order of the config: %s', async (more, expected) => {
    const server = await serve(refuseAll);
    const { asked, password } = answering('x', 'y');
    const config = sshConfig(server, { more: ['NumberOfPasswordPrompts 1', ...more] });
    expect(await tryConnect(config, { password })).toMatchObject({ failure: 'authentication' });
    expect(kinds(asked)).toEqual(expected);
  });

  it('a password lets in', async () => {
    const server = await serve((context) => {
      if (context.method === 'password' && context.password === 'pw') context.accept();
      else context.reject(['password']);
    });
    const { asked, password } = answering('wrong', 'pw');
    expect(await tryConnect(sshConfig(server), { password })).toBe('in');
    expect(asked.map(({ text, echo }) => [text, echo])).toEqual(
      Array(2).fill([`Password of ${sshd.user}@127.0.0.1:`, false]),
    );
  });

  it('a real sshd refuses three wrong passwords, and says that there is no terminal', async () => {
    const open = await startSshd({
      config: ['PasswordAuthentication yes', 'PubkeyAuthentication no'],
    });
    const { asked, password } = answering('a', 'b', 'c', 'd');
    expect(await tryConnect(sshConfig(open), { password })).toMatchObject({
      failure: 'authentication',
    });
    expect(kinds(asked)).toEqual(['password', 'password', 'password']);
    expect(await tryConnect(sshConfig(open))).toMatchObject({
      message: expect.stringContaining('there is no terminal to ask for it'),
    });
    await open.close();
  });

  describe('two proofs', () => {
    /** Takes a key (any that is signed for), then a code. */
    const keyThenCode = (context: AuthContext): void => {
      if (context.method === 'publickey') {
        if (!context.signature) context.accept();
        else {
          hasKey.add(context.username);
          context.reject(['keyboard-interactive'], true);
        }
      } else if (interactive(context) && hasKey.has(context.username))
        context.prompt([{ prompt: 'Code:', echo: true }], ([code]) =>
          code === '42' ? context.accept() : context.reject(['keyboard-interactive']),
        );
      else context.reject(hasKey.has(context.username) ? ['keyboard-interactive'] : ['publickey']);
    };
    const hasKey = new Set<string>();
    afterEach(() => hasKey.clear());

    it.each(['a file', 'an agent'])('a key from %s, then a code', async (from) => {
      const server = await serve(keyThenCode);
      const agent = await startAgent(sshd.dir);
      agent.add(sshd.identity);
      agent.add(keygen(join(sshd.dir, `second-${Date.now()}`)));
      const { asked, password } = answering('42');
      const options = from === 'a file' ? { password } : { password, agent: agent.socket };
      expect(await tryConnect(sshConfig(server), options)).toBe('in');
      expect(kinds(asked)).toEqual(['keyboard-interactive']);
      agent.close();
    });

    it('says that the key was accepted, and not enough', async () => {
      const server = await serve(keyThenCode);
      expect(await tryConnect(sshConfig(server))).toMatchObject({
        failure: 'authentication',
        message: expect.stringContaining(
          `tried: ${sshd.identity} (accepted, but not enough); the server takes: keyboard-interactive`,
        ),
      });
    });

    it('a code, then a key', async () => {
      let hasCode = false;
      const server = await serve((context) => {
        if (interactive(context) && !hasCode)
          context.prompt([{ prompt: 'Code:', echo: true }], () => {
            hasCode = true;
            context.reject(['publickey'], true);
          });
        else if (context.method === 'publickey' && hasCode) context.accept();
        else context.reject([hasCode ? 'publickey' : 'keyboard-interactive']);
      });
      const { password } = answering('42');
      expect(await tryConnect(sshConfig(server), { password })).toBe('in');
    });

    it('two keys, for a real sshd', async () => {
      const strict = await startSshd({ config: ['AuthenticationMethods publickey,publickey'] });
      const second = keygen(join(strict.dir, 'second'));
      appendFileSync(join(strict.dir, 'authorized_keys'), readFileSync(`${second}.pub`));
      const one = sshConfig(strict);
      expect(await tryConnect(one)).toMatchObject({ failure: 'authentication' });
      const both = sshConfig(strict, { more: [`IdentityFile ${second}`] });
      expect(await tryConnect(both)).toBe('in');
      await strict.close();
    });
  });

  it('of several hosts at once are asked one after another', async () => {
    const server = await serve(asking([[{ prompt: 'Code:', echo: true }]], ['right']));
    let open = 0;
    const most: number[] = [];
    const password = async (): Promise<string> => {
      most.push(++open);
      await new Promise((done) => setTimeout(done, 5));
      open -= 1;
      return 'right';
    };
    const transport = sshTransport({ configFile: sshConfig(server), agent: 'none', password });
    const sessions = await Promise.all(Array.from({ length: 5 }, () => transport.connect(BOX)));
    expect(most).toEqual([1, 1, 1, 1, 1]);
    await Promise.all(sessions.map((session) => session.close()));
  });
});
