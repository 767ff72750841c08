/** A run's recording on disk, over several sessions and however it was cut. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Cast, parseCast } from '../../../src/cli/recording/cast.ts';
import { Recorder } from '../../../src/cli/recording/recorder-fs.ts';

const SCREEN = { columns: 80, rows: 24 };

function film() {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-film-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'recording.cast');
  const clock = { now: 1_700_000_000_000 };
  const troubles: string[] = [];
  return {
    folder,
    path,
    clock,
    troubles,
    text: () => readFileSync(path, 'utf8'),
    cast: () => parseCast(readFileSync(path, 'utf8')) as Cast,
    session(columns = SCREEN.columns) {
      const screen = { ...SCREEN, columns };
      return new Recorder(
        screen,
        (trouble) => troubles.push(trouble),
        () => clock.now,
      );
    },
  };
}

describe('a recording', () => {
  it('holds what was shown before the run had a folder, is private, and has one header', () => {
    const { folder, path, session, cast } = film();
    const recorder = session();
    recorder.write('first\n');
    recorder.open(folder, 'Demo');
    recorder.stream('second');
    recorder.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { header, events } = cast();
    expect(header).toMatchObject({ version: 2, width: 80, height: 24, title: 'Demo' });
    expect(events.map(({ text }) => text).join('')).toBe('first\r\nsecond');
  });

  it('is appended to by the next session, with times that go on', () => {
    const { folder, session, cast, clock } = film();
    const first = session();
    first.open(folder, 'Demo');
    first.write('one');
    first.close();
    clock.now += 3_600_000;
    const second = session(120);
    second.open(folder, 'Demo');
    second.write('two');
    second.close();
    expect(cast().events).toEqual([
      { time: 0, code: 'o', text: 'one' },
      { time: 3600, code: 'r', text: '120x24' },
      { time: 3600, code: 'o', text: 'two' },
    ]);
  });

  it('goes on after a last line that was cut off', () => {
    const { folder, path, session, cast } = film();
    const first = session();
    first.open(folder, 'Demo');
    first.write('one');
    first.close();
    const torn = readFileSync(path, 'utf8');
    writeFileSync(path, torn.slice(0, -4));
    const second = session();
    second.open(folder, 'Demo');
    second.write('two');
    second.close();
    expect(cast().unreadable).toBe(1);
    expect(cast().events.at(-1)?.text).toBe('two');
  });

  it('puts aside a file that is no recording', () => {
    const { folder, path, session, cast } = film();
    writeFileSync(path, '{"vers');
    const recorder = session();
    recorder.open(folder, 'Demo');
    recorder.write('one');
    recorder.close();
    expect(cast().events).toHaveLength(1);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"vers');
  });

  it('that can not be written is told once, and throws nothing', () => {
    const { folder, session, troubles } = film();
    const recorder = session();
    recorder.open(join(folder, 'gone'), 'Demo');
    for (let at = 0; at < 10; at += 1) recorder.stream('x'.repeat(100_000));
    recorder.close();
    expect(troubles).toEqual([expect.stringContaining('the recording can not be written: ENOENT')]);
  });

  it('writes by itself when much waits', () => {
    const { folder, session, cast } = film();
    const recorder = session();
    recorder.open(folder, 'Demo');
    recorder.stream('x'.repeat(100_000));
    expect(cast().events[0]?.text).toHaveLength(100_000);
    recorder.close();
  });
});
