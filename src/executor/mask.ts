/**
 * Secrets → placeholders, in texts and in streams. The executor's one choke point
 * (`report.ts`) sends everything through here before terminal, journal and logs. Pure.
 *
 * What a secret looks like when a command prints it is in `mask-forms.ts`.
 */
import { formsOf, MIN_LENGTH } from './mask-forms.ts';
import { type Form, Search, type Span } from './mask-search.ts';

export interface Mask {
  text(text: string): string;
  /** For text that comes in chunks: a secret may be cut anywhere. One for each stream. */
  stream(): MaskStream;
  /** One more secret, from now on: in streams that are open too. */
  add(name: string, value: string): void;
  /** Names of the secrets that are too short to be masked: refuse to run with them. */
  readonly tooShort: readonly string[];
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
    return finder ? replace(text, text.length, finder.scan(text).spans) : text;
  }

  stream(): MaskStream {
    let held = '';
    const give = (length: number, spans: readonly Span[]): string => {
      const masked = replace(held, length, spans);
      held = held.slice(length);
      return masked;
    };
    return {
      get pending() {
        return held !== '';
      },
      push: (chunk) => {
        held += chunk;
        if (!this.#finder) return give(held.length, []);
        const found = this.#finder.scan(held);
        return give(safeLength(found), found.spans);
      },
      flush: () => give(held.length, this.#finder?.scan(held).spans ?? []),
    };
  }
}

/** Where encoders break lines: what is wrapped is looked for without them. */
const LINE_END = /\r?\n[ \t]*|\r$/g;

interface Found {
  /** Where secrets stand, in order; those that overlap are one. */
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
      all.flatMap((forms) => forms[of].map((text) => ({ text, name: forms.name })));
    // On one line, a wrapped form is like any other.
    this.#plain = new Search([...named('plain'), ...named('wrapped')]);
    this.#wrapped = named('wrapped').length > 0 ? new Search(named('wrapped')) : undefined;
  }

  scan(text: string): Found {
    const plain = { spans: this.#plain.find(text), open: this.#plain.open(text) };
    const joined = this.#wrapped && join(text);
    if (!joined) return { spans: merged(plain.spans), open: plain.open };
    const search = this.#wrapped as Search;
    const { original } = joined;
    const wrapped = search.find(joined.text).map(({ from, to, name }) => ({
      ...{ from: original(from), to: original(to - 1) + 1, name },
    }));
    const open = search.open(joined.text);
    return {
      spans: merged([...plain.spans, ...wrapped]),
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

function merged(spans: readonly Span[]): Span[] {
  const ordered = [...spans].sort((a, b) => a.from - b.from || b.to - a.to);
  const whole: Span[] = [];
  for (const span of ordered) {
    const last = whole.at(-1);
    if (last && span.from < last.to)
      whole[whole.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    else whole.push(span);
  }
  return whole;
}

/** The first `length` characters of `text`, with the spans replaced. */
function replace(text: string, length: number, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const { from, to, name } of spans) {
    if (to > length) break;
    masked += `${text.slice(at, from)}‹secret:${name}›`;
    at = to;
  }
  return masked + text.slice(at, length);
}

/** How much of the text no later chunk can turn into a part of a secret. */
function safeLength({ spans, open }: Found): number {
  return spans.find(({ from, to }) => from < open && to > open)?.from ?? open;
}
