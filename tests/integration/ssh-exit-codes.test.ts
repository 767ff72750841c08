/** Each way in which a connection fails has its own exit code: the real command, real servers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, cliProject, type Ended } from './support/cli.ts';
import { hostBlock } from './support/client.ts';
import { freePort, keygen, type Sshd, startSshd, whyNoSshd, writePrivate } from './support/sshd.ts';

const LOOK =
  '---\ntitle: Look\ndescription: Says who it is.\ntargets: web1\n---\n\n## Look\n\n```sh run id=look readonly\nhostname\n```\n';

describe.skipIf(whyNoSshd())('the exit code says what failed', () => {
  let sshd: Sshd;
  let cli: CliProject;
  beforeAll(async () => {
    sshd = await startSshd();
    cli = cliProject(sshd);
    cli.addRunbook('look', LOOK);
  });
  afterAll(async () => {
    cli?.close();
    await sshd?.close();
  });

  /** Runs with an ssh config of these lines for web1, and blocks before. */
  function run(more: readonly string[], blocks = '', knownHosts?: string): Promise<Ended> {
    const config = `${blocks}${hostBlock('web1', sshd, more, knownHosts)}`;
    writePrivate(join(cli.folder, 'ssh_config'), config);
    return cli.run('run', 'look', '--yes');
  }

  it('0: nothing', async () => {
    expect(await run([])).toMatchObject({ code: 0 });
  });

  it('4: nobody listens', async () => {
    expect(await run([`Port ${await freePort()}`])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('refused the connection'),
    });
  });

  it('5: the host key', async () => {
    expect(await run([], '', '# empty\n')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining(sshd.fingerprint()),
    });
  });

  it('8: authentication', async () => {
    const key = keygen(join(sshd.dir, 'refused'));
    expect(await run([`IdentityFile ${key}`, 'PubkeyAuthentication no'])).toMatchObject({
      code: 8,
      stderr: expect.stringContaining('did not let'),
    });
  });

  it('9: the name', async () => {
    expect(await run(['HostName no-such-host.invalid'])).toMatchObject({
      code: 9,
      stderr: expect.stringMatching(/no-such-host\.invalid.*(resolve)/),
    });
  });

  it('2: the ssh config', async () => {
    expect(await run(['ProxyCommand nc %h %p'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Say it as ProxyJump'),
    });
    expect(await run(['Port ssh'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/ssh_config:2: port is “ssh”/),
    });
  });

  it('the same at a jump host, which is named', async () => {
    const gate = (...lines: string[]): string => hostBlock('gate', sshd, lines);
    const unknown = hostBlock('gate', sshd, [], '# empty\n');
    const port = await freePort();
    for (const [block, code] of [
      [gate(`Port ${port}`), 4],
      [unknown, 5],
      [gate('PubkeyAuthentication no'), 8],
      [gate('HostName no-such-host.invalid'), 9],
    ] as const) {
      expect(await run(['ProxyJump gate'], block)).toMatchObject({
        code,
        stderr: expect.stringContaining('jump host gate, on the way to web1'),
      });
    }
  });

  it('the journal keeps the reason', async () => {
    await run(['HostName no-such-host.invalid']);
    const { stdout } = await cli.run('status', '--json');
    const { run: id } = JSON.parse(stdout) as { run: string };
    const journal = join(cli.folder, 'state', 'runbook', id, 'journal.jsonl');
    expect(readFileSync(journal, 'utf8')).toContain('"reason":"resolution"');
  });
});
