import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRun, JOURNAL_FILE, openRun, readJournal } from '../../src/journal/file-fs.ts';
import { fold } from '../../src/journal/fold.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { ended, START, started } from './records.ts';
import { scratch } from './scratch.ts';

const RESUMED = { operator: 'bob', machine: 'desk', version: '0' };
const UMASK = process.umask();
afterEach(() => void process.umask(UMASK));

function mode(path: string): string {
  return (statSync(path).mode & 0o7777).toString(8);
}

describe('the journal file', () => {
  it.each([0o000, 0o022, 0o077, 0o277])('is private whatever the umask (%o)', async (umask) => {
    const base = scratch();
    process.umask(umask);
    const run = createRun(join(base, 'state'), START);
    run.output('output/one.log', 'hello\n');
    await run.close();
    process.umask(UMASK);
    expect(mode(run.folder)).toBe('700');
    expect(mode(join(run.folder, JOURNAL_FILE))).toBe('600');
    expect(mode(join(run.folder, 'output'))).toBe('700');
    expect(mode(join(run.folder, 'output/one.log'))).toBe('600');
  });

  it('numbers its records and keeps them', async () => {
    const run = createRun(scratch(), START);
    await run.append(started('one'));
    await run.append(ended('one', 'ok'));
    const { entries, problems } = readJournal(run.folder);
    expect(problems).toEqual([]);
    expect(entries.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'run-started'],
      [2, 'step-started'],
      [3, 'step-ended'],
    ]);
    expect(fold(entries)).toMatchObject({ run: run.run, runbook: 'demo', operator: 'ada' });
    await run.close();
  });

  it('goes on where it stopped', async () => {
    const run = createRun(scratch(), START);
    await run.close();
    const again = openRun(run.folder, RESUMED);
    await again.append(started('one'));
    await again.close();
    expect(readJournal(run.folder).entries.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'run-started'],
      [2, 'resumed'],
      [3, 'step-started'],
    ]);
  });

  it.each([
    ['torn by its line end', -1],
    ['torn in the middle', -40],
    ['zeros after it', 300],
  ])('a last record %s is cut off, and the chain goes on', async (_name, bytes) => {
    const run = createRun(scratch(), START);
    await run.append(started('one'));
    await run.close();
    const path = join(run.folder, JOURNAL_FILE);
    truncateSync(path, statSync(path).size + bytes);
    expect(readJournal(run.folder).problems.map(({ rule }) => rule)).toEqual(['journal-torn']);
    await openRun(run.folder, RESUMED).close();
    const { entries, problems } = readJournal(run.folder);
    expect(entries.map(({ type }) => type)).toEqual([
      'run-started',
      ...(bytes > 0 ? ['step-started'] : []),
      'resumed',
    ]);
    expect(problems).toEqual([]);
  });

  it('goes on after a cut at any byte, with an unbroken chain', { timeout: 60_000 }, async () => {
    const run = createRun(scratch(), START);
    for (const entry of [started('one'), ended('one', 'ok'), started('two')])
      await run.append(entry);
    await run.close();
    const path = join(run.folder, JOURNAL_FILE);
    const whole = readFileSync(path);
    const first = whole.indexOf('\n') + 1;
    for (let length = first; length <= whole.length; length += 1) {
      writeFileSync(path, whole.subarray(0, length));
      const kept = readJournal(run.folder).entries.length;
      await openRun(run.folder, RESUMED).close();
      const { entries, problems } = readJournal(run.folder);
      expect([entries.length, problems], `cut after ${length} bytes`).toEqual([kept + 1, []]);
    }
  });

  it('refuses to go on after a damaged record, and leaves the file as it is', async () => {
    const run = createRun(scratch(), START);
    await run.append(started('one'));
    await run.append(ended('one', 'ok'));
    await run.close();
    const path = join(run.folder, JOURNAL_FILE);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"attempt":1', '"attempt":2'));
    const before = readFileSync(path);
    expect(() => openRun(run.folder, RESUMED)).toThrow(
      `${path}:3:1: error: This record does not follow from the line before it`,
    );
    expect(readFileSync(path)).toEqual(before);
  });

  it.each([
    [1, /of an older version(.|\n)*It can be read/],
    [3, /of a newer version/],
  ])('refuses to go on with format %i', async (format, message) => {
    const run = createRun(scratch(), START);
    await run.close();
    const path = join(run.folder, JOURNAL_FILE);
    writeFileSync(path, readFileSync(path, 'utf8').replace('"format":2', `"format":${format}`));
    expect(() => openRun(run.folder, RESUMED)).toThrow(message);
  });

  it('refuses a folder that was given another name', async () => {
    const run = createRun(scratch(), START);
    await run.close();
    renameSync(run.folder, `${run.folder}-copy`);
    expect(() => openRun(`${run.folder}-copy`, RESUMED)).toThrow(`a folder named ${run.run}`);
  });

  it('refuses a journal without its start', async () => {
    const run = createRun(scratch(), START);
    await run.close();
    truncateSync(join(run.folder, JOURNAL_FILE), 10);
    expect(() => openRun(run.folder, RESUMED)).toThrow(ProblemError);
  });

  it('mends the modes of a copied folder, and says so', async () => {
    const run = createRun(scratch(), START);
    run.output('output/one.log', 'hello');
    await run.close();
    const paths = ['', 'output', JOURNAL_FILE, 'output/one.log'].map((name) =>
      join(run.folder, name),
    );
    for (const path of paths) chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
    const again = openRun(run.folder, RESUMED);
    await again.close();
    expect(paths.map(mode)).toEqual(['700', '700', '600', '600']);
    expect(again.notices.map(({ message }) => message).sort()).toEqual(
      paths.map((path) => `Others could read ${path}: now only its owner can`).sort(),
    );
    expect(openRun(run.folder, RESUMED).notices).toEqual([]);
  });

  it('follows no symbolic link out of a folder that came from somebody else', async () => {
    const base = scratch();
    const run = createRun(join(base, 'state'), START);
    await run.close();
    mkdirSync(join(base, 'elsewhere'));
    rmdirSync(join(run.folder, 'output'));
    symlinkSync(join(base, 'elsewhere'), join(run.folder, 'output'));
    expect(() => openRun(run.folder, RESUMED)).toThrow(ProblemError);
    expect(() => run.output('../../elsewhere/x', 'text')).toThrow(/not a name of an output file/);
  });

  it('says so when the state folder can not be written', () => {
    const base = scratch();
    appendFileSync(join(base, 'file'), '');
    expect(() => createRun(join(base, 'file'), START)).toThrow(/can not be written/);
    mkdirSync(join(base, 'ok'));
    expect(() => createRun(join(base, 'ok'), START)).not.toThrow();
  });

  it('gives each run its own folder, newest last', () => {
    const state = scratch();
    const runs = Array.from({ length: 5 }, () => createRun(state, START).run);
    expect(new Set(runs).size).toBe(5);
    for (const run of runs) expect(run).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6}$/);
  });
});
