/** The real command where its state folder can't be written, or no longer. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRuns } from '../../src/journal/runs-fs.ts';
import { sshConfigFor } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd, writePrivate } from './support/sshd.ts';

const HOME = join(import.meta.dirname, '..', '..');
const CLI = `${process.execPath} ${join(HOME, 'scripts', 'runbook.cjs')}`;
const base = mkdtempSync(join(tmpdir(), 'runbook-state-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A disk of our own needs a mount namespace: root has it, others where the kernel lets them. */
const UNSHARE = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
const hasMounts =
  spawnSync('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

interface Place {
  readonly project: string;
  readonly disk: string;
  readonly effects: string;
  /** Where the disk's content is after the namespace is gone. */
  readonly saved: string;
}

/** More records than fit into what is left of a block when the disk is full. */
const REST = Array.from({ length: 14 }, (_, index) => `rest-${index}`);

/** A project whose first step is given; all leave a trace. */
function place(name: string, first: (place: Place) => string): Place {
  const folder = join(base, name);
  const here = {
    project: join(folder, 'project'),
    disk: join(folder, 'disk'),
    effects: join(folder, 'effects.txt'),
    saved: join(folder, 'saved'),
  };
  cpSync(join(HOME, 'tests', 'cli', 'project'), here.project, { recursive: true });
  mkdirSync(here.disk);
  const trace = (id: string) => `echo ${id} >> ${here.effects}`;
  const steps = REST.map((id) => `## ${id}\n\n\`\`\`sh run id=${id}\n${trace(id)}\n\`\`\`\n`);
  const runbook = `---
title: Many steps
targets: web1
---

## One

\`\`\`sh run id=one
${trace('one')}
${first(here)}
\`\`\`

${steps.join('\n')}`;
  writeFileSync(join(here.project, 'runbooks', 'many.mdx'), runbook);
  return here;
}

/** Runs a script of the shell where `disk` is a disk of 400 KiB, then saves what is on it. */
function onSmallDisk(here: Place, script: string, options = 'size=400k') {
  const all = `mount -t tmpfs -o ${options},mode=700 tmpfs ${here.disk} || exit 99
run() { ${CLI} "$@"; echo "exit $?"; }
${script}
cp -r ${here.disk} ${here.saved}`;
  const env = { PATH: process.env.PATH, HOME: here.disk, XDG_STATE_HOME: here.disk };
  const { stdout, stderr } = spawnSync('unshare', [...UNSHARE, 'sh', '-c', all], {
    cwd: here.project,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  return { exits: [...stdout.matchAll(/^exit (\d+)$/gm)].map((match) => Number(match[1])), stderr };
}

const RUN = 'run run many --transport local --yes --non-interactive';

function effects({ effects }: Place): string[] {
  return existsSync(effects) ? readFileSync(effects, 'utf8').trim().split('\n') : [];
}

function statuses({ saved }: Place): string[] {
  const [run] = listRuns(join(saved, 'runbook'));
  return run?.state.steps.map(({ status }) => status) ?? [];
}

describe.runIf(hasMounts)('a state folder', () => {
  it('that is full: nothing is sent', () => {
    const here = place('full', () => 'true');
    const fill = `head -c 1M /dev/zero > ${here.disk}/filler 2>/dev/null`;
    const { exits, stderr } = onSmallDisk(here, `${fill}\n${RUN}`);
    expect(stderr).toMatch(/can not be written: no space left on its disk/);
    expect([exits, effects(here)]).toEqual([[1], []]);
  });

  it('that is read-only: nothing is sent', () => {
    const here = place('read-only', () => 'true');
    const { exits, stderr } = onSmallDisk(here, RUN, 'size=400k,ro');
    expect(stderr).toMatch(
      /can not be written: (a folder is missing and can not be made: )?its disk is mounted read-only/,
    );
    expect([exits, effects(here)]).toEqual([[1], []]);
  });

  it('that fills up during a run: what was done is recorded or unknown, and no more is sent', () => {
    const here = place('fills-up', fill);
    const { exits, stderr } = onSmallDisk(here, `${RUN}\n${mend(here)}`);
    expectStopped(stderr);
    expect(exits).toEqual([1]);
    const done = effects(here);
    expect(done.length).toBeLessThan(REST.length);
    const expected = ['one', ...REST].map((id) => (done.includes(id) ? /done|unknown/ : /pending/));
    for (const [index, status] of statuses(here).entries())
      expect(status).toMatch(expected[index] as RegExp);
    expect(statuses(here).filter((status) => status === 'unknown').length).toBeLessThan(2);
  });

  it('that a step fills with its output: how it ended is recorded or unknown, and no more is sent', () => {
    const here = place('output', () => 'yes output of a step | head -c 1M; exit 3');
    const { exits, stderr } = onSmallDisk(here, RUN);
    expectStopped(stderr);
    expect(stderr).toMatch(/the output of this step can not be kept/);
    expect([exits, effects(here)]).toEqual([[1], ['one']]);
    expect(statuses(here)[0]).toMatch(/failed|unknown/);
    expect(statuses(here)[1]).toBe('pending');
  });

  it('that was mended: the run goes on, and nothing is done twice', () => {
    const here = place('mended', fill);
    const resume = 'run resume --transport local --yes --non-interactive';
    // The step of which the end could not be recorded is known from what it left.
    const last = `$(tail -n 1 ${here.effects})`;
    const { exits } = onSmallDisk(here, `${RUN}\n${mend(here)}\n${resume} --done ${last}`);
    expect(exits).toEqual([1, 0]);
    expect(effects(here)).toEqual(['one', ...REST]);
    expect(new Set(statuses(here))).toEqual(new Set(['done']));
  });
});

/** The disk changes while a step runs on a real host: the shell that changes it waits for the step. */
describe.runIf(hasMounts && !whyNoSshd())('a state folder, while a host is at work,', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());

  it.each([
    ['fills up', (here: Place) => fill(here), (here: Place) => mend(here), /no space left/],
    [
      'becomes read-only',
      ({ disk }: Place) => `mount --bind ${disk} ${disk}; mount -o remount,bind,ro ${disk}`,
      ({ disk }: Place) => `umount ${disk}`,
      /mounted read-only/,
    ],
  ] as const)(
    '%s: nothing more is sent, and it goes on once it is mended',
    (name, spoil, put, why) => {
      const here = place(
        `ssh ${name}`.replaceAll(' ', '-'),
        ({ effects }) => `while [ ! -e ${effects}.go ]; do sleep 0.05; done`,
      );
      const known = writePrivate(join(sshd.dir, 'known_hosts'), `${sshd.knownHost()}\n`);
      const config = writePrivate(join(sshd.dir, 'ssh_config'), sshConfigFor(sshd, known));
      const options = `--yes --non-interactive --ssh-config ${config}`;
      const script = `run run many ${options} &
while [ ! -s ${here.effects} ]; do sleep 0.05; done
${spoil(here)}
touch ${here.effects}.go
wait
${put(here)}
cp ${here.effects} ${here.effects}.stopped
run resume ${options} --done one`;
      const { exits, stderr } = onSmallDisk(here, script);
      expect(stderr).toMatch(why);
      expect(stderr).toMatch(/next: runbook resume/);
      expect(stderr).not.toMatch(/internal error|undefined/);
      expect(exits).toEqual([1, 0]);
      // Not even the first record of the next step could be written.
      expect(readFileSync(`${here.effects}.stopped`, 'utf8')).toBe('one\n');
      expect(effects(here)).toEqual(['one', ...REST]);
      expect(new Set(statuses(here))).toEqual(new Set(['done']));
    },
  );
});

function fill({ disk }: Place): string {
  return `head -c 1M /dev/zero > ${disk}/filler 2>/dev/null || true`;
}

function mend({ disk }: Place): string {
  return `rm ${disk}/filler`;
}

function expectStopped(stderr: string): void {
  expect(stderr).toMatch(/can not be written: no space left on its disk/);
  expect(stderr).toMatch(/Free some space there, then go on/);
  expect(stderr).toMatch(/next: runbook resume/);
  expect(stderr).not.toMatch(/internal error|undefined/);
}
