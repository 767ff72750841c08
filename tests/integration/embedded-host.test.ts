/** The embedded host: a real server and shell, and nothing of the machine within reach. */
import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type EmbeddedHost,
  type Isolation,
  startEmbeddedHost,
} from '../../scripts/embedded-host/embedded-host.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import type { ExecRequest, Session } from '../../src/transports/transport.ts';

const ADDRESS = '198.51.100.7';
const ISOLATIONS: readonly Isolation[] = ['bubblewrap', 'user-namespace', 'chroot'];

async function available(isolation: Isolation): Promise<boolean> {
  try {
    await (await startEmbeddedHost({ aliases: ['probe'], isolation })).close();
    return true;
  } catch (error) {
    console.warn(`skipped: ${(error as Error).message}`);
    return false;
  }
}

for (const isolation of ISOLATIONS) {
  describe.skipIf(!(await available(isolation)))(`an embedded host by ${isolation}`, () => {
    let host: EmbeddedHost;
    const sessions: Record<string, Session> = {};
    const run = async (request: ExecRequest | string, alias = 'alpha') => {
      let text = '';
      const line = typeof request === 'string' ? { line: request } : request;
      const end = await sessions[alias]!.exec(line, (chunk) => {
        text += chunk.text;
      });
      return { end, text };
    };
    const shared = isolation === 'chroot';

    beforeAll(async () => {
      const aliases = ['alpha', 'beta'];
      host = await startEmbeddedHost({ aliases, isolation, loopbackAddresses: [ADDRESS] });
      const transport = sshTransport({ configFile: host.sshConfigPath });
      for (const name of aliases)
        sessions[name] = await transport.connect({ name, hostKeys: [], platform: 'posix' });
    });
    afterAll(async () => {
      await Promise.all(Object.values(sessions).map((session) => session.close()));
      await host?.close();
    });

    it('says what it is', () => {
      expect(host.isolation).toBe(isolation);
      expect(host.hostKeyFingerprint).toMatch(/^SHA256:/);
      expect(host.notes.length > 0).toBe(shared);
      expect(statSync(host.identityPath).mode & 0o777).toBe(0o600);
    });

    it('is root, in a home, with a plain environment', async () => {
      const { text } = await run('id -u; pwd; echo $HOME $USER; env | grep -c ^npm_');
      expect(text).toBe('0\n/root\n/root root\n0\n');
    });

    it('keeps the files of a host from one command to the next, and apart from the other host', async () => {
      const path = '/etc/network/if-up.d/written';
      const written = await run(`printf '#!/bin/sh\\necho ran\\n' >${path} && chmod 0755 ${path}`);
      expect(written.end).toEqual({ kind: 'exited', code: 0 });
      expect((await run(path)).text).toBe('ran\n');
      expect(readFileSync(join(host.root, path), 'utf8')).toContain('echo ran');
      expect((await run(`test -e ${path}`, 'beta')).end).toEqual({ kind: 'exited', code: 1 });
    });

    it('does not reach the files of the machine', async () => {
      const name = `embedded-host-${randomUUID()}`;
      const folders = ['/etc', '/var/tmp', '/tmp', '/root', '/usr', '/usr/local', '/usr/bin'];
      await run(`for folder in ${folders.join(' ')}; do echo x >$folder/${name}; done 2>/dev/null`);
      for (const folder of folders) expect(existsSync(join(folder, name))).toBe(false);
      expect((await run('cat /etc/passwd')).text).not.toBe(readFileSync('/etc/passwd', 'utf8'));
      const { end } = await run(`test -e ${process.cwd()}/package.json`);
      expect(end).toEqual({ kind: 'exited', code: 1 });
    });

    it.skipIf(shared)('has a network and processes of its own', async () => {
      expect((await run('hostname')).text).toBe('alpha\n');
      expect((await run(`ping -c 1 -W 1 ${ADDRESS} >/dev/null`)).end).toMatchObject({ code: 0 });
      expect((await run('ls /sys/class/net 2>/dev/null; cat /proc/net/dev')).text).not.toMatch(
        /eth0|ens/,
      );
      const { end } = await run(`kill -0 ${process.pid}`);
      expect(end).not.toEqual({ kind: 'exited', code: 0 });
    });

    it.skipIf(shared)(
      'can not make the read-only /usr writable, nor set a kernel value',
      async () => {
        const tries = ['mount -o remount,rw,bind /usr', 'echo 1 >/proc/sys/vm/drop_caches'];
        for (const line of tries)
          expect((await run(`${line} 2>/dev/null`)).end).not.toEqual({ kind: 'exited', code: 0 });
      },
    );

    it.skipIf(shared)('has terminals, with answers', async () => {
      const { end, text } = await run({
        line: 'printf \'Sure? \'; read -r x; echo "[$x]"; exit 4',
        pty: true,
        answers: [{ prompt: /Sure\? $/, reply: 'yes' }],
      });
      expect(end).toEqual({ kind: 'exited', code: 4 });
      expect(text).toContain('[yes]\n');
    });

    it('ends a command that takes too long, and keeps what was detached from it', async () => {
      const mark = `/tmp/${randomUUID()}`;
      await run(`setsid sh -c 'sleep 0.5; touch ${mark}' >/dev/null 2>&1 </dev/null &`);
      const { end } = await run({ line: 'sleep 60; echo never', timeoutMs: 100 });
      expect(end).toEqual({ kind: 'timeout', afterMs: 100 });
      await expect.poll(async () => (await run(`test -e ${mark} && echo yes`)).text).toBe('yes\n');
    });

    it('lets in only the key that it made', async () => {
      const identity = join(host.sshConfigPath, '..', 'other');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', identity]);
      const transport = sshTransport({
        agent: 'none',
        configFile: '/dev/null',
        identityFiles: [identity],
        knownHostsFiles: [host.knownHostsPath],
      });
      const { port } = host;
      const target = { name: 'x', address: '127.0.0.1', port, user: 'root', hostKeys: [] };
      await expect(transport.connect({ ...target, platform: 'posix' })).rejects.toMatchObject({
        failure: 'authentication',
      });
    });

    it('is understood by OpenSSH’s own client', async () => {
      const command = [
        '-F',
        host.sshConfigPath,
        '-o',
        'BatchMode=yes',
        'beta',
        'echo "$0"; exit 3',
      ];
      // Not execFileSync: the server lives in this very process.
      const ended = promisify(execFile)('ssh', command);
      await expect(ended).rejects.toMatchObject({ code: 3, stdout: '/bin/sh\n' });
    });
  });
}

it('leaves nothing behind', async () => {
  const host = await startEmbeddedHost({ aliases: ['one'] });
  const session = await sshTransport({ configFile: host.sshConfigPath }).connect({
    name: 'one',
    hostKeys: [],
    platform: 'posix',
  });
  const running = session.exec({ line: 'sleep 300' }, () => {});
  await session.exec({ line: 'setsid sleep 301 >/dev/null 2>&1 &' }, () => {});
  await host.close();
  expect(await running).toMatchObject({ kind: expect.stringMatching(/lost|signaled/) });
  expect(existsSync(host.root)).toBe(false);
});
