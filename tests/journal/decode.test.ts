import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../src/journal/decode.ts';
import type { Entry } from '../../src/journal/entries.ts';
import { fold } from '../../src/journal/fold.ts';
import { decision, ended, journal, ref, started } from './samples.ts';

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

/** Name → text → rules of the problems → seqs that are read → next seq. */
const DAMAGE: [string, string, string[], number[], number][] = [
  ['whole', LINES.slice(0, 3).join(''), [], [1, 2, 3], 4],
  ['empty', '', [], [], 1],
  [
    'torn last line',
    LINES.slice(0, 2).join('') + LINES[2]?.slice(0, 20),
    ['journal-torn'],
    [1, 2],
    3,
  ],
  ['last line without its end', LINES.slice(0, 2).join('').trimEnd(), [], [1, 2], 3],
  [
    'torn line, terminated later',
    `${LINES[0]}{"seq":2,"at\n${LINES[1]}`,
    ['journal-line'],
    [1, 2],
    3,
  ],
  ['zeros after a power cut', `${LINES[0]}\0\0\0\0\n${LINES[1]}`, ['journal-line'], [1, 2], 3],
  ['a hole', `${LINES[0]}${LINES[3]}`, ['journal-hole'], [1, 4], 5],
  ['two writers', `${LINES[0]}${LINES[1]}${LINES[1]}`, ['journal-order'], [1, 2, 2], 3],
  ['no start', `${LINES[1]}`, ['journal-hole', 'journal-start'], [2], 3],
  ['not an object', `${LINES[0]}[1]\n`, ['journal-line'], [1], 2],
  [
    'an end without its result',
    `${LINES[0]}{"seq":2,"at":"","type":"step-ended","step":"one"}\n`,
    ['journal-line'],
    [1],
    2,
  ],
  [
    'a type of a newer version',
    `${LINES[0]}{"seq":2,"at":"","type":"constructor"}\n`,
    [],
    [1, 2],
    3,
  ],
];

describe('decode', () => {
  it.each(DAMAGE)('%s', (_name, text, rules, seqs, nextSeq) => {
    const decoded = decode(text, 'j');
    expect(decoded.problems.map(({ rule }) => rule)).toEqual(rules);
    expect(decoded.entries.map(({ seq }) => seq)).toEqual(seqs);
    expect(decoded.nextSeq).toBe(nextSeq);
    expect(decoded.unterminated).toBe(text !== '' && !text.endsWith('\n'));
  });

  it('says where', () => {
    const [problem] = decode(`${LINES[0]}${LINES[3]}`, 'runs/r1/journal.jsonl').problems;
    expect(problem).toMatchObject({
      message: 'Records 2 to 3 are missing',
      place: { file: 'runs/r1/journal.jsonl', line: 2, column: 1 },
    });
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
          const text = edited.map((each) => `${JSON.stringify(each)}\n`).join('');
          const { entries } = decode(text, 'j');
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
      const state = fold(decode(text, 'j').entries);
      for (const step of state.steps.filter(
        ({ status }) => status === 'done' || status === 'skipped',
      ))
        expect(endedBy(ENTRIES, step.step, text), `after ${length} bytes`).toBe(true);
    }
  });

  it('says unknown of a step exactly when its start is recorded and its end is not', () => {
    for (const length of prefixes) {
      const text = bytes.subarray(0, length).toString('utf8');
      const state = fold(decode(text, 'j').entries);
      const status = state.steps.find(({ step }) => step === 'one')?.status;
      if (status === undefined) continue;
      const [begun, over] = [holds(text, LINES[1]), holds(text, LINES[2])];
      expect(status, `after ${length} bytes`).toBe(over ? 'done' : begun ? 'unknown' : 'pending');
    }
  });

  it('reports at most the torn last line', () => {
    for (const length of prefixes) {
      const { problems } = decode(bytes.subarray(0, length).toString('utf8'), 'j');
      expect(problems.filter(({ rule }) => rule !== 'journal-torn')).toEqual([]);
      expect(problems.length).toBeLessThanOrEqual(1);
    }
  });
});

/** A record is held when it is whole, with or without its line end. */
function holds(text: string, line: string | undefined): boolean {
  return text.includes((line ?? '\0').trimEnd());
}

function endedBy(entries: readonly Entry[], step: string, text: string): boolean {
  return entries.some(
    (entry) => entry.type === 'step-ended' && entry.step === step && holds(text, encode(entry)),
  );
}
