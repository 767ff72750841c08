import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/journal/decode.ts';
import type { Entry } from '../../src/journal/entries.ts';
import { fold } from '../../src/journal/fold.ts';
import { decision, ended, journal, rechained, ref, started } from './records.ts';

const ENTRIES = journal(
  started('one'),
  ended('one', 'changed'),
  ended('two', 'skipped'),
  started('three'),
  { type: 'step-unknown', ...ref('three'), attempt: 1, detail: 'link lost — ligne perdue' },
  { type: 'resumed', operator: 'ada', machine: 'desk', version: '0' },
  decision('three', 'rerun'),
  started('three', 2),
);
const LINES = ENTRIES.map(encode);
const TEXT = LINES.join('');

const [START, ONE, END] = LINES as [string, string, string];

/** Name → text → rules of the problems → how many records are believed. */
const DAMAGE: [string, string, string[], number][] = [
  ['whole', START + ONE + END, [], 3],
  ['empty', '', ['journal-start'], 0],
  ['a torn first record', START.slice(0, 50), ['journal-torn', 'journal-start'], 0],
  ['a torn last record', START + ONE + END.slice(0, 20), ['journal-torn'], 2],
  ['a last record without its line end', (START + ONE).slice(0, -1), ['journal-torn'], 1],
  ['zeros after a power cut', `${START}${ONE}${'\0'.repeat(512)}`, ['journal-torn'], 2],
  ['garbage after a power cut', `${START}${ONE}\x80\xff{"seq"`, ['journal-torn'], 2],
  ['a torn record, glued to the next', `${START}{"seq":2,"at${ONE}${END}`, ['journal-damaged'], 1],
  ['a torn record, then others', `${START}{"seq":2,"at\n${ONE}${END}`, ['journal-damaged'], 1],
  ['zeros in the middle', `${START}\0\0\0\0\n${ONE}`, ['journal-damaged'], 1],
  ['an empty line', `${START}\n${ONE}`, ['journal-damaged'], 1],
  ['a lost record', START + END, ['journal-damaged'], 1],
  ['a doubled record', START + ONE + ONE, ['journal-damaged'], 2],
  ['two that were swapped', START + END + ONE, ['journal-damaged'], 1],
  ['an edited record', START + ONE.replace('web1', 'web2') + END, ['journal-damaged'], 2],
  ['no start', ONE + END, ['journal-damaged'], 0],
  ['not an object', `${START}[1]\n`, ['journal-damaged'], 1],
  ['no prev', `${START}{"seq":2,"at":"","type":"paused"}\n`, ['journal-damaged'], 1],
  [
    'an end without its result',
    `${START}{"seq":2,"at":"","type":"step-ended","step":"one"}\n`,
    ['journal-damaged'],
    1,
  ],
];

function read(text: string) {
  return decode(Buffer.from(text), 'runs/r1/journal.jsonl');
}

function lines(records: readonly Entry[]): string {
  return records.map(encode).join('');
}

describe('decode', () => {
  it.each(DAMAGE)('%s', (_name, text, rules, believed) => {
    const decoded = read(text);
    expect(decoded.problems.map(({ rule }) => rule)).toEqual(rules);
    expect(decoded.entries.map(({ seq }) => seq)).toEqual(
      ENTRIES.slice(0, believed).map(({ seq }) => seq),
    );
    expect(decoded.nextSeq).toBe(believed + 1);
    expect(decoded.wholeBytes).toBe(Buffer.byteLength(LINES.slice(0, believed).join('')));
    expect(decoded.torn).toBe(rules.includes('journal-torn'));
    expect(decoded.damage?.rule).toBe(rules.find((rule) => rule !== 'journal-torn'));
  });

  it('says where the damage is, what is known until there, and what to do', () => {
    expect(read(START + ONE + ONE.replace('"seq":2', '"seq":5')).damage).toEqual({
      rule: 'journal-damaged',
      severity: 'error',
      place: { file: 'runs/r1/journal.jsonl', line: 3, column: 1 },
      message: 'Records 3 to 4 are missing',
      expected: 'record 3',
      actual: 'record 5',
      hint: expect.stringContaining(
        'What is known ends with record 2, 2026-01-01T00:00:01Z (step-started: one on web1). What follows is not believed',
      ),
    });
  });

  it('takes what follows for nothing, however whole it is', () => {
    const forged = read(`${START}{}\n${ONE}${END}`);
    expect(fold(forged.entries).steps.map(({ status }) => status)).toEqual(
      Array(3).fill('pending'),
    );
  });

  it('keeps the records of a newer version', () => {
    const newer = rechained([ENTRIES[0] as Entry, { at: '', type: 'constructor' }]);
    expect(read(lines(newer))).toMatchObject({ entries: newer, problems: [] });
  });

  it('reads the first format, which had no chain', () => {
    const old = ENTRIES.map(({ prev: _, ...entry }, index) =>
      index === 0 ? { ...entry, format: 1 } : entry,
    ) as Entry[];
    expect(read(lines(old))).toMatchObject({ entries: old, problems: [] });
    expect(read(lines(old.toSpliced(3, 1))).damage?.message).toBe('Records 4 to 4 are missing');
  });

  it.each([
    'output/../journal.jsonl/x',
    '/etc/passwd',
    'output/a/b',
    'output/..',
    '../output/a',
    'output/',
  ])('lets no record lead to a file outside the outputs: %s', (output) => {
    const records = rechained(
      ENTRIES.map((entry) => (entry.type === 'step-started' ? { ...entry, output } : entry)),
    );
    expect(read(lines(records)).damage?.place?.line).toBe(2);
  });
});

describe('a journal that somebody edited', () => {
  const FOREIGN = [null, 5, 'x', [], {}, [null], [5], { a: null }];

  it('is read without an error, whatever a field holds or lacks', () => {
    for (const [index, entry] of ENTRIES.entries()) {
      for (const field of Object.keys(entry)) {
        for (const value of [undefined, ...FOREIGN]) {
          const edited = ENTRIES.map((other) =>
            other === entry ? { ...entry, [field]: value } : other,
          );
          const keepsChain = field !== 'seq' && field !== 'prev';
          const { entries } = read(lines(keepsChain ? rechained(edited) : (edited as Entry[])));
          const { steps, params, title } = fold(entries);
          const where = `${index} ${field} ${JSON.stringify(value)}`;
          expect(typeof title, where).toBe('string');
          expect(
            Object.values(params).every((each) => typeof each === 'string'),
            where,
          ).toBe(true);
          for (const { step, host, detail = '' } of steps)
            expect([typeof step, typeof host, typeof detail], where).toEqual(
              Array(3).fill('string'),
            );
        }
      }
    }
  });
});

describe('any byte-prefix of a journal', () => {
  const bytes = Buffer.from(TEXT);
  const prefixes = Array.from({ length: bytes.length + 1 }, (_, length) => length);

  it('never claims a step done that has no recorded end', () => {
    for (const length of prefixes) {
      const text = bytes.subarray(0, length).toString('utf8');
      const state = fold(decode(bytes.subarray(0, length), 'j').entries);
      for (const step of state.steps.filter(
        ({ status }) => status === 'done' || status === 'skipped',
      ))
        expect(endedBy(ENTRIES, step.step, text), `after ${length} bytes`).toBe(true);
    }
  });

  it('says unknown of a step exactly when its start is recorded and its end is not', () => {
    for (const length of prefixes) {
      const text = bytes.subarray(0, length).toString('utf8');
      const state = fold(decode(bytes.subarray(0, length), 'j').entries);
      const status = state.steps.find(({ step }) => step === 'one')?.status;
      if (status === undefined) continue;
      const [begun, over] = [holds(text, LINES[1]), holds(text, LINES[2])];
      expect(status, `after ${length} bytes`).toBe(over ? 'done' : begun ? 'unknown' : 'pending');
    }
  });

  it('reports at most the torn last line', () => {
    for (const length of prefixes) {
      const { problems, entries, damage } = decode(bytes.subarray(0, length), 'j');
      const rest = problems.filter(({ rule }) => rule !== 'journal-torn');
      expect(rest.map(({ rule }) => rule)).toEqual(entries.length > 0 ? [] : ['journal-start']);
      expect(problems.length - rest.length).toBeLessThanOrEqual(1);
      expect(damage).toBe(rest[0]);
    }
  });
});

/** A record is held when it is whole, its line end included. */
function holds(text: string, line: string | undefined): boolean {
  return text.includes(line ?? '\0');
}

function endedBy(entries: readonly Entry[], step: string, text: string): boolean {
  return entries.some(
    (entry) => entry.type === 'step-ended' && entry.step === step && holds(text, encode(entry)),
  );
}
