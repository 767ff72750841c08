/** A run that one operator began, and a colleague goes on with from a copy of its folder. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listRuns } from '../../src/journal/runs-fs.ts';
import { type CliProject, cliProject } from './support/cli.ts';
import { type Sshd, startSshd } from './support/sshd.ts';

const HOME = join(import.meta.dirname, '..', '..');

let sshd: Sshd;
let mine: CliProject;
let theirs: CliProject;

beforeAll(async () => {
  sshd = await startSshd();
  mine = cliProject(sshd);
  theirs = cliProject(sshd);
});

afterAll(async () => {
  mine.close();
  theirs.close();
  await sshd.close();
});

function runbook(effects: string): string {
  const step = (id: string, script: string): string =>
    `## ${id}\n\n\`\`\`sh run id=${id}\n${script}\n\`\`\`\n`;
  const steps = [
    step('one', `echo one >> ${effects}`),
    step('two', `test -e ${effects}.ready\necho two >> ${effects}`),
  ];
  return `---\ntitle: Handed over\ntargets: web1\n---\n\n${steps.join('\n')}`;
}

/** On another machine, as far as one can tell: root may give a namespace its own name. */
function asColleague(...args: string[]) {
  const command = [process.execPath, join(HOME, 'scripts', 'runbook.cjs'), ...args];
  const named = process.getuid?.() === 0;
  const script = named ? 'hostname colleague && exec "$@"' : 'exec "$@"';
  const [head, ...rest] = [
    ...(named ? ['unshare', '-u'] : []),
    'sh',
    '-c',
    script,
    'sh',
    ...command,
  ];
  return spawnSync(head as string, rest, {
    cwd: join(theirs.folder, 'project'),
    env: {
      PATH: process.env.PATH,
      HOME: theirs.folder,
      XDG_STATE_HOME: join(theirs.folder, 'state'),
    },
    encoding: 'utf8',
  });
}

it('goes on there, does nothing twice, and says who did what', async () => {
  const effects = join(mine.folder, 'effects.txt');
  for (const project of [mine, theirs]) project.addRunbook('handed-over', runbook(effects));
  const first = await mine.run('run', 'handed-over', '--yes', '--non-interactive');
  expect(first.code).toBe(1);

  const [run] = listRuns(join(mine.folder, 'state', 'runbook'));
  if (!run) throw new Error('there is no run');
  const copy = join(theirs.folder, 'state', 'runbook', run.run);
  mkdirSync(join(theirs.folder, 'state', 'runbook'), { recursive: true });
  cpSync(run.folder, copy, { recursive: true });
  // As `scp -r` leaves it.
  chmodSync(copy, 0o755);
  chmodSync(join(copy, 'journal.jsonl'), 0o644);
  rmSync(run.folder, { recursive: true });
  writeFileSync(`${effects}.ready`, '');

  const config = ['--ssh-config', join(theirs.folder, 'ssh_config')];
  const flags = ['--yes', '--non-interactive', '--rerun', 'two'];
  const second = asColleague('resume', run.run, ...config, ...flags);
  expect(second.stderr).toMatch(/Others could read .*journal\.jsonl: now only its owner can/);
  expect(second.status).toBe(0);
  expect(readFileSync(effects, 'utf8')).toBe('one\ntwo\n');

  const [resumed] = listRuns(join(theirs.folder, 'state', 'runbook'));
  expect(resumed?.problems).toEqual([]);
  expect(resumed?.state.steps.map(({ endedIn }) => endedIn)).toEqual([0, 1]);
  const machines = resumed?.state.sessions.map(({ machine }) => machine);
  if (process.getuid?.() === 0) expect(machines?.[1]).toBe('colleague');
  expect(machines).toHaveLength(2);
  expect((statSync(copy).mode & 0o777).toString(8)).toBe('700');
});

it('is refused after a damage, with the line; status still tells what is before', async () => {
  const state = join(theirs.folder, 'state', 'runbook');
  const [run] = listRuns(state);
  if (!run) throw new Error('there is no run');
  const path = join(run.folder, 'journal.jsonl');
  const lines = readFileSync(path, 'utf8').split('\n');
  const last = lines.findIndex((line) => line.includes('"type":"run-ended"'));
  const cut = [...lines.slice(0, last - 1), (lines[last - 1] ?? '').replace('two', 'tvo'), ''];
  writeFileSync(path, [...cut.slice(0, -2), '{"seq":1}', cut.at(-2), ''].join('\n'));
  const refused = asColleague('resume', run.run, '--non-interactive');
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain(`${path}:${cut.length - 1}:1`);
  expect(refused.stderr).toMatch(/What is known ends with record \d+/);
  const status = asColleague('status', run.run);
  expect(status.stdout).toMatch(/one +web1 +changed/);
  expect(status.stdout + status.stderr).toMatch(/This line is not a record/);
});
