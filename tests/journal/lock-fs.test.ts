import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lock, LockedError } from '../../src/journal/lock.ts';
import { acquireLocks, isStale, listLocks, unlock } from '../../src/journal/lock-fs.ts';
import { moment } from '../../src/journal/moment.ts';
import { processStart } from '../../src/journal/process-fs.ts';
import { scratch } from './scratch.ts';

const REQUEST = {
  run: 'r1',
  runbook: 'demo',
  targets: ['web1', 'web2'],
  operator: 'ada',
  machine: 'desk',
};

function lockedBy(action: () => unknown): LockedError {
  try {
    action();
  } catch (error) {
    if (error instanceof LockedError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Changes the file of the lock on `web1`, as if another process had written it. */
function rewrite(state: string, change: Partial<Lock>): void {
  const path = join(state, 'locks/target-web1.lock');
  const lock: Lock = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...lock, ...change }));
}

async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid as number;
}

describe('locks', () => {
  it('are one for the run and one for each target, private, and gone after release', () => {
    const state = scratch();
    const held = acquireLocks(state, { ...REQUEST, targets: ['web1', 'web2', 'web1'] });
    expect(listLocks(state).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'run r1',
      'target web1',
      'target web2',
    ]);
    expect(statSync(join(state, 'locks/run-r1.lock')).mode & 0o777).toBe(0o600);
    held.release();
    expect(readdirSync(join(state, 'locks'))).toEqual([]);
  });

  it('keep a second run off a target, and say who, what, since when, and how to release', () => {
    const state = scratch();
    const held = acquireLocks(state, REQUEST);
    const error = lockedBy(() =>
      acquireLocks(state, { ...REQUEST, run: 'r2', targets: ['web0', 'web2'] }),
    );
    const [lock] = error.held;
    expect(error.held.map(({ name }) => name)).toEqual(['web2']);
    const text = error.message;
    for (const part of [
      'web2',
      'ada',
      'desk',
      'demo',
      'r1',
      lock?.id,
      moment(lock?.since ?? ''),
      String(process.pid),
    ])
      expect(text).toContain(part);
    expect(text).toContain(`runbook unlock ${held.id}`);
    expect(listLocks(state)).toHaveLength(3);
    held.release();
    acquireLocks(state, { ...REQUEST, run: 'r2', targets: ['web0', 'web2'] }).release();
  });

  it('of one session in the way are told as one', () => {
    const state = scratch();
    const held = acquireLocks(state, REQUEST);
    const { problems } = lockedBy(() => acquireLocks(state, REQUEST));
    held.release();
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^run r1, web1, web2 are locked by ada on desk /),
    ]);
  });

  it('of a dead process are taken over', async () => {
    const state = scratch();
    acquireLocks(state, REQUEST);
    rewrite(state, { pid: await deadPid() });
    const error = lockedBy(() => acquireLocks(state, { ...REQUEST, run: 'r2' }));
    expect(error.held.map(({ name }) => name)).toEqual(['web2']);
  });

  it('of a reused pid are taken over', () => {
    const state = scratch();
    const { release } = acquireLocks(state, { ...REQUEST, targets: ['web1'] });
    rewrite(state, { processStart: '1' });
    const [lock] = listLocks(state).filter(({ kind }) => kind === 'target');
    expect(isStale(lock as Lock, 'desk')).toBe(true);
    release();
  });

  it.each<[string, Partial<Lock>, string, boolean]>([
    ['a live process', {}, 'desk', false],
    ['a boot that is over', { boot: 'another' }, 'desk', true],
    ['another machine, which can not be judged from here', { pid: 1 << 30 }, 'elsewhere', false],
    ['no start time recorded, process there', { processStart: undefined }, 'desk', false],
  ])('%s', (_name, change, machine, stale) => {
    const { locks, release } = acquireLocks(scratch(), REQUEST);
    expect(isStale({ ...(locks[0] as Lock), ...change }, machine)).toBe(stale);
    release();
  });

  it('do not vanish for a file that is not one', () => {
    const state = scratch();
    acquireLocks(state, { ...REQUEST, targets: [] }).release();
    writeFileSync(join(state, 'locks/target-web1.lock'), 'garbage');
    expect(lockedBy(() => acquireLocks(state, REQUEST)).message).toContain('target-web1.lock');
  });

  it('are removed by id only', () => {
    const state = scratch();
    const { id } = acquireLocks(state, REQUEST);
    const other = acquireLocks(state, { ...REQUEST, run: 'r2', targets: [] });
    expect(unlock(state, 'nonesuch')).toEqual([]);
    expect(unlock(state, id).map(({ name }) => name)).toEqual(['r1', 'web1', 'web2']);
    expect(listLocks(state).map(({ id }) => id)).toEqual([other.id]);
  });

  it('let exactly one of many processes in', async () => {
    const state = scratch();
    acquireLocks(state, { ...REQUEST, targets: [] }).release();
    writeFileSync(
      join(state, 'locks/target-web1.lock'),
      JSON.stringify({
        id: 'old',
        kind: 'target',
        name: 'web1',
        machine: 'desk',
        pid: await deadPid(),
      }),
    );
    const module = join(import.meta.dirname, '../../src/journal/lock-fs.ts');
    const script = `
      const { acquireLocks } = await import(${JSON.stringify(module)});
      try {
        acquireLocks(${JSON.stringify(state)}, { ...${JSON.stringify(REQUEST)}, run: 'r' + process.pid, targets: ['web1'] });
        process.stdout.write('in\\n');
      } catch { process.stdout.write('out\\n'); }
      process.stdin.resume(); process.stdin.on('end', () => process.exit(0));`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['pipe', 'pipe', 'ignore'],
      }),
    );
    const answers = await Promise.all(
      children.map(async (child) => String((await once(child.stdout, 'data'))[0])),
    );
    for (const child of children) child.stdin.end();
    expect(answers.filter((answer) => answer === 'in\n')).toHaveLength(1);
  });
});

describe('a state folder that can not be written', () => {
  it('is a problem in words, not an internal error', () => {
    const file = join(scratch(), 'file');
    writeFileSync(file, '');
    expect(() => acquireLocks(file, REQUEST)).toThrow(
      /can not be written: a file stands where its folder should be/,
    );
  });

  it('leaves no lock behind that was taken before', () => {
    const state = scratch();
    // Longer than a name may be: the second target's lock can't be made.
    const targets = ['web1', 'x'.repeat(300)];
    expect(() => acquireLocks(state, { ...REQUEST, targets })).toThrow(/can not be written/);
    expect(readdirSync(join(state, 'locks'))).toEqual([]);
  });
});

describe('processStart', () => {
  it('is stable for a process and absent for one that is gone', async () => {
    expect(processStart(process.pid)).toBe(processStart(process.pid));
    expect(processStart(await deadPid())).toBeUndefined();
  });
});
