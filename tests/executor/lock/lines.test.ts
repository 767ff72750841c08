/** The lock file itself, by real shells: dash, bash and busybox's where they are installed. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  keepScript,
  type LockAnswer,
  lookScript,
  parseAnswer,
  removeScript,
  takeScript,
} from '../../../src/executor/lock/lines.ts';
import { encodeLock } from '../../../src/executor/lock/lock.ts';
import { scratch } from '../support.ts';
import { LOCK, left } from './support.ts';

const MINE = { ...LOCK, id: '11111111' };
const THEIRS = { ...LOCK, id: '22222222', run: 'r2', operator: "o'brien" };

const SHELLS = [['dash'], ['bash'], ['busybox', 'sh']].filter(
  ([name = '', ...words]) => spawnSync(name, [...words, '-c', 'true']).status === 0,
);

/** Root's folder of steps is shared: here nobody is root. */
const NOT_ROOT = mkdtempSync(join(tmpdir(), 'runbook-id-'));
chmodSync(NOT_ROOT, 0o755);
writeFileSync(
  join(NOT_ROOT, 'id'),
  '#!/bin/sh\ncase $1 in -u) echo 1000 ;; *) echo ada ;; esac\n',
  {
    mode: 0o755,
  },
);
afterAll(() => rmSync(NOT_ROOT, { recursive: true }));

/** Runs a script with this shell as the host's `sh`. @param as runs it as somebody else */
function ask(
  shell: readonly string[],
  folder: string,
  script: string,
  as: readonly string[] = [],
): LockAnswer {
  const [name = '', ...words] = [...as, ...shell];
  const done = spawnSync(name, [...words, '-c', script], {
    env: {
      PATH: `${NOT_ROOT}:${process.env.PATH}`,
      RUNBOOK_LOCK_DIR: folder,
      XDG_STATE_HOME: folder,
    },
    encoding: 'utf8',
  });
  return parseAnswer(`motd of a noisy shell\n${done.stdout}`);
}

describe.each(SHELLS)('the lock file, by %s', (...shell) => {
  const send = (folder: string, line: string) => ask(shell, folder, line);
  const file = (folder: string) => join(folder, 'runbook.lock');

  it('is one line that every user can read, and nothing beside it', () => {
    const folder = scratch();
    expect(send(folder, lookScript())).toEqual({ kind: 'free' });
    expect(send(folder, takeScript(MINE))).toEqual({ kind: 'taken' });
    expect(readFileSync(file(folder), 'utf8')).toBe(`${encodeLock(MINE)}\n`);
    expect(statSync(file(folder)).mode & 0o777).toBe(0o644);
    expect(left(folder)).toEqual(['runbook.lock']);
  });

  it('is not taken twice, and says whose it is', () => {
    const folder = scratch();
    send(folder, takeScript(THEIRS));
    const answer = send(folder, takeScript(MINE));
    expect(answer).toMatchObject({ kind: 'held', lock: THEIRS });
    expect(send(folder, lookScript())).toEqual(answer);
    expect(left(folder)).toEqual(['runbook.lock']);
  });

  it('is taken over only from the one that was seen', () => {
    const folder = scratch();
    send(folder, takeScript(THEIRS));
    expect(send(folder, takeScript(MINE, '33333333'))).toMatchObject({
      kind: 'held',
      lock: THEIRS,
    });
    expect(send(folder, takeScript(MINE, THEIRS.id))).toEqual({ kind: 'taken' });
    expect(send(folder, lookScript())).toMatchObject({ kind: 'held', lock: MINE });
    expect(left(folder)).toEqual(['runbook.lock']);
  });

  it('is removed by its id, never another', () => {
    const folder = scratch();
    send(folder, takeScript(THEIRS));
    expect(send(folder, removeScript(MINE.id))).toMatchObject({ kind: 'held', lock: THEIRS });
    expect(send(folder, removeScript(THEIRS.id))).toEqual({ kind: 'removed' });
    expect(send(folder, removeScript(THEIRS.id))).toEqual({ kind: 'free' });
    expect(left(folder)).toEqual([]);
  });

  it('says why it stays', () => {
    const folder = scratch();
    send(folder, takeScript(MINE));
    expect(send(folder, keepScript({ ...MINE, kept: 'slow' }))).toEqual({ kind: 'kept' });
    expect(send(folder, lookScript())).toMatchObject({ lock: { ...MINE, kept: 'slow' } });
    expect(send(folder, keepScript({ ...THEIRS, kept: 'slow' }))).toMatchObject({ kind: 'held' });
    expect(left(folder)).toEqual(['runbook.lock']);
  });

  it('tells which step of its run is at work, and none that has ended', () => {
    const folder = scratch();
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const steps = join(folder, 'runbook', 'steps', `${THEIRS.run}.web1`);
    mkdirSync(steps, { recursive: true });
    const began = (key: string, ...lines: unknown[]) =>
      writeFileSync(join(steps, `${key}.pid`), `${lines.join('\n')}\n`);
    send(folder, takeScript(THEIRS));
    began('ended.1', 'ended');
    began('other-boot.1', 'x', process.pid);
    began('gone.1', boot, 1 << 30);
    began('done.1', boot, process.pid, 'code exit 0', 'done');
    expect(send(folder, lookScript())).toMatchObject({ kind: 'held', lock: THEIRS });
    began('slow.2', boot, process.pid);
    expect(send(folder, lookScript())).toMatchObject({ lock: { id: THEIRS.id, kept: 'slow' } });
  });

  it.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a link that leads nowhere', (path) => symlinkSync('/nonexistent/x', path)],
    ['a link to a file', (path) => symlinkSync('/etc/passwd', path)],
    ['a text of nobody', (path) => writeFileSync(path, 'mine!\n')],
  ])('is never written over, or through, %s', (_name, make) => {
    const folder = scratch();
    make(file(folder));
    expect(send(folder, takeScript(MINE)).kind).toBe('odd');
    expect(send(folder, removeScript(MINE.id)).kind).toBe('odd');
    expect(existsSync('/nonexistent/x')).toBe(false);
  });

  it.skipIf(process.getuid?.() !== 0)('of another user is told, and is not ours to remove', () => {
    const folder = scratch();
    chmodSync(folder, 0o1777);
    send(folder, takeScript(THEIRS));
    const as = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const byNobody = (line: string) => ask(shell, folder, line, as);
    expect(byNobody(takeScript(MINE))).toMatchObject({ kind: 'held', owner: 'root' });
    expect(byNobody(takeScript(MINE, THEIRS.id))).toMatchObject({ lock: THEIRS });
    expect(byNobody(removeScript(THEIRS.id))).toEqual({
      kind: 'refused',
      owner: 'root',
      path: file(folder),
    });
    expect(left(folder)).toEqual(['runbook.lock']);
  });

  it('is done without where there is no folder for it, and says so', () => {
    const answer = send('/nonexistent/locks', takeScript(MINE));
    expect(answer).toEqual({
      kind: 'none',
      detail: 'there is no folder for locks (/nonexistent/locks)',
    });
  });
});

describe('the answer', () => {
  it('of a host that said nothing is that there is no lock', () => {
    expect(parseAnswer('Welcome\n').kind).toBe('none');
  });

  it('tells whose file could not be removed', () => {
    expect(parseAnswer('runbook-lock refused root /run/lock/runbook.lock\n')).toEqual({
      kind: 'refused',
      owner: 'root',
      path: '/run/lock/runbook.lock',
    });
  });
});
