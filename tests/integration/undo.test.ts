/** `runbook undo` against a real sshd: files byte for byte, kill -9 in the middle, --on-failure. */
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CliProject, cliProject, type Ended } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

/** Bytes that no text editor would keep. */
const OLD = Buffer.from([0xff, 0x00, 0x0a, 0x0d, 0x0a, 0xc3, 0x28, 0x20]);

/** Each step, and each undo, leaves a line in `did`. */
function page(dir: string, last: string): string {
  return `---
title: Change
description: Two commands, two files, and a last step.
targets: web1
---

## One

\`\`\`sh run id=one
echo one >> "$HOME/did"
\`\`\`

\`\`\`sh undo
echo undo-one >> "$HOME/did"
\`\`\`

## Replace

\`\`\`ini put=${dir}/old.conf id=replace mode=0644
new = 1
\`\`\`

## Create

\`\`\`ini put=${dir}/new.conf id=create
new = 2
\`\`\`

## Two

\`\`\`sh run id=two
echo two >> "$HOME/did"
\`\`\`

\`\`\`sh undo
echo undo-two >> "$HOME/did"
echo undoing
while [ -e "$HOME/hold" ]; do sleep 0.05; done
\`\`\`

## Last

\`\`\`sh run id=last
${last}
\`\`\`

\`\`\`sh undo
echo undo-last >> "$HOME/did"
\`\`\`
`;
}

describe.skipIf(whyNoSshd())('undo', () => {
  let sshd: Sshd;
  const projects: CliProject[] = [];
  const path = (name: string) => join(sshd.dir, name);
  const did = () => readFileSync(path('did'), 'utf8').trim().split('\n');
  const events = ({ stdout }: Ended) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  beforeEach(() => {
    for (const name of ['did', 'hold', 'new.conf']) rmSync(path(name), { force: true });
    writeFileSync(path('old.conf'), OLD);
    chmodSync(path('old.conf'), 0o2640);
  });
  afterEach(() => {
    rmSync(path('hold'), { force: true });
    for (const project of projects.splice(0)) project.close();
  });

  function project(last = 'echo last >> "$HOME/did"'): CliProject {
    const made = cliProject(sshd);
    projects.push(made);
    made.addRunbook('change', page(sshd.dir, last));
    return made;
  }

  /** The run's id, once it has ended. */
  async function changed(cli: CliProject, ...options: string[]): Promise<string> {
    const ended = await cli.run('run', 'change', '--yes', '--json', ...options);
    expect(readFileSync(path('old.conf'), 'utf8')).toBe('new = 1\n');
    return events(ended)[0].run;
  }

  function expectFilesBack(): void {
    expect(readFileSync(path('old.conf')).equals(OLD)).toBe(true);
    expect(statSync(path('old.conf')).mode & 0o7777).toBe(0o2640);
    expect(existsSync(path('new.conf'))).toBe(false);
  }

  const status = async (cli: CliProject) => JSON.parse((await cli.run('status', '--json')).stdout);

  it('takes everything back, the last step first, and files byte for byte', async () => {
    const cli = project();
    const run = await changed(cli);
    const { code, stderr } = await cli.run('undo', run, '--yes');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(did()).toEqual(['one', 'two', 'last', 'undo-last', 'undo-two', 'undo-one']);
    expectFilesBack();

    const { status: stands, steps } = await status(cli);
    expect(stands).toBe('undone');
    const forward = steps.filter(({ step }: { step: string }) => !step.startsWith('undo:'));
    expect(forward.map(({ status }: { status: string }) => status)).toEqual(
      Array(5).fill('undone'),
    );
    const resumed = await cli.run('resume', run, '--yes');
    expect(resumed.code).toBe(2);
    expect(resumed.stderr).toContain('runbook run change');
  });

  it('refuses what needs a decision, and names the flag; nothing is sent', async () => {
    const cli = project('echo last >> "$HOME/did"; exit 3');
    const run = await changed(cli);
    const before = did();
    const refused = await cli.run('undo', run, '--yes');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('--include last@web1 or --skip last@web1');
    expect(did()).toEqual(before);
    expect((await status(cli)).status).toBe('failed');

    expect((await cli.run('undo', run, '--yes', '--include', 'last')).code).toBe(0);
    expect(did().slice(before.length)).toEqual(['undo-last', 'undo-two', 'undo-one']);
    expectFilesBack();
  });

  it('goes on after kill -9 in the middle: each step is undone once', async () => {
    const cli = project();
    const run = await changed(cli);
    writeFileSync(path('hold'), '');
    const undo = cli.start('undo', run, '--yes', '--json');
    await undo.shows('"text":"undoing');
    undo.process.kill('SIGKILL');
    await undo.ended;
    rmSync(path('hold'));
    const { code, stderr } = await cli.run('resume', run, '--yes');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(did()).toEqual(['one', 'two', 'last', 'undo-last', 'undo-two', 'undo-one']);
    expectFilesBack();
    expect((await status(cli)).status).toBe('undone');
  });

  it('of a part, killed in the middle, leaves the run as it had ended', async () => {
    const cli = project();
    const run = await changed(cli);
    writeFileSync(path('hold'), '');
    const undo = cli.start('undo', run, '--yes', '--json', '--step', 'two,one');
    await undo.shows('"text":"undoing');
    undo.process.kill('SIGKILL');
    await undo.ended;
    rmSync(path('hold'));
    const { code, stderr } = await cli.run('resume', run, '--yes');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(did()).toEqual(['one', 'two', 'last', 'undo-two', 'undo-one']);
    expect((await status(cli)).status).toBe('succeeded');
  });

  it('of a part leaves the rest, and a second one takes it', async () => {
    const cli = project();
    const run = await changed(cli);
    expect((await cli.run('undo', run, '--yes', '--step', 'two')).code).toBe(0);
    expect(did()).toEqual(['one', 'two', 'last', 'undo-two']);
    expect((await status(cli)).status).toBe('succeeded');
    expect((await cli.run('undo', run, '--yes')).code).toBe(0);
    expect(did().slice(4)).toEqual(['undo-last', 'undo-one']);
    expect((await status(cli)).status).toBe('undone');
  });

  it('overwrites nothing that somebody changed since', async () => {
    const cli = project();
    const run = await changed(cli);
    writeFileSync(path('old.conf'), 'by hand\n');
    const { code, stderr } = await cli.run('undo', run, '--yes', '--step', 'replace');
    expect(code).toBe(1);
    expect(stderr).toContain('was changed by someone since the run wrote it');
    expect(readFileSync(path('old.conf'), 'utf8')).toBe('by hand\n');
  });

  it('follows a failure when asked for, and the exit code stays that of the run', async () => {
    const cli = project('exit 7');
    const ended = await cli.run('run', 'change', '--yes', '--on-failure', 'undo');
    expect(ended.code).toBe(1);
    expect(did()).toEqual(['one', 'two', 'undo-last', 'undo-two', 'undo-one']);
    expectFilesBack();
    expect((await status(cli)).status).toBe('undone');
  });

  it('waits for a person before each step without --yes', async () => {
    const cli = project('exit 7');
    const run = await changed(cli, '--on-failure', 'stop');
    const { code, stderr } = await cli.run('undo', run, '--include', 'last');
    expect(code).toBe(3);
    expect(stderr).toContain('paused');
    expect(did()).toEqual(['one', 'two']);
  });
});
