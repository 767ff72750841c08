/**
 * Secrets → placeholders, in texts and in streams. The executor's one choke point
 * (`report.ts`) sends everything through here before terminal, journal and logs. Pure.
 *
 * What a secret looks like when a command prints it is in `forms.ts`.
 */
import { formsOf, isWeak, MIN_LENGTH } from './forms.ts';
import { type Form, merged, Search, type Span } from './search.ts';

export interface Mask {
  text(text: string): string;
  /** For text that comes in chunks: a secret may be cut anywhere. One for each stream. */
  stream(): MaskStream;
  /** One more secret, from now on: in streams that are open too. */
  add(name: string, value: string): void;
  /** Names of the secrets that are too short to be masked: refuse to run with them. */
  readonly tooShort: readonly string[];
  /** Names of those that aren't found in the middle of a longer base64 text: say so. */
  readonly weak: readonly string[];
}

export interface MaskStream {
  /** Masked text that is safe to show. What may be the beginning of a secret is held back. */
  push(chunk: string): string;
  /** The rest, at the stream's end. */
  flush(): string;
  /** Whether something is held back. */
  readonly pending: boolean;
}

/** @param secrets name → value. The placeholder is the plan's: `‹secret:name›`. */
export function createMask(secrets: Readonly<Record<string, string>>): Mask {
  return new SecretMask(secrets);
}

class SecretMask implements Mask {
  readonly #secrets = new Map<string, string>();
  readonly #tooShort: string[] = [];
  #finder: Finder | undefined;

  constructor(secrets: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries(secrets)) this.add(name, value);
  }

  get weak(): readonly string[] {
    return [...this.#secrets].flatMap(([value, name]) => (isWeak(value) ? name : []));
  }

  get tooShort(): readonly string[] {
    return this.#tooShort;
  }

  add(name: string, value: string): void {
    if (value === '' || value.includes('\0') || this.#secrets.has(value)) return;
    if (value.length < MIN_LENGTH) {
      this.#tooShort.push(name);
      return;
    }
    this.#secrets.set(value, name);
    this.#finder = new Finder(this.#secrets);
  }

  text(text: string): string {
    const finder = this.#finder;
    return finder ? replace(text, text.length, merged(finder.scan(text).spans)).masked : text;
  }

  stream(): MaskStream {
    let held = '';
    /** What stands at the beginning of `held` belongs to a secret that was replaced already. */
    let begun: Span | undefined;
    const give = (all: boolean): string => {
      const found = this.#finder?.scan(held) ?? { spans: [], open: held.length };
      const spans = merged(found.spans, begun);
      const length = all ? held.length : found.open;
      const given = replace(held, length, spans, begun !== undefined);
      held = held.slice(length);
      begun = given.begun;
      return given.masked;
    };
    return {
      get pending() {
        return held !== '';
      },
      push: (chunk) => {
        held += chunk;
        return give(false);
      },
      flush: () => give(true),
    };
  }
}

/** A longer form is looked for in pieces: a part of it is a secret too, and little is held back. */
const PIECE = 64;

function pieces(text: string, name: string): Form[] {
  if (text.length <= 2 * PIECE) return [{ text, name }];
  const starts = Array.from({ length: Math.floor(text.length / PIECE) }, (_, at) => at * PIECE);
  const all = [...starts, text.length - PIECE].map((at) => text.slice(at, at + PIECE));
  return [...new Set(all)].map((piece) => ({ text: piece, name, piece: true }));
}

/** Where encoders break lines: what is wrapped is looked for without them. */
const LINE_END = /\r?\n[ \t]*|\r$/g;

interface Found {
  /** Where secrets stand; some overlap. */
  readonly spans: readonly Span[];
  /** Where a secret begins that the text's end may cut off; the text's length when none does. */
  readonly open: number;
}

/** Looks for all forms of all secrets. */
class Finder {
  readonly #plain: Search;
  readonly #wrapped: Search | undefined;

  /** @param secrets value → name */
  constructor(secrets: ReadonlyMap<string, string>) {
    const all = [...secrets].map(([value, name]) => ({ name, ...formsOf(value) }));
    const named = (of: 'plain' | 'wrapped'): Form[] =>
      all.flatMap((forms) => forms[of].flatMap((text) => pieces(text, forms.name)));
    // On one line, a wrapped form is like any other.
    this.#plain = new Search([...named('plain'), ...named('wrapped')]);
    this.#wrapped = named('wrapped').length > 0 ? new Search(named('wrapped')) : undefined;
  }

  scan(text: string): Found {
    const plain = { spans: this.#plain.find(text), open: this.#plain.open(text) };
    const joined = this.#wrapped && join(text);
    if (!joined) return plain;
    const search = this.#wrapped as Search;
    const { original } = joined;
    const wrapped = search.find(joined.text).map(({ from, to, ...form }) => ({
      ...{ from: original(from), to: original(to - 1) + 1, ...form },
    }));
    const open = search.open(joined.text);
    return {
      spans: [...plain.spans, ...wrapped],
      open: Math.min(plain.open, open < joined.text.length ? original(open) : text.length),
    };
  }
}

interface Joined {
  readonly text: string;
  /** A position in `text` → the one in the text with its line ends. */
  original(at: number): number;
}

/** The text without its line ends; undefined when it has none. */
function join(text: string): Joined | undefined {
  if (!/[\r\n]/.test(text)) return undefined;
  const breaks = [...text.matchAll(LINE_END)].map(({ index, 0: found }) => [index, found.length]);
  return {
    text: text.replaceAll(LINE_END, ''),
    original(at) {
      let position = at;
      for (const [index = 0, length = 0] of breaks) {
        if (index > position) break;
        position += length;
      }
      return position;
    },
  };
}

interface Replaced {
  readonly masked: string;
  /** What follows `length` and belongs to a secret that is in `masked` as a placeholder. */
  readonly begun: Span | undefined;
}

/**
 * The first `length` characters of `text`, with the spans replaced.
 * @param continues the first span was replaced already
 */
function replace(
  text: string,
  length: number,
  spans: readonly Span[],
  continues = false,
): Replaced {
  let masked = '';
  let at = 0;
  let begun: Span | undefined;
  for (const [index, { from, to, name, piece }] of spans.entries()) {
    if (from >= length && !(continues && index === 0)) break;
    masked += text.slice(at, from);
    if (!(continues && index === 0)) masked += `‹secret:${name}›`;
    at = Math.min(to, length);
    if (to > length || (to === length && piece)) begun = { from: 0, to: to - length, name, piece };
  }
  return { masked: masked + text.slice(at, length), begun };
}
