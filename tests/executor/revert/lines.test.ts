/** The scripts of a revert, run by the real shell; only the watchdog's `sleep` is ours to end. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { parseArmed, parseSeen, type Seen } from '../../../src/executor/revert/answers.ts';
import {
  disarmScript,
  forgetScript,
  type GoingBack,
  lookScript,
  rescuer,
  startScript,
  watchdog,
} from '../../../src/executor/revert/lines.ts';
import { command, scratch } from '../support.ts';

const PLACE = { run: 'r1', step: 'a', attempt: 1 };

/** A host of its own: a state folder, and programs that stand in front of the real ones. */
class Host {
  readonly root = scratch();
  readonly folder = join(this.root, 'state/runbook/revert/r1/a.1');
  readonly #bin = join(this.root, 'bin');
  readonly #gate = join(this.root, 'gate');

  constructor() {
    mkdirSync(this.#bin);
    execFileSync('mkfifo', [this.#gate]);
    // Not root's folder, whoever runs the tests.
    this.#program('id', 'echo 1000');
    this.#program('sleep', `cat ${this.#gate}`);
  }

  #program(name: string, text: string): void {
    writeFileSync(join(this.#bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(this.#bin, name), 0o755);
  }

  get env(): NodeJS.ProcessEnv {
    const path = `${this.#bin}:/usr/bin:/bin`;
    return { PATH: path, XDG_STATE_HOME: join(this.root, 'state'), HOME: this.root };
  }

  run(script: string, input = ''): { stdout: string; stderr: string; status: number | null } {
    const { env, root: cwd } = this;
    return spawnSync('sh', ['-eu', '-c', script], { input, env, cwd, encoding: 'utf8' });
  }

  arm(back: GoingBack): number {
    const armed = parseArmed(this.run(startScript(PLACE, true), watchdog(back, 90_000)).stdout);
    if (!armed) throw new Error('not armed');
    return armed.pid;
  }

  seen(script = lookScript(PLACE)): Seen {
    const seen = parseSeen(this.run(script).stdout);
    if (!seen) throw new Error('no answer');
    return seen;
  }

  /** Ends the watchdog's sleep. */
  wake(): void {
    writeFileSync(this.#gate, '');
  }

  path(name: string): string {
    return join(this.root, name);
  }
}

/** A process that has ended, but that nobody has waited for yet, has no program. */
function isAlive(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) !== '';
  } catch {
    return false;
  }
}

async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await wait(10);
  }
}

const undoBy = (script: string, options = {}): GoingBack => ({
  sudo: false,
  undo: command(script, options),
});

describe('a host that is armed', () => {
  it('says its watchdog, which runs in a session of its own, and when it goes back', () => {
    const host = new Host();
    const pid = host.arm(undoBy('true'));
    const { state, alive, rebooted, deadline = 0, now, ended } = host.seen();
    expect({ state, alive, rebooted, ended }).toEqual({
      state: 'armed',
      alive: true,
      rebooted: false,
    });
    expect(deadline - now).toBeGreaterThan(0);
    expect(deadline - now).toBeLessThanOrEqual(90);
    const session = execFileSync('ps', ['-o', 'sid=', '-p', String(pid)], { encoding: 'utf8' });
    expect(Number(session)).toBe(pid);
    host.wake();
  });

  it('goes back by itself, and keeps what the undo printed and its code', async () => {
    const host = new Host();
    host.arm(undoBy(`echo back; echo oops >&2; touch ${host.path('undone')}; exit 3`));
    host.wake();
    const seen = await until(() => host.seen().ended && host.seen());
    expect(seen).toMatchObject({ state: 'fired', ended: { code: 3 }, output: 'back\noops\n' });
    expect(existsSync(host.path('undone'))).toBe(true);
  });

  it('runs the undo where a session begins, with its umask', async () => {
    const host = new Host();
    host.arm(undoBy('pwd; umask'));
    host.wake();
    const { output } = await until(() => host.seen().ended && host.seen());
    expect(output).toBe(`${host.root}\n${host.run('umask').stdout}`);
  });

  it('is disarmed: its watchdog ends without a trace', async () => {
    const host = new Host();
    const pid = host.arm(undoBy(`touch ${host.path('undone')}`));
    expect(host.seen(disarmScript(PLACE)).state).toBe('disarmed');
    host.wake();
    await until(() => !isAlive(pid));
    expect(existsSync(host.path('undone'))).toBe(false);
    expect(host.seen(disarmScript(PLACE)).state).toBe('disarmed');
  });

  it('is told to go back now: once, whatever the watchdog does after', async () => {
    const host = new Host();
    const pid = host.arm(undoBy(`echo x >>${host.path('undone')}`));
    host.run(startScript(PLACE, false), rescuer(undoBy(`echo x >>${host.path('undone')}`)));
    await until(() => host.seen().ended);
    host.run(startScript(PLACE, false), rescuer(undoBy(`echo x >>${host.path('undone')}`)));
    host.wake();
    await until(() => !isAlive(pid));
    expect(readFileSync(host.path('undone'), 'utf8')).toBe('x\n');
    expect(host.seen(disarmScript(PLACE)).state).toBe('fired');
  });

  it('can not be armed twice for one attempt', () => {
    const host = new Host();
    host.arm(undoBy('true'));
    const again = host.run(startScript(PLACE, true), watchdog(undoBy('true'), 1000));
    expect(parseArmed(again.stdout)).toBeUndefined();
    expect(again.status).not.toBe(0);
    host.wake();
  });

  it('forgets, once it is decided, and its watchdog sleeps no longer', async () => {
    const host = new Host();
    const pid = host.arm(undoBy(`touch ${host.path('undone')}`));
    host.seen(disarmScript(PLACE));
    host.run(forgetScript(PLACE));
    expect(host.seen()).toMatchObject({ state: 'none', alive: false });
    await until(() => !isAlive(pid));
    expect(existsSync(host.path('undone'))).toBe(false);
  });

  it('carries no secret in a process list', () => {
    const host = new Host();
    const pid = host.arm(undoBy('echo hunter2secret', { secret: true }));
    const list = execFileSync('ps', ['-eo', 'pid=,sid=,args='], { encoding: 'utf8' });
    const ours = list.split('\n').filter((line) => line.trim().split(/\s+/)[1] === String(pid));
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.join('\n')).not.toContain('hunter2secret');
    host.wake();
  });
});

it.each([10, 100, 250])('a program cut after %i bytes is not executed', (bytes) => {
  const host = new Host();
  const program = watchdog(undoBy(`touch ${host.path('undone')}`), 1000);
  const answer = host.run(startScript(PLACE, true), program.slice(0, bytes));
  expect(parseArmed(answer.stdout)).toBeUndefined();
  expect(host.seen().state).toBe('none');
});

describe('a file that was written', () => {
  const file = (path: string): GoingBack => ({
    sudo: false,
    file: { path, content: 'new\n', sudo: false },
  });

  it('comes back as it was when the host was armed, through its symbolic link', async () => {
    const host = new Host();
    writeFileSync(host.path('real'), 'old\n', { mode: 0o640 });
    execFileSync('ln', ['-s', 'real', host.path('link')]);
    host.arm(file(host.path('link')));
    writeFileSync(host.path('real'), 'new\n');
    host.wake();
    expect(await until(() => host.seen().ended)).toMatchObject({ code: 0 });
    expect(readFileSync(host.path('real'), 'utf8')).toBe('old\n');
    expect(
      execFileSync('stat', ['-c', '%F %a', host.path('link'), host.path('real')], {
        encoding: 'utf8',
      }),
    ).toBe('symbolic link 777\nregular file 640\n');
  });

  it('goes when there was none', async () => {
    const host = new Host();
    host.arm(file(host.path('fresh')));
    writeFileSync(host.path('fresh'), 'new\n');
    host.run(startScript(PLACE, false), rescuer(file(host.path('fresh'))));
    expect(await until(() => host.seen().ended)).toMatchObject({ code: 0 });
    expect(existsSync(host.path('fresh'))).toBe(false);
    host.wake();
  });
});

describe('who confirms at the last moment', () => {
  it('and the watchdog: exactly one of them decides, each time', async () => {
    const decided = { fired: 0, disarmed: 0 };
    for (let time = 0; time < 40; time += 1) {
      const host = new Host();
      const pid = host.arm(undoBy(`touch ${host.path('undone')}`));
      const { env } = host;
      // The gate opens and the order comes in the same moment; who is first changes.
      const order = time % 2 === 0 ? ['gate', 'disarm'] : ['disarm', 'gate'];
      const running = order.map((what) =>
        what === 'gate'
          ? spawn('sh', ['-c', `: >${host.path('gate')}`], { env })
          : spawn('sh', ['-eu', '-c', disarmScript(PLACE)], {
              env,
              stdio: ['ignore', 'pipe', 'ignore'],
            }),
      );
      let said = '';
      for (const one of running) one.stdout?.on('data', (bytes) => (said += bytes));
      await Promise.all(running.map((one) => new Promise((done) => one.once('close', done))));
      await until(() => !isAlive(pid));
      const state = parseSeen(said)?.state;
      const { state: now } = host.seen();
      expect([state === 'disarmed', existsSync(host.path('undone'))]).toEqual([
        now === 'disarmed',
        now === 'fired',
      ]);
      expect(['fired', 'disarmed']).toContain(now);
      decided[now as 'fired'] += 1;
    }
    expect(decided.fired + decided.disarmed).toBe(40);
  }, 60_000);
});
