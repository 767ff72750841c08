/** `runbook run` and `resume` against a real OpenSSH server, through the real bundle. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
echo once >> "$HOME/slow"
tries=0
while ! test -e "$HOME/go" && test "$tries" -lt 600; do
  tries=$((tries + 1))
  sleep 0.05
done
echo went on
\`\`\`

## Last

\`\`\`sh run id=last readonly
echo "first: $(wc -l < "$HOME/first"), slow: $(wc -l < "$HOME/slow")"
\`\`\`
`;

describe.skipIf(whyNoSshd())('the command over SSH', () => {
  let sshd: Sshd;
  const projects: CliProject[] = [];

  beforeAll(async () => {
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
    for (const name of ['first', 'slow', 'go']) rmSync(join(sshd.dir, name), { force: true });
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

  it('survives kill -9: finished steps are kept, the one under way is found again and ends once', async () => {
    const cli = project();
    const run = cli.start('run', 'slow', '--yes', '--json');
    await run.shows('"text":"begun');
    run.process.kill('SIGKILL');
    expect((await run.ended).code).toBe('SIGKILL');

    const status = JSON.parse((await cli.run('status', '--json')).stdout);
    expect(status.status).toBe('killed');
    expect(status.steps.map((step: { status: string }) => step.status)).toEqual([
      'done',
      'unknown',
      'pending',
    ]);

    const resumed = cli.start('resume', '--yes', '--json');
    await resumed.shows('attaching to it again');
    writeFileSync(join(sshd.dir, 'go'), '');
    const { code, stdout } = await resumed.ended;
    rmSync(join(sshd.dir, 'go'));
    expect(code).toBe(0);
    expect(stdout).toContain('"type":"step-kept","step":"first"');
    expect(stdout).toContain('"text":"went on\\n"');
    expect(stdout).toContain('"text":"first: 1, slow: 1\\n"');
    // Whether or not the killed session had kept what it showed: it is there once.
    const kept = await cli.run('status', '--output', 'slow');
    expect(kept.stdout).toBe('begun\nwent on\n');
  });

  it('leaves what runs to the host when it is told to end, and finds its exit code', async () => {
    const cli = project();
    const run = cli.start('run', 'slow', '--yes', '--json');
    await run.shows('"text":"begun');
    run.process.kill('SIGTERM');
    const ended = await run.ended;
    expect(ended.code).toBe(130);
    expect(ended.stdout).toContain('left running on web1');
    writeFileSync(join(sshd.dir, 'go'), '');
    const resumed = await cli.run('resume', '--yes', '--json');
    rmSync(join(sshd.dir, 'go'));
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('"text":"first: 1, slow: 1\\n"');
  });

  it('locks a target against a second run, and says who has it', async () => {
    const cli = project();
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
