import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, NO_LINE } from '../../src/journal/decode.ts';
import type { NewEntry } from '../../src/journal/journal.ts';
import { RecordWriter } from '../../src/journal/records-fs.ts';
import { ended, START, started } from './records.ts';
import { scratch } from './scratch.ts';

const FIRST = { nextSeq: 1, prev: NO_LINE };
const BEGIN: NewEntry = { type: 'run-started', format: 2, run: 'r1', ...START };

function file(): string {
  return join(scratch(), 'journal');
}

/** A disk whose syncs end when the test says so. */
function slowDisk() {
  const syncs: (() => void)[] = [];
  const sync = () => new Promise<void>((resolve) => syncs.push(resolve));
  return { syncs, sync };
}

async function turns(count = 3): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise(setImmediate);
}

describe('the records of one turn', () => {
  it('share one sync, in order, and wait for it', async () => {
    const path = file();
    const { syncs, sync } = slowDisk();
    const writer = new RecordWriter(openSync(path, 'a'), FIRST, sync);
    const done: number[] = [];
    for (const [index, entry] of [BEGIN, started('one'), ended('one', 'ok')].entries())
      void writer.append(entry).then(() => done.push(index));
    await turns();
    expect([syncs.length, done]).toEqual([1, []]);
    void writer.append(started('two')).then(() => done.push(3));
    void writer.append(ended('two', 'ok')).then(() => done.push(4));
    await turns();
    expect(syncs.length).toBe(1);
    syncs[0]?.();
    await turns();
    expect([syncs.length, done]).toEqual([2, [0, 1, 2]]);
    syncs[1]?.();
    await writer.close();
    expect(done).toEqual([0, 1, 2, 3, 4]);
    const { entries, problems } = decode(readFileSync(path), path);
    expect(problems).toEqual([]);
    expect(entries.map(({ type }) => type)).toEqual([
      'run-started',
      ...['step-started', 'step-ended', 'step-started', 'step-ended'],
    ]);
  });

  it('are all refused when the disk is full, and so are all that follow', async () => {
    const full = openSync('/dev/full', 'w');
    const writer = new RecordWriter(full, FIRST);
    const both = await Promise.allSettled([writer.append(BEGIN), writer.append(started('one'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // The same descriptor, now of a file that could be written.
    closeSync(full);
    const path = file();
    expect(openSync(path, 'a')).toBe(full);
    await expect(writer.append(started('two'))).rejects.toThrow('ENOSPC');
    await writer.close();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('are refused once the journal is closed', async () => {
    const writer = new RecordWriter(openSync(file(), 'a'), FIRST);
    await writer.close();
    await expect(writer.append(BEGIN)).rejects.toThrow('the journal is closed');
  });
});
