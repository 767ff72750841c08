/** The headers that a built site asks its server for: its `_headers` file, read. Pure. */

export interface HeaderRule {
  /** A path, or its beginning when it ends with `*`. */
  readonly pattern: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** For a folder that asks for nothing. */
const DEFAULT_RULES: readonly HeaderRule[] = [
  {
    pattern: '/*',
    headers: [
      ['Content-Security-Policy', "frame-ancestors 'none'"],
      ['X-Content-Type-Options', 'nosniff'],
      ['Referrer-Policy', 'no-referrer'],
      ['Cache-Control', 'no-cache'],
    ],
  },
];

/**
 * A line that isn't indented is a pattern; the indented ones under it are its headers.
 * @param text of the file; undefined when there is none.
 */
export function readHeaderRules(text: string | undefined): readonly HeaderRule[] {
  if (text === undefined) return DEFAULT_RULES;
  const rules: { pattern: string; headers: [string, string][] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s+([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) rules.at(-1)?.headers.push([name, value]);
    else if (line.startsWith('/')) rules.push({ pattern: line.trim(), headers: [] });
  }
  return rules.length === 0 ? DEFAULT_RULES : rules;
}

/** The headers of a path: where two rules set the same one, the later wins. */
export function headersFor(path: string, rules: readonly HeaderRule[]): Record<string, string> {
  const matching = rules.filter(({ pattern }) => matches(path, pattern));
  return Object.fromEntries(matching.flatMap(({ headers }) => headers));
}

function matches(path: string, pattern: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

/** The path that the site was built for, without slash at its end: `/docs`, or nothing. */
export function basePath(rules: readonly HeaderRule[]): string {
  return rules[0]?.pattern.replace(/\/\*$/, '') ?? '';
}
