/**
 * Many texts looked for at once, in a text of any length. Pure.
 *
 * After Wu and Manber (1994): all texts are cut to the length of the shortest, and a table
 * says of each pair of characters how far one may jump when it ends the window. So most
 * characters are never looked at, and the time hardly grows with the number of texts.
 */

/** A text to be found, and whose it is. */
export interface Form {
  readonly text: string;
  readonly name: string;
  /** A piece of a longer one: pieces that follow one another are one. */
  readonly piece?: boolean | undefined;
}

/** Where a form stands: `from` included, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly piece?: boolean | undefined;
}

/**
 * In order; those that overlap are one, and so are pieces that follow one another.
 * @param begun what the first may be the rest of; it is the first of the result then
 */
export function merged(spans: readonly Span[], begun?: Span): Span[] {
  const whole: Span[] = begun ? [begun] : [];
  for (const span of [...spans].sort(inOrder)) {
    const last = whole.at(-1);
    if (last && (span.from < last.to || follows(span, last)))
      whole[whole.length - 1] = joined(last, span);
    else whole.push(span);
  }
  return whole;
}

/** Of those that begin together, pieces come first: one of them may go on with the span before. */
function inOrder(a: Span, b: Span): number {
  return a.from - b.from || Number(b.piece ?? false) - Number(a.piece ?? false) || b.to - a.to;
}

/** Its end is a piece's when a piece ends there. */
function joined(last: Span, span: Span): Span {
  if (span.to < last.to) return last;
  const piece = span.to > last.to ? span.piece : last.piece || span.piece;
  return { ...last, to: span.to, piece };
}

function follows(span: Span, last: Span): boolean {
  const pieces = span.piece === true && last.piece === true;
  return pieces && span.from === last.to && span.name === last.name;
}

const TABLE = 1 << 16;

function slot(first: number, second: number): number {
  return (first * 0x9f + second * 0x101) & (TABLE - 1);
}

export class Search {
  readonly #window: number;
  readonly #longest: number;
  readonly #jump: Uint8Array;
  /** By the pair that ends the window. */
  readonly #ending = new Map<number, Form[]>();
  /** By the first two characters. */
  readonly #beginning = new Map<number, Form[]>();
  readonly #firsts = new Set<string>();

  /** @param forms of two characters or more each */
  constructor(forms: readonly Form[]) {
    const lengths = forms.map(({ text }) => text.length);
    this.#window = Math.min(...lengths, 255);
    this.#longest = lengths.reduce((longest, length) => Math.max(longest, length), 0);
    this.#jump = new Uint8Array(TABLE).fill(this.#window - 1);
    for (const form of forms) this.#learn(form);
  }

  #learn(form: Form): void {
    const { text } = form;
    for (let at = 1; at < this.#window; at += 1) {
      const pair = pairAt(text, at);
      this.#jump[pair] = Math.min(this.#jump[pair] as number, this.#window - 1 - at);
    }
    push(this.#ending, pairAt(text, this.#window - 1), form);
    push(this.#beginning, pairAt(text, 1), form);
    this.#firsts.add(text.charAt(0));
  }

  /** Every place where a form stands, those that overlap included. */
  find(text: string): Span[] {
    const spans: Span[] = [];
    const jumps = this.#jump;
    let at = this.#window - 1;
    let before = at > 0 && at <= text.length ? text.charCodeAt(at - 1) : 0;
    while (at < text.length) {
      const char = text.charCodeAt(at);
      const pair = slot(before, char);
      const jump = jumps[pair] as number;
      if (jump === 0) this.#check(text, at - this.#window + 1, pair, spans);
      at += jump || 1;
      before = jump > 1 ? text.charCodeAt(at - 1) : char;
    }
    return spans;
  }

  #check(text: string, from: number, pair: number, spans: Span[]): void {
    for (const form of this.#ending.get(pair) ?? [])
      if (text.startsWith(form.text, from))
        spans.push({ from, to: from + form.text.length, name: form.name, piece: form.piece });
  }

  /**
   * Where the first form begins that the end of `text` cuts off: what comes next may
   * complete it. The text's length when there is none.
   */
  open(text: string): number {
    for (let at = Math.max(0, text.length - this.#longest + 1); at < text.length - 1; at += 1) {
      const pair = pairAt(text, at + 1);
      const end = text.length - at;
      for (const form of this.#beginning.get(pair) ?? [])
        if (form.text.length > end && text.endsWith(form.text.slice(0, end))) return at;
    }
    return this.#firsts.has(text.slice(-1)) ? text.length - 1 : text.length;
  }
}

/** Of the characters at `at - 1` and `at`. */
function pairAt(text: string, at: number): number {
  return slot(text.charCodeAt(at - 1), text.charCodeAt(at));
}

function push(map: Map<number, Form[]>, pair: number, form: Form): void {
  const forms = map.get(pair);
  if (forms) forms.push(form);
  else map.set(pair, [form]);
}
