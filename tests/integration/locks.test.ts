/** Two operators, each with a state folder of their own, on one host: a real sshd, real processes. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TargetLock } from '../../src/executor/lock/lock.ts';
import { type CliProject, cliProject, type Ended, type Started } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

/** Says that it began, and ends when the file `go` is there. */
const SLOW = `---
title: Slow
description: Takes until it is told to go on.
targets: web1
---

## Wait

\`\`\`sh run id=wait rerun=safe
echo begun
while [ ! -e "$HOME/go" ]; do sleep 0.05; done
\`\`\`
`;

const QUICK = `---
title: Quick
description: Leaves a mark.
targets: web1
---

## Touch

\`\`\`sh run id=touch
touch "$HOME/touched"
\`\`\`
`;

describe.skipIf(whyNoSshd())('the lock on a target', () => {
  let sshd: Sshd;
  const projects: CliProject[] = [];
  const started: Started[] = [];

  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  beforeEach(() => {
    for (const name of ['go', 'touched', 'runbook.lock'])
      rmSync(join(sshd.dir, name), { force: true });
  });
  afterEach(async () => {
    // What a killed command left on the host ends by itself.
    go();
    for (const one of started.splice(0)) await one.ended;
    for (const project of projects.splice(0)) project.close();
  });

  const go = () => writeFileSync(join(sshd.dir, 'go'), '');
  const lock = (): TargetLock => JSON.parse(readFileSync(lockFile(), 'utf8'));
  const lockFile = () => join(sshd.dir, 'runbook.lock');
  const touched = () => existsSync(join(sshd.dir, 'touched'));

  function operator(): CliProject {
    const made = cliProject(sshd);
    projects.push(made);
    made.addRunbook('slow', SLOW);
    made.addRunbook('quick', QUICK);
    return made;
  }

  /** Ada's run, at work on the host. */
  async function atWork(ada: CliProject): Promise<Started> {
    const run = ada.start('run', 'slow', '--yes', '--json');
    started.push(run);
    // What the host printed, not what is sent.
    await run.shows('"text":"begun');
    return run;
  }

  async function killed(ada: CliProject): Promise<TargetLock> {
    const run = await atWork(ada);
    const held = lock();
    run.process.kill('SIGKILL');
    await run.ended;
    return held;
  }

  /** The command on the host ends a moment after it was told to. */
  async function untilQuiet(attempt: () => Promise<Ended>): Promise<Ended> {
    for (;;) {
      const ended = await attempt();
      if (ended.code !== 6) return ended;
    }
  }

  it('tells a second operator who, what, since when, and how to free it; sends nothing', async () => {
    const [ada, bob] = [operator(), operator()];
    const run = await atWork(ada);
    const held = lock();
    const { code, stderr } = await bob.run('run', 'quick', '--yes');
    expect(code).toBe(6);
    for (const part of [held.operator, held.machine, held.id, held.run, 'runbook slow', ' ago)'])
      expect(stderr).toContain(part);
    expect(stderr).toContain(`runbook unlock ${held.id} --host web1`);
    expect(touched()).toBe(false);

    go();
    expect((await run.ended).code).toBe(0);
    expect(existsSync(lockFile())).toBe(false);
    // The checkpoint was kept.
    const resumed = await bob.run('resume', '--yes');
    expect(resumed.code).toBe(0);
    expect(touched()).toBe(true);
  });

  it('is told to programs too', async () => {
    const [ada, bob] = [operator(), operator()];
    await atWork(ada);
    const { code, stdout } = await bob.run('run', 'quick', '--yes', '--json');
    expect(code).toBe(6);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { id, run, operator: who, machine, since } = lock();
    expect(events.at(-1)).toMatchObject({
      type: 'paused',
      reason: 'locked',
      held: { host: 'web1', lock: { id, run, operator: who, machine, since, runbook: 'slow' } },
    });
  });

  it('is freed by its id, never by another, and that is journalled', async () => {
    const [ada, bob] = [operator(), operator()];
    const run = await atWork(ada);
    const { id } = lock();
    const unlock = (...args: string[]) => bob.run('unlock', ...args, '--host', 'web1');

    expect((await unlock(id)).code).toBe(2);
    const wrong = await unlock('00000000', '--yes');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain(id);
    expect(lock().id).toBe(id);
    const listed = JSON.parse((await unlock('--json')).stdout);
    expect(listed).toMatchObject({ locks: [], hosts: [{ host: 'web1', lock: { id } }] });

    const removed = await unlock(id, '--yes');
    expect(removed.code).toBe(0);
    expect(removed.stderr).toContain('web1: removed');
    const { unlocks } = JSON.parse((await bob.run('history', '--json')).stdout);
    expect(unlocks).toMatchObject([{ lock: id, host: 'web1', runbook: 'slow' }]);
    expect((await bob.run('run', 'quick', '--yes')).code).toBe(0);

    go();
    expect((await run.ended).code).toBe(0);
  });

  it('of a killed run is taken over by its resume', async () => {
    const ada = operator();
    await killed(ada);
    go();
    const { code, stderr } = await ada.run('resume', '--yes');
    expect(code).toBe(0);
    expect(stderr).not.toContain('took over');
    expect(existsSync(lockFile())).toBe(false);
  });

  it('of a run that died on this machine is taken over by another, who is told', async () => {
    const [ada, bob] = [operator(), operator()];
    const held = await killed(ada);
    // Its process is gone, but what it began on the host isn't.
    const early = await bob.run('run', 'quick', '--yes');
    expect(early).toMatchObject({ code: 6 });
    expect(early.stderr).toContain('step wait, perhaps');
    expect(touched()).toBe(false);

    go();
    const { code, stderr } = await untilQuiet(() => bob.run('run', 'quick', '--yes'));
    expect(code).toBe(0);
    expect(stderr).toContain(`took over the lock of run ${held.run}`);
  });

  it('of the same run on another machine is told: its process can not be judged from here', async () => {
    const ada = operator();
    const held = await killed(ada);
    const elsewhere = { ...held, machine: 'laptop', process: { ...held.process, home: 'other' } };
    writeFileSync(lockFile(), JSON.stringify(elsewhere));
    go();
    const { code, stderr } = await ada.run('resume', '--yes');
    expect(code).toBe(6);
    expect(stderr).toContain('on laptop');
    expect(lock().id).toBe(held.id);
  });

  it('and the locks of this machine are removed at once, in the journal of their run', async () => {
    const ada = operator();
    const held = await killed(ada);
    expect((await ada.run('unlock')).stdout).toMatch(new RegExp(`${held.id} .* is gone`));
    const { code } = await ada.run('unlock', held.id, '--yes');
    expect(code).toBe(0);
    expect(existsSync(lockFile())).toBe(false);
    expect(JSON.parse((await ada.run('unlock', '--json')).stdout)).toEqual({ locks: [] });
    const status = JSON.parse((await ada.run('status', '--json')).stdout);
    expect(status.unlocked).toMatchObject([{ lock: held.id }, { lock: held.id, host: 'web1' }]);
    expect(status.problems).toEqual([]);
  });
});
