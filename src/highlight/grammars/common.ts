/** Rules that the grammars of configurations share. */

/** A TextMate grammar, as far as these use it. */
export interface Rule {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly include?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}
type Captures = Readonly<
  Record<string, { readonly name?: string; readonly patterns?: readonly Rule[] }>
>;

export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly aliases?: readonly string[];
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

/** `10.0.0.1/24`, `fe80::1`, `10.0.0.0 0.0.0.255`, MAC addresses. */
export const ADDRESS: Rule = {
  name: 'constant.numeric.address',
  match:
    '(?<![\\w.:])(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d{1,2})?|(?:[0-9A-Fa-f]{1,4}:){2,7}[0-9A-Fa-f]{0,4}(?:/\\d{1,3})?|(?:[0-9a-f]{4}\\.){2}[0-9a-f]{4})(?![\\w.:])',
};

export const NUMBER: Rule = {
  name: 'constant.numeric',
  match: '(?<![\\w./:-])\\d+(?:\\.\\d+)?(?:-\\d+)?(?:[kMG])?(?![\\w/:])',
};

export const HASH_COMMENT: Rule = { name: 'comment.line', match: '^\\s*#.*$' };
