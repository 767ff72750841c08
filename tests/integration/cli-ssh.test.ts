/** `runbook run` and `resume` against a real OpenSSH server, through the real bundle. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshBundle } from '../cli/support/bundle.ts';
import { type CliProject, cliProject } from './support/cli.ts';
import { fingerprintOf, keygen, type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

const SLOW = `---
title: Three steps
description: The second takes a while.
targets: web1
---

## First

\`\`\`sh run id=first
echo once >> "$HOME/first"
\`\`\`

## Slow

\`\`\`sh run id=slow
echo begun
test -e "$HOME/quick" || sleep 20
\`\`\`

## Last

\`\`\`sh run id=last readonly
echo "first: $(wc -l < "$HOME/first")"
\`\`\`
`;

describe.skipIf(whyNoSshd())('the command over SSH', () => {
  let sshd: Sshd;
  const projects: CliProject[] = [];

  beforeAll(async () => {
    await freshBundle();
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  afterEach(() => {
    for (const project of projects.splice(0)) project.close();
  });

  function project(knownHosts?: string): CliProject {
    const made = cliProject(sshd, knownHosts);
    projects.push(made);
    made.addRunbook('slow', SLOW);
    return made;
  }

  it('runs a runbook on its targets', async () => {
    const cli = project();
    const { code, stdout } = await cli.run(
      'run',
      'greet',
      '--yes',
      '--json',
      '--var',
      `folder=${sshd.dir}`,
    );
    expect(code).toBe(0);
    expect(stdout).toContain('"text":"hello from web2\\n"');
    expect(readFileSync(join(sshd.dir, 'greeting-web1'), 'utf8')).toBe('hello from web1\n');
  });

  it('survives kill -9: finished steps are kept, the one under way is unknown until decided', async () => {
    const cli = project();
    const run = cli.start('run', 'slow', '--yes', '--json');
    await run.shows('begun');
    run.process.kill('SIGKILL');
    expect((await run.ended).code).toBe('SIGKILL');

    const status = JSON.parse((await cli.run('status', '--json')).stdout);
    expect(status.status).toBe('killed');
    expect(status.steps.map((step: { status: string }) => step.status)).toEqual([
      'done',
      'unknown',
      'pending',
    ]);

    // Nobody can be asked, and nothing says that running it twice does no harm.
    const refused = await cli.run('resume', '--yes', '--json');
    expect(refused.code).toBe(3);

    writeFileSync(join(sshd.dir, 'quick'), '');
    const resumed = await cli.run('resume', '--yes', '--json', '--rerun', 'slow');
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('"type":"step-kept","step":"first"');
    expect(resumed.stdout).toContain('"text":"first: 1\\n"');
  });

  it('locks a target against a second run, and says who has it', async () => {
    const cli = project();
    rmSync(join(sshd.dir, 'quick'), { force: true });
    const first = cli.start('run', 'slow', '--yes', '--json');
    await first.shows('begun');
    const second = await cli.run('run', 'greet', '--yes', '--limit', 'web1');
    first.process.kill('SIGINT');
    expect(second.code).toBe(6);
    expect(second.stderr).toMatch(/web1 is locked by \S+ on \S+ \(process \d+\)/);
    expect((await first.ended).code).toBe(130);
  });

  it('refuses a changed host key, and sends nothing', async () => {
    const other = keygen(join(sshd.dir, `other-${projects.length}-${Date.now()}`));
    const key = readFileSync(`${other}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
    const cli = project(`[127.0.0.1]:${sshd.port} ${key}`);
    const { code, stderr } = await cli.run(
      'run',
      'greet',
      '--yes',
      '--var',
      `folder=${cli.folder}`,
    );
    expect(code).toBe(5);
    expect(stderr).toContain(sshd.fingerprint());
    expect(stderr).toContain(fingerprintOf(`${other}.pub`));
    expect(existsSync(join(cli.folder, 'greeting-web1'))).toBe(false);
  });

  it('refuses an unknown host key', async () => {
    const { code, stderr } = await project('# empty').run('run', 'greet', '--yes');
    expect(code).toBe(5);
    expect(stderr).toContain(sshd.fingerprint());
  });

  it('says that nobody answers, with exit code 4', async () => {
    const gone = await startSshd();
    const cli = cliProject(gone);
    projects.push(cli);
    await gone.close();
    const { code, stderr } = await cli.run('run', 'greet', '--yes');
    expect(code).toBe(4);
    expect(stderr).toContain('runbook resume');
  });

  it('pauses when the link goes under a step: not failed, not done, not run again', async () => {
    const cli = project();
    const cut = 'echo begun; kill -KILL "$PPID"; sleep 5';
    cli.addRunbook('cut', SLOW.replace(/echo begun\n.*/, cut));
    const { code, stderr } = await cli.run('run', 'cut', '--yes');
    expect(code).toBe(3);
    expect(stderr).toContain('nobody knows how a step ended');
    expect((await cli.run('resume', '--yes')).code).toBe(3);
    expect((await cli.run('resume', '--yes', '--done', 'slow')).code).toBe(0);
  });

  it('stops at a manual step without a terminal, with exit code 3', async () => {
    const cli = project();
    const { code, stderr } = await cli.run('run', 'with-person', '--yes');
    expect(code).toBe(3);
    expect(stderr).toContain('Press the green button');
    const resumed = await cli.run('resume', '--yes', '--done', 'press', '--json');
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('"text":"pressed\\n"');
  });
});
