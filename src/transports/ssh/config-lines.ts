/**
 * The lines of an ssh config, as OpenSSH splits them (readconf.c, argv_split in misc.c):
 * a keyword, then words; quotes of both kinds, `\` before a quote, itself or a space, and a
 * comment from a `#` at the head of a word. Pure.
 */

export interface ConfigLine {
  /** In lower case. */
  readonly keyword: string;
  readonly args: readonly string[];
  /** All after the keyword, as written. */
  readonly rest: string;
  /** For messages: `file:line`. */
  readonly place: string;
}

/** What is wrong with a config, and where; the caller says for which host it was read. */
export class ConfigProblem extends Error {
  readonly hint: string;

  constructor(place: string, message: string, hint = 'Correct it; `ssh -G HOST` shows the same.') {
    super(`${place}: ${message}`);
    this.name = 'ConfigProblem';
    this.hint = hint;
  }
}

const LINE = /^\s*([^\s=#"][^\s=]*)(?:\s*=\s*|\s+|$)(.*)$/;

/** @throws ConfigProblem for a line without a value, and for a quote that doesn't end */
export function configLines(text: string, file: string): ConfigLine[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const [, keyword, rest = ''] = LINE.exec(raw.trimEnd()) ?? [];
    if (keyword === undefined) return [];
    const place = `${file}:${index + 1}`;
    const args = words(rest);
    if (args === undefined) throw new ConfigProblem(place, 'a quote that does not end');
    if (rest === '') throw new ConfigProblem(place, `${keyword} has no value`);
    return [{ keyword: keyword.toLowerCase(), args, rest, place }];
  });
}

// Each sign can be read in one way only: a quote that doesn't end would be tried in 2ⁿ ways.
const ESCAPED = String.raw`\\['"\\]|\\(?!['"\\])`;
const DOUBLE = String.raw`"((?:${ESCAPED}|[^"\\])*)"`;
const SINGLE = String.raw`'((?:${ESCAPED}|[^'\\])*)'`;
const PLAIN = String.raw`\\['"\\ ]|\\(?!['"\\ ])|[^\s'"\\]`;
const WORD = new RegExp(`(?:${DOUBLE}|${SINGLE}|${PLAIN})+`, 'y');
const PART = new RegExp(`${DOUBLE}|${SINGLE}|${PLAIN}`, 'g');

/** The words of a line, without quotes; undefined when a quote doesn't end. */
export function words(text: string): string[] | undefined {
  const found: string[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, WORD.lastIndex)) {
    if (text[at] === '#') break;
    WORD.lastIndex = at;
    const [word] = WORD.exec(text) ?? [];
    if (word === undefined) return undefined;
    found.push(unquoted(word));
    const next = text[WORD.lastIndex];
    if (next === '"' || next === "'") return undefined;
  }
  return found;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

function unquoted(word: string): string {
  return word.replace(PART, (part, double?: string, single?: string) => {
    const quoted = double ?? single;
    return quoted === undefined
      ? part.replace(/^\\(['"\\ ])$/, '$1')
      : quoted.replace(/\\(['"\\])/g, '$1');
  });
}
