/** The journal: real ones, damaged as disks do it, and forged as people do it. */
import fc from 'fast-check';
import { type Decoded, decode, encode } from '../../../src/journal/decode.ts';
import type { Entry } from '../../../src/journal/entries.ts';
import { replay } from '../../../src/journal/fold.ts';
import { resumableStart } from '../../../src/journal/format.ts';
import type { NewEntry } from '../../../src/journal/journal.ts';
import { ProblemError } from '../../../src/problem/problem.ts';
import { journal, rechained, ref } from '../../journal/records.ts';
import { deterministic, expectPlaces } from '../support/oracles.ts';
import { target } from '../support/target.ts';

const STEPS = ['one', 'two', 'three'];
const step = fc.constantFrom(...STEPS).map((name) => ref(name));
const attempt = fc.integer({ min: 1, max: 3 });
/** Any characters. `unit: 'binary'` of fast-check keeps a table of them all: 85 MB, for good. */
const words = fc
  .uint8Array({ maxLength: 40 })
  .map((bytes) => Buffer.from(bytes).toString('utf16le'));
const detail = fc.option(words, { nil: undefined });

/** Records in any order: what the executor would never write, too. */
const record: fc.Arbitrary<NewEntry> = fc.oneof(
  fc.record({ ref: step, attempt }).map(
    ({ ref, attempt }): NewEntry => ({
      ...{ type: 'step-started', ...ref, attempt, output: `output/${ref.step}.log` },
    }),
  ),
  fc
    .record({
      ref: step,
      attempt,
      detail,
      result: fc.constantFrom('ok', 'changed', 'skipped', 'failed'),
    })
    .map(({ ref, ...rest }): NewEntry => ({ type: 'step-ended', ...ref, ...rest, durationMs: 1 })),
  fc
    .record({ ref: step, attempt })
    .map(({ ref, attempt }): NewEntry => ({ type: 'step-unknown', ...ref, attempt, detail: '' })),
  fc
    .record({ ref: step, decision: fc.constantFrom('done', 'rerun', 'skip', 'abort') })
    .map(({ ref, decision }): NewEntry => ({ type: 'decision', ...ref, by: 'flag', decision })),
  fc.constantFrom<NewEntry>(
    { type: 'resumed', operator: 'bob', machine: 'desk', version: '0' },
    { type: 'paused', reason: 'interrupt' },
    { type: 'run-ended', status: 'failed' },
  ),
);
const records = fc.array(record, { maxLength: 12 }).map((entries) => journal(...entries));
const whole = records.map((entries) => Buffer.from(entries.map(encode).join('')));

type Damage = (bytes: Buffer) => Buffer;
const place = fc.nat({ max: 999_999 });
const some = fc.uint8Array({ maxLength: 12 });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  place.map((at) => (bytes: Buffer) => bytes.subarray(0, at % (bytes.length + 1))),
  fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(flip),
  fc.tuple(place, fc.nat({ max: 300 }), some).map(overwrite),
  fc
    .tuple(place, fc.nat({ max: 600 }))
    .map(([at, length]) => overwrite([at, length, zeros(length)])),
  fc.tuple(place, place).map(moveLine),
);

function zeros(length: number): Uint8Array {
  return new Uint8Array(length);
}

function flip([at, mask]: [number, number]): Damage {
  return (bytes) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0)
      changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ mask;
    return changed;
  };
}

function overwrite([at, length, piece]: [number, number, Uint8Array]): Damage {
  return (bytes) => {
    const from = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(from + length)]);
  };
}

function moveLine([from, to]: [number, number]): Damage {
  return (bytes) => {
    const lines = bytes.toString('latin1').split('\n');
    const [line = ''] = lines.splice(from % lines.length, 1);
    return Buffer.from(lines.toSpliced(to % (lines.length + 1), 0, line).join('\n'), 'latin1');
  };
}

/** No step is called done that no record says has ended, whatever else is lost. */
function expectHonest({ entries, damage }: Decoded): void {
  const { steps } = replay(entries, damage !== undefined).state;
  for (const { step, status } of steps) {
    if (status !== 'done' && status !== 'skipped') continue;
    const says = entries.some(
      (entry) => (entry.type === 'step-ended' || entry.type === 'decision') && entry.step === step,
    );
    if (!says) throw new Error(`${step} is called ${status}, and no record says so`);
  }
}

/** Begun, then neither ended nor decided about: never anything but unknown. */
function expectUnknown(entries: readonly Entry[]): void {
  for (const { step, host, status } of replay(entries).state.steps) {
    const last = entries.findLast(
      (entry) => 'hash' in entry && entry.step === step && entry.host === host,
    );
    if (last?.type === 'step-started' && status !== 'unknown')
      throw new Error(`${step} was begun, and is called ${status}`);
  }
}

export default [
  target<{ bytes: Buffer; damages: Damage[] }>({
    name: 'journal, damaged',
    inputs: fc.record({ bytes: whole, damages: fc.array(damage, { minLength: 1, maxLength: 3 }) }),
    runs: 3000,
    check({ bytes, damages }) {
      const damaged = damages.reduce((changed, change) => change(changed), bytes);
      const read = deterministic(() => decode(damaged, 'j'));
      expectHonest(read);
      expectPlaces(
        read.problems.map(({ place }) => place),
        { j: damaged.toString('latin1') },
      );
      const before = decode(bytes, 'j').entries;
      // The last record is vouched for by nothing behind it.
      for (const [index, entry] of read.entries.slice(0, -1).entries())
        if (JSON.stringify(entry) !== JSON.stringify(before[index]))
          throw new Error(`record ${index + 1} was changed, and is believed`);
      expectRefusedOrWhole(read);
    },
  }),
  target<{ bytes: Buffer; length: number }>({
    name: 'journal, cut',
    inputs: fc.record({ bytes: whole, length: place }),
    runs: 1500,
    check({ bytes, length }) {
      const read = decode(bytes.subarray(0, length % (bytes.length + 1)), 'j');
      expectHonest(read);
      expectUnknown(read.entries);
      if (read.entries.length > 0 && read.damage) throw new Error('a cut is no damage');
    },
  }),
  target<{ entries: Entry[]; which: number; field: string; value: unknown }>({
    name: 'journal, forged',
    inputs: fc.record({
      entries: records,
      which: place,
      field: fc.constantFrom(
        ...['type', 'step', 'host', 'hash', 'output', 'result', 'decision', 'attempt', 'steps'],
        ...['params', 'format', 'run', 'status', 'operator', 'durationMs', 'detail', '__proto__'],
      ),
      value: fc.jsonValue({ maxDepth: 3 }),
    }),
    runs: 2000,
    check({ entries, which, field, value }) {
      const forged = entries.map((entry, at) =>
        at === which % entries.length ? { ...entry, [field]: value } : entry,
      );
      const read = decode(Buffer.from(rechained(forged).map(encode).join('')), 'j');
      expectHonest(read);
      expectUnknown(read.entries);
      const { state } = replay(read.entries, read.damage !== undefined);
      for (const { step, host, title, detail = '' } of state.steps)
        if ([step, host, title, detail].some((text) => typeof text !== 'string'))
          throw new Error('a text that is none');
      expectRefusedOrWhole(read);
    },
  }),
];

/** Whether one may write behind it is decided without a throw of another kind. */
function expectRefusedOrWhole(read: Decoded): void {
  try {
    const { run } = resumableStart(read, 'folder', 'r1');
    if (run !== 'r1' || read.damage) throw new Error('it may not be resumed');
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}
