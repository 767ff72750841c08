/**
 * Finds, in a stream of bytes, the lines by which the host's runner tells what it does.
 *
 * A marker is a nonce that was made up for this request and that no command knows, words,
 * and a line end. It may stand anywhere, also right after a line that was left open, and
 * be cut anywhere. All other bytes are the command's, and come out as they went in. Pure.
 */

export type Token =
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'marker'; readonly text: string };

export class MarkerScanner {
  readonly #mark: Buffer;
  /** Bytes that may be the beginning of a marker, or the marker so far. */
  #held: Buffer = Buffer.alloc(0);

  constructor(nonce: string) {
    this.#mark = Buffer.from(`${nonce} `);
  }

  /** Takes the next bytes. What may be a marker's beginning is held back until more is known. */
  push(bytes: Buffer): Token[] {
    const tokens: Token[] = [];
    let rest = this.#held.length > 0 ? Buffer.concat([this.#held, bytes]) : bytes;
    for (let at = rest.indexOf(this.#mark); at !== -1; at = rest.indexOf(this.#mark)) {
      const from = at + this.#mark.length;
      const end = rest.indexOf('\n', from);
      tokens.push(...data(rest.subarray(0, at)));
      if (end === -1) return this.#hold(rest.subarray(at), tokens);
      tokens.push({ kind: 'marker', text: rest.toString('utf8', from, end) });
      rest = rest.subarray(end + 1);
    }
    const safe = rest.length - this.#begun(rest);
    tokens.push(...data(rest.subarray(0, safe)));
    return this.#hold(rest.subarray(safe), tokens);
  }

  /** At the stream's end: what was held back was no marker. */
  flush(): Buffer {
    const bytes = this.#held;
    this.#held = Buffer.alloc(0);
    return bytes;
  }

  /** A copy: the few bytes would keep their whole packet in memory. */
  #hold(bytes: Buffer, tokens: Token[]): Token[] {
    this.#held = Buffer.from(bytes);
    return tokens;
  }

  /** How many of the last bytes are the beginning of a marker. */
  #begun(bytes: Buffer): number {
    const most = Math.min(this.#mark.length - 1, bytes.length);
    for (let length = most; length > 0; length -= 1)
      if (bytes.subarray(-length).equals(this.#mark.subarray(0, length))) return length;
    return 0;
  }
}

function data(bytes: Buffer): Token[] {
  return bytes.length > 0 ? [{ kind: 'data', bytes }] : [];
}
