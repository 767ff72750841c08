/** What a real run leaves: its events, its recording, its reports. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, parseCast } from '../../src/cli/recording/cast.ts';
import { type CliProject, cliProject } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd, writePrivate } from './support/sshd.ts';

const SCHEMAS = join(import.meta.dirname, '../../src/site/public/schemas');
const SECRET = 'correct-horse-battery';

/** @param token file that holds the secret */
const talkative = (token: string): string => `---
title: All kinds of ends
description: A step of each kind.
targets: web1
params:
  file:
    description: where to write
secrets:
  token:
    command: cat ${token}
---

## Say

\`\`\`sh run id=say readonly
echo "token: {{ secrets.token }}"
printf '\\033[31mred\\033[0m \\033[2Jcleared\\n'
\`\`\`

## Done already

\`\`\`sh run id=satisfied
exit 9
\`\`\`

\`\`\`sh check
true
\`\`\`

## Write

\`\`\`text put={{params.file}} id=write
hello
\`\`\`

## Fail

\`\`\`sh run id=fail
echo "so far" >&2
test -e /nonexistent
\`\`\`

\`\`\`sh verify retries=1 every=10ms
true
\`\`\`
`;

describe.skipIf(whyNoSshd())('the evidence of a run over SSH', () => {
  let sshd: Sshd;
  let cli: CliProject;
  let lines: string[];
  let folder: string;

  beforeAll(async () => {
    sshd = await startSshd();
    cli = cliProject(sshd);
    cli.addRunbook('talkative', talkative(writePrivate(join(sshd.dir, 'token'), SECRET)));
    const file = `file=${join(sshd.dir, 'written')}`;
    const reports = ['junit', 'json', 'md'].flatMap((format) => [
      '--report',
      `${format}=${join(cli.folder, `out.${format}`)}`,
    ]);
    const first = await cli.run('run', 'talkative', '--yes', '--json', '--var', file, ...reports);
    const second = await cli.run('resume', '--yes', '--json', '--skip', 'fail');
    lines = (first.stdout + second.stdout).trimEnd().split('\n');
    const runs = join(cli.folder, 'state', 'runbook');
    const run = readdirSync(runs).find((name) => /^\d{8}-/.test(name)) as string;
    folder = join(runs, run);
  });
  afterAll(async () => {
    cli?.close();
    await sshd?.close();
  });

  it('each line of --json is of the served schema', () => {
    const schema = JSON.parse(readFileSync(join(SCHEMAS, 'events.schema.json'), 'utf8'));
    const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(schema);
    const refused = lines.filter((line) => !validate(JSON.parse(line)));
    expect(refused).toEqual([]);
    const types = new Set(lines.map((line) => JSON.parse(line).type));
    const told = [
      'run-started',
      'step-started',
      'step-kept',
      'phase',
      'output',
      'step-ended',
      'run-ended',
    ];
    expect([...types]).toEqual(expect.arrayContaining(told));
  });

  function cast(): Cast {
    return parseCast(readFileSync(join(folder, 'recording.cast'), 'utf8')) as Cast;
  }

  it('the recording has both sessions, a marker for each step, and colours though nobody had a terminal', () => {
    const { events } = cast();
    const markers = events.filter(({ code }) => code === 'm').map(({ text }) => text);
    expect(markers.filter((marker) => /^(run|resumed) by /.test(marker))).toHaveLength(2);
    expect(markers).toEqual(expect.arrayContaining(['say@web1', 'write@web1', 'fail@web1']));
    const text = events.map((event) => event.text).join('');
    expect(text).toContain('\u001b[31mred\u001b[0m');
    expect(text).not.toContain('\u001b[2J');
    expect(text).toContain('All kinds of ends');
  });

  it('replay prints it at once where there is no terminal', async () => {
    const { stdout, code } = await cli.run('replay');
    expect(code).toBe(0);
    expect(stdout).toContain('red cleared');
    expect(stdout).not.toContain('\u001b');
    expect(stdout.match(/^run {5}/gm)).toHaveLength(2);
  });

  it('replay plays it in a terminal, with its colours', (context) => {
    context.skip(spawnSync('which', ['script']).status !== 0, 'script is not installed');
    const runbook = `${process.execPath} ${join(import.meta.dirname, '../../scripts/runbook.cjs')}`;
    const env = { PATH: process.env.PATH, HOME: cli.folder, TERM: 'xterm', LC_ALL: 'C.UTF-8' };
    const played = spawnSync('script', ['-qec', `${runbook} replay --idle 1ms`, '/dev/null'], {
      encoding: 'utf8',
      env: { ...env, XDG_STATE_HOME: join(cli.folder, 'state') },
    });
    expect(played.status).toBe(0);
    expect(played.stdout).toContain('space pauses');
    expect(played.stdout).toContain('\u001b[31mred\u001b[0m');
  });

  it('asciinema plays the recording', (context) => {
    // `cat` wants a terminal: script(1) is one.
    const command = `asciinema cat ${join(folder, 'recording.cast')}`;
    const missing = ['asciinema', 'script'].find((tool) => spawnSync('which', [tool]).status !== 0);
    context.skip(missing !== undefined, `${missing} is not installed`);
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const played = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', env });
    expect(played.status).toBe(0);
    const shown = cast()
      .events.filter(({ code }) => code === 'o')
      .map(({ text }) => text);
    expect(played.stdout.replaceAll(/\r+\n/g, '\n')).toContain(
      shown.join('').replaceAll('\r\n', '\n').trim(),
    );
  });

  it('the reports tell the failure', () => {
    const report = (format: string): string =>
      readFileSync(join(cli.folder, `out.${format}`), 'utf8');
    expect(report('junit')).toContain(
      '<testsuites name="All kinds of ends" tests="4" failures="1"',
    );
    expect(JSON.parse(report('json')).status).toBe('failed');
    expect(report('md')).toContain('| web1 | ✘ failed: exit code 1 |');
  });

  it('holds the secret nowhere', () => {
    const grep = spawnSync('grep', ['-rl', SECRET, cli.folder], { encoding: 'utf8' });
    expect(grep.stdout).toBe('');
    expect(lines.join('\n')).not.toContain(SECRET);
    expect(readFileSync(join(folder, 'blocks.jsonl'), 'utf8')).toContain('‹secret:token›');
  });
});
