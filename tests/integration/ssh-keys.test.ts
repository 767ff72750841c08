/** The operator's keys against a real sshd: each type, encrypted, in a real agent, too many of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Question, sshTransport } from '../../src/transports/ssh/ssh.ts';
import { type Agent, BOX, sshConfig, startAgent, tryConnect } from './support/client.ts';
import { keygen, type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

describe.skipIf(whyNoSshd())('keys', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd({ config: ['MaxAuthTries 4'] });
  });
  afterAll(() => sshd?.close());

  let count = 0;
  const path = (name: string): string => join(sshd.dir, `${name}_${++count}`);
  /** A key that the server lets in. */
  function allowed(...options: string[]): string {
    const key = path('allowed');
    execFileSync('ssh-keygen', ['-q', '-C', 'test', '-f', key, '-N', '', ...options]);
    appendFileSync(join(sshd.dir, 'authorized_keys'), readFileSync(`${key}.pub`));
    return key;
  }
  const sinceNow = (): (() => string) => {
    const from = sshd.log().length;
    return () => sshd.log().slice(from);
  };

  const TYPES = [
    ['ed25519', ['-t', 'ed25519']],
    ['ecdsa nistp256', ['-t', 'ecdsa', '-b', '256']],
    ['ecdsa nistp384', ['-t', 'ecdsa', '-b', '384']],
    ['ecdsa nistp521', ['-t', 'ecdsa', '-b', '521']],
    ['rsa', ['-t', 'rsa', '-b', '2048']],
    ['rsa in PEM', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
    ['ecdsa in PEM', ['-t', 'ecdsa', '-m', 'PEM']],
  ] as const;
  it.each(TYPES)('%s, from a file and from an agent', async (_name, options) => {
    const key = allowed(...options);
    expect(await tryConnect(sshConfig(sshd, { identity: key }))).toBe('in');
    const agent = await startAgent(sshd.dir);
    agent.add(key);
    const config = sshConfig(sshd, { identity: path('absent') });
    expect(await tryConnect(config, { agent: agent.socket })).toBe('in');
    agent.close();
  });

  it.each(['rsa-sha2-256', 'rsa-sha2-512'])('rsa signs with %s when told to', async (algorithm) => {
    const strict = await startSshd({ config: [`PubkeyAcceptedAlgorithms ${algorithm}`] });
    const key = keygen(path('rsa'), 'rsa');
    copyFileSync(`${key}.pub`, join(strict.dir, 'authorized_keys'));
    const more = [`PubkeyAcceptedAlgorithms ${algorithm}`];
    expect(await tryConnect(sshConfig(strict, { identity: key, more }))).toBe('in');
    await strict.close();
  });

  it('rsa is never signed with SHA-1, unless the config of that host allows it', async () => {
    const old = await startSshd({ config: ['PubkeyAcceptedAlgorithms ssh-rsa'] });
    const key = keygen(path('rsa'), 'rsa');
    copyFileSync(`${key}.pub`, join(old.dir, 'authorized_keys'));
    expect(await tryConnect(sshConfig(old, { identity: key }))).toMatchObject({
      failure: 'authentication',
    });
    await old.close();
  });

  it('PubkeyAcceptedAlgorithms and PubkeyAuthentication leave keys out', async () => {
    const only = sshConfig(sshd, { more: ['PubkeyAcceptedAlgorithms ecdsa-*,rsa-sha2-256'] });
    expect(await tryConnect(only)).toMatchObject({
      message: expect.stringContaining('left out by PubkeyAcceptedAlgorithms'),
    });
    expect(await tryConnect(sshConfig(sshd, { more: ['PubkeyAuthentication no'] }))).toMatchObject({
      failure: 'authentication',
      message: expect.stringContaining('publickey is switched off in the ssh config'),
    });
  });

  describe('encrypted', () => {
    let identity: string;
    beforeAll(() => {
      identity = path('locked');
      copyFileSync(sshd.identity, identity);
      execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', identity]);
    });
    const answering = (...answers: (string | undefined)[]) => {
      const asked: Question[] = [];
      const password = async (question: Question) => {
        asked.push(question);
        return answers[asked.length - 1];
      };
      return { asked, password };
    };

    it('asks again after a wrong passphrase, and once for all hosts', async () => {
      const { asked, password } = answering('wrong', 'open sesame');
      const configFile = sshConfig(sshd, { identity });
      const transport = sshTransport({ configFile, agent: 'none', password });
      for (const _ of [1, 2]) await (await transport.connect(BOX)).close();
      expect(asked).toEqual([
        { kind: 'passphrase', target: 'box', text: `Passphrase of ${identity}:`, echo: false },
        expect.objectContaining({ text: `Wrong passphrase. Passphrase of ${identity}:` }),
      ]);
    });

    it('asks one question for hosts side by side', async () => {
      const { asked, password } = answering('open sesame');
      const configFile = sshConfig(sshd, { identity });
      const transport = sshTransport({ configFile, agent: 'none', password });
      const sessions = await Promise.all(Array.from({ length: 6 }, () => transport.connect(BOX)));
      expect(asked).toHaveLength(1);
      await Promise.all(sessions.map((session) => session.close()));
    });

    it('gives up after three, and at once when no passphrase is given', async () => {
      const wrong = answering('a', 'b', 'c', 'open sesame');
      expect(await tryConnect(sshConfig(sshd, { identity }), wrong)).toMatchObject({
        failure: 'authentication',
        message: expect.stringContaining(`${identity}: encrypted, wrong passphrase`),
      });
      expect(wrong.asked).toHaveLength(3);
      const none = answering(undefined);
      expect(await tryConnect(sshConfig(sshd, { identity }), none)).toMatchObject({
        message: expect.stringContaining('encrypted, no passphrase given'),
      });
    });

    it('says so when there is nobody to ask', async () => {
      expect(await tryConnect(sshConfig(sshd, { identity }))).toMatchObject({
        failure: 'authentication',
        message: expect.stringContaining(`${identity}: encrypted, and there is no terminal`),
      });
    });

    it.each(['OpenSSH', 'PEM'])(
      'is not asked for when the server would not take it (%s)',
      async (format) => {
        const other = path('unknown');
        const options = format === 'PEM' ? ['-t', 'rsa', '-m', 'PEM'] : ['-t', 'ed25519'];
        execFileSync('ssh-keygen', ['-q', '-N', 'secret', '-f', other, ...options]);
        // OpenSSH's own format has the public half within; the old one only beside it.
        if (format === 'OpenSSH') rmSync(`${other}.pub`);
        const { asked, password } = answering();
        const config = sshConfig(sshd, { identity: other });
        expect(await tryConnect(config, { password })).toMatchObject({ failure: 'authentication' });
        expect(asked).toEqual([]);
      },
    );

    it('is asked for at once when nothing tells its public half', async () => {
      const old = allowed('-t', 'rsa', '-m', 'PEM');
      execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'secret', '-m', 'PEM', '-f', old]);
      rmSync(`${old}.pub`);
      const { asked, password } = answering('secret');
      expect(await tryConnect(sshConfig(sshd, { identity: old }), { password })).toBe('in');
      expect(asked).toHaveLength(1);
    });

    it('connects anew when the server hung up while the operator was typing', async () => {
      const impatient = await startSshd({ config: ['LoginGraceTime 1'] });
      copyFileSync(join(sshd.dir, 'authorized_keys'), join(impatient.dir, 'authorized_keys'));
      const password = async (): Promise<string> => {
        const connections = (): number =>
          spawnSync('ps', ['-o', 'pid=', '--ppid', String(impatient.pid)]).stdout.length;
        await expect.poll(connections, { timeout: 8000 }).toBe(0);
        return 'open sesame';
      };
      expect(await tryConnect(sshConfig(impatient, { identity }), { password })).toBe('in');
      await impatient.close();
    });
  });

  describe('in an agent', () => {
    let agent: Agent;
    beforeAll(async () => {
      agent = await startAgent(sshd.dir);
    });
    afterAll(() => agent?.close());
    const options = (): { agent: string } => ({ agent: agent.socket });

    it('is used when it is there', async () => {
      const config = sshConfig(sshd, { identity: path('absent') });
      expect(await tryConnect(config, options())).toMatchObject({ failure: 'authentication' });
      agent.add(sshd.identity);
      expect(await tryConnect(config, options())).toBe('in');
    });

    it('is left alone when IdentitiesOnly names another, and used when it names it', async () => {
      const strict = (identity: string): string =>
        sshConfig(sshd, { identity, more: ['IdentitiesOnly yes'] });
      const other = keygen(path('other'));
      expect(await tryConnect(strict(other), options())).toMatchObject({
        failure: 'authentication',
      });
      // Only its public half is on this machine, as with a token.
      const half = path('half');
      copyFileSync(`${sshd.identity}.pub`, `${half}.pub`);
      expect(await tryConnect(strict(half), options())).toBe('in');
    });

    it('is offered before the others when the config names it, and not again as a file', async () => {
      const many = await startAgent(sshd.dir);
      for (const _ of Array(6)) many.add(keygen(path('many')));
      many.add(sshd.identity);
      const log = sinceNow();
      expect(await tryConnect(sshConfig(sshd), { agent: many.socket })).toBe('in');
      expect(log()).not.toContain('Failed publickey');
      many.close();
    });

    it('with too many others, says what to do', async () => {
      const many = await startAgent(sshd.dir);
      for (const _ of Array(6)) many.add(keygen(path('many')));
      const config = sshConfig(sshd, { identity: path('absent') });
      expect(await tryConnect(config, { agent: many.socket })).toMatchObject({
        failure: 'authentication',
        message: expect.stringContaining('Too many authentication failures'),
        hint: expect.stringContaining('IdentitiesOnly yes'),
      });
      many.close();
    });

    it('that does not answer, the files are tried', async () => {
      const dead = { agent: join(sshd.dir, 'no.sock') };
      expect(await tryConnect(sshConfig(sshd), dead)).toBe('in');
      const config = sshConfig(sshd, { identity: path('absent') });
      expect(await tryConnect(config, dead)).toMatchObject({
        message: expect.stringMatching(/agent: Failed to connect to agent/),
      });
    });
  });
});
