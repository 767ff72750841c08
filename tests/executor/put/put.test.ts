/** Real files on this machine, through a real shell. */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExecutorEvent } from '../../../src/executor/events.ts';
import { parseRead, writeScript } from '../../../src/executor/put/lines.ts';
import type { PlannedFile } from '../../../src/plan/model.ts';
import { localTransport } from '../../../src/transports/local.ts';
import type { Channel, Session } from '../../../src/transports/transport.ts';
import { planOf, run, scratch, step } from '../support.ts';

const newRun = (): string => `r-${randomUUID()}`;

/** A host whose backups stay in the test's folder: its user isn't root. */
async function local(): Promise<Session> {
  const session = await localTransport().connect({ name: 'web1', hostKeys: [], platform: 'posix' });
  const own = `PATH=${folder}.bin:$PATH XDG_STATE_HOME=${folder}.state; export PATH XDG_STATE_HOME; `;
  const exec: Session['exec'] = (request, ...rest) =>
    session.exec({ ...request, line: own + request.line }, ...rest);
  const open: Session['open'] = (line, onBytes) => session.open?.(own + line, onBytes) as Channel;
  return { ...session, exec, open };
}

let folder = '';
beforeEach(() => {
  const root = scratch();
  folder = join(root, 'host');
  mkdirSync(folder);
  mkdirSync(`${folder}.bin`);
  writeFileSync(`${folder}.bin/id`, '#!/bin/sh\necho 1000\n', { mode: 0o755 });
});

async function put(file: Partial<PlannedFile>, connect = local, id = newRun()) {
  const whole: PlannedFile = { path: join(folder, 'file'), content: 'new\n', sudo: false, ...file };
  const plan = planOf([step('write', '', { action: { kind: 'put', file: whole } })]);
  const ran = await run(plan, { connect, run: id });
  const end = ran.journal.entries.find((entry) => entry.type === 'step-ended');
  return { ...ran, id, end, path: whole.path };
}

function diffOf(events: readonly ExecutorEvent[]): string | undefined {
  const event = events.find((found) => found.type === 'phase' && found.phase === 'diff');
  return event?.type === 'phase' ? event.text : undefined;
}

function mode(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

describe('put', () => {
  it('writes a new file, 0644, and nothing else', async () => {
    const { end, path, events } = await put({});
    expect(end).toMatchObject({ result: 'changed', exitCode: 0 });
    expect(readFileSync(path, 'utf8')).toBe('new\n');
    expect(mode(path)).toBe('644');
    expect(readdirSync(folder)).toEqual(['file']);
    expect(end?.backup).toBeUndefined();
    expect(diffOf(events)).toBe(`--- /dev/null\n+++ ${path}\n@@ -0,0 +1,1 @@\n+new`);
  });

  it('replaces a file: keeps its mode, keeps the old one aside, shows the difference', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'one\ntwo\nthree\n');
    chmodSync(path, 0o640);
    const { id, end, events } = await put({ content: 'one\n2\nthree\n' });
    expect(readFileSync(path, 'utf8')).toBe('one\n2\nthree\n');
    expect(mode(path)).toBe('640');
    expect(end?.backup).toBe(`${folder}.state/runbook/backup/${id}/write${path}`);
    expect(readFileSync(end?.backup ?? '', 'utf8')).toBe('one\ntwo\nthree\n');
    expect(mode(join(end?.backup ?? '', '..'))).toBe('700');
    expect(diffOf(events)).toBe(
      `--- ${path}\n+++ ${path}\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three`,
    );
  });

  it('that is already as wanted changes nothing and asks nothing', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'new\n');
    const before = statSync(path, { bigint: true });
    const { end, journal } = await put({});
    expect(end).toMatchObject({ result: 'ok' });
    expect(journal.entries.some(({ type }) => type === 'step-started')).toBe(false);
    expect(statSync(path, { bigint: true }).ino).toBe(before.ino);
  });

  it('sets a given mode, also when only that differs', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'new\n', { mode: 0o644 });
    const { end, events } = await put({ mode: '0755' });
    expect(end?.result).toBe('changed');
    expect(mode(path)).toBe('755');
    expect(diffOf(events)).toBe(`mode of ${path}: 644 → 0755`);
  });

  it('sets a given owner, by name or number', async () => {
    const { uid, gid } = statSync(folder);
    const { end } = await put({ owner: `${uid}:${gid}` });
    expect(end?.result).toBe('changed');
    expect((await put({ owner: `${uid}` })).end?.result).toBe('ok');
  });

  it('that can not give the file to its owner leaves the old one as it was', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'old\n');
    const { end } = await put({ owner: 'no-such-user' });
    expect(end).toMatchObject({ result: 'failed', reason: 'exit-code' });
    expect(end?.detail).toContain('no-such-user');
    expect(readFileSync(path, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.runIf(process.getuid?.() === 0)('keeps an owner that is somebody else', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'old\n');
    chownSync(path, 1, 2);
    await put({});
    const { uid, gid } = statSync(path);
    expect([uid, gid, readFileSync(path, 'utf8')]).toEqual([1, 2, 'new\n']);
  });

  it.each([
    ['no final newline', 'a\nb'],
    ['empty', ''],
    ['quotes and dollars', `it's "$HOME" \`id\` \\n %s\n`],
    ['beyond ASCII', 'clé — été ✔\n'],
    ['long', 'x'.repeat(300_000)],
  ])('carries each byte: %s', async (_name, content) => {
    writeFileSync(join(folder, 'file'), 'old');
    const { path } = await put({ content });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it.each(['with space', "it's", '-dash', '$HOME', '`id`', 'a;b', 'é'])(
    'a path like %s',
    async (name) => {
      const path = join(folder, name);
      await put({ path });
      const { end } = await put({ path, content: 'newer\n' });
      expect(readFileSync(path, 'utf8')).toBe('newer\n');
      expect(readFileSync(end?.backup ?? '', 'utf8')).toBe('new\n');
    },
  );

  it.each([
    ['into a folder that is not there', '/nowhere/at/all'],
    ['to itself', 'file'],
  ])('refuses a symbolic link %s, and says so', async (_what, target) => {
    symlinkSync(target, join(folder, 'file'));
    const { end } = await put({});
    expect(end?.detail).toMatch(/can not be written: it is a symbolic link that leads nowhere$/);
  });

  it('shows control characters of a file as signs', async () => {
    writeFileSync(join(folder, 'file'), 'a\u001b[8mb\r\n');
    const { events } = await put({});
    expect(diffOf(events)).toContain('-a␛[8mb␍\n+new');
  });

  it('says of a binary file only that it differs', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, Buffer.from([0, 255, 1]));
    const { events, end } = await put({});
    expect(diffOf(events)).toBe(`Binary file ${path} differs`);
    expect([...readFileSync(end?.backup ?? '')]).toEqual([0, 255, 1]);
  });

  it('writes through a symbolic link, which stays', async () => {
    writeFileSync(join(folder, 'real'), 'old\n');
    symlinkSync('real', join(folder, 'file'));
    await put({});
    expect(readlinkSync(join(folder, 'file'))).toBe('real');
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new\n');
    expect(lstatSync(join(folder, 'real')).isFile()).toBe(true);
  });

  it('refuses where the folder is missing', async () => {
    const { outcome, end, journal } = await put({ path: join(folder, 'absent/file') });
    expect(outcome.status).toBe('failed');
    expect(end?.detail).toContain(`its folder ${join(folder, 'absent')} does not exist`);
    expect(journal.entries.some(({ type }) => type === 'step-started')).toBe(false);
  });

  it('refuses what is not a regular file', async () => {
    mkdirSync(join(folder, 'file'));
    expect((await put({})).end?.detail).toContain('is not a regular file');
  });

  it('is not misled by what a login shell prints', async () => {
    const noisy = async () => {
      const session = await local();
      const exec: typeof session.exec = (request, ...rest) =>
        session.exec({ ...request, line: `echo welcome to host; ${request.line}` }, ...rest);
      return { ...session, exec };
    };
    writeFileSync(join(folder, 'file'), 'new\n');
    expect((await put({}, noisy)).end?.result).toBe('ok');
  });

  it('does not write over what someone else changed since it was read', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'old\n');
    const meddled = async () => {
      const session = await local();
      const open: Session['open'] = (...args) => {
        writeFileSync(path, 'theirs\n');
        return session.open?.(...args) as Channel;
      };
      return { ...session, open };
    };
    const { end } = await put({}, meddled);
    expect(end).toMatchObject({ result: 'failed', reason: 'exit-code' });
    expect(end?.detail).toContain(
      'the file was changed by someone else since it was read; nothing was changed',
    );
    expect(readFileSync(path, 'utf8')).toBe('theirs\n');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('does not write a content that did not arrive whole', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'old\n');
    const cut = async () => {
      const session = await local();
      const exec: typeof session.exec = (request, ...rest) =>
        session.exec(request.stdin === undefined ? request : { ...request, stdin: 'ne' }, ...rest);
      return { ...session, exec, open: undefined };
    };
    const { end } = await put({}, cut);
    expect(end?.detail).toContain('did not arrive whole');
    expect(readFileSync(path, 'utf8')).toBe('old\n');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('keeps the first copy of a run, whatever is written after it', async () => {
    const path = join(folder, 'kept');
    writeFileSync(path, 'original\n');
    const first = await put({ path, content: 'one\n' });
    const second = await put({ path, content: 'two\n' }, local, first.id);
    expect(second.end?.backup).toBe(first.end?.backup);
    expect(readFileSync(second.end?.backup ?? '', 'utf8')).toBe('original\n');
  });

  it('that is as wanted because an earlier attempt of the run wrote it, says where the old file is', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'original\n');
    const first = await put({});
    const again = await put({}, local, first.id);
    expect(again.end).toMatchObject({ result: 'ok', backup: first.end?.backup });
  });
});

describe('the scripts', () => {
  const file: PlannedFile = { path: '/etc/a', content: 'x', sudo: true };
  const PLACE = { run: 'r1', step: 's1' };

  it('keep the old file where only root reads, when root writes', () => {
    const line = writeScript(file, { kind: 'absent', target: '/etc/a' }, PLACE);
    expect(line).toContain('b=/var/lib/runbook/backup');
    expect(line).toContain('f=$b/r1/s1/etc/a');
  });

  it('never carry the content: it goes on stdin', () => {
    const secret = { ...file, content: 'hunter22' };
    expect(
      writeScript(secret, { kind: 'absent', target: '/etc/a' }, { run: 'r', step: 's' }),
    ).not.toContain('hunter22');
  });

  it.each([
    ['runbook-put absent /etc/a b\n', { kind: 'absent', target: '/etc/a b' }],
    [
      'motd\nrunbook-put no-folder /x y\n',
      { kind: 'refused', why: 'its folder /x y does not exist' },
    ],
    [
      'runbook-put not-a-file /x\n',
      { kind: 'refused', why: 'it is there, but is not a regular file' },
    ],
    ['', { kind: 'refused', why: 'the host did not say what is there' }],
    ['motd only\n', { kind: 'refused', why: 'the host did not say what is there' }],
  ])('answer %o', (text, answer) => {
    expect(parseRead(text)).toEqual(answer);
  });

  it('answer with a file', () => {
    const text = 'runbook-put file 640 0:33 root:www-data 12:3 /etc/a b\nYWJj\n';
    expect(parseRead(text)).toEqual({
      kind: 'file',
      content: Buffer.from('abc'),
      mode: '640',
      ids: '0:33',
      owner: 'root:www-data',
      sum: '12:3',
      target: '/etc/a b',
    });
  });
});
