/** What must hold of whatever a reader answers. */
import type { Place, Problem } from '../../../src/problem/problem.ts';

/** The same input gives the same answer. @returns the answer */
export function deterministic<T>(read: () => T): T {
  const answer = read();
  const [once, twice] = [answer, read()].map((each) => JSON.stringify(each));
  if (once !== twice) throw new Error('another answer the second time');
  return answer;
}

/** Each place in an answer, however deep, is one of the text's. */
export function expectPlaces(answer: unknown, texts: Readonly<Record<string, string>>): void {
  for (const place of placesIn(answer)) {
    const text = texts[place.file];
    if (text === undefined) throw new Error(`a place in another file: ${place.file}`);
    const lines = text.split('\n');
    const line = lines[place.line - 1];
    const last = (line ?? '').length + 1;
    if (line === undefined || place.line < 1 || place.column < 1 || place.column > last)
      throw new Error(`no such place: ${place.line}:${place.column} of ${lines.length} lines`);
  }
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return isPlace(value) ? [value] : Object.values(value).flatMap(placesIn);
}

function isPlace(value: object): value is Place {
  return 'file' in value && 'line' in value && 'column' in value;
}

/** Something is said, in words. */
export function expectProblems(problems: readonly Problem[]): void {
  if (problems.length === 0) throw new Error('refused, and nothing is said');
  for (const { message, rule, hint = '' } of problems) {
    if (message === '' || rule === '') throw new Error('a problem without words');
    expectNoLeak(`${message} ${hint}`);
  }
}

/** What a template or a message gets when a value that isn't text slips into it. */
const SLIPS = ['[object Object]', '[object Undefined]', 'function ('];

export function expectNoLeak(text: string): void {
  for (const slip of SLIPS) if (text.includes(slip)) throw new Error(`it says ${slip}`);
}
