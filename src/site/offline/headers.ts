/**
 * What a server should say with the site's files, as data: a text that is written beside them,
 * in the form that several hosts of static sites read (https://docs.netlify.com/manage/routing/headers/).
 * `runbook serve` reads it too. Pure.
 */

export const HEADERS_FILE = '_headers';
/** The same for nginx: to be included in the `server` block whose root is the site's folder. */
export const NGINX_FILE = '_nginx.conf';

/** Header → value, for the paths that a pattern matches; what comes later wins. */
export type HeaderRules = readonly (readonly [
  pattern: string,
  headers: Readonly<Record<string, string>>,
])[];

/**
 * @param policy what all pages together may do.
 * @param base path that the site is served under, without slash at its end.
 */
export function headerRules(policy: string, base: string): HeaderRules {
  return [
    [
      `${base}/*`,
      {
        'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'X-Frame-Options': 'DENY',
        // Asked for each time, and sent only when it has changed.
        'Cache-Control': 'no-cache',
      },
    ],
    // Its name has the hash of what it holds.
    [`${base}/_astro/*`, { 'Cache-Control': 'public, max-age=31536000, immutable' }],
    // An old one would keep an old site alive.
    [`${base}/sw.js`, { 'Cache-Control': 'no-store' }],
  ];
}

/** The rules as the text of the file. */
export function headersText(rules: HeaderRules): string {
  const blocks = rules.map(([pattern, headers]) =>
    [pattern, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
  );
  return `${blocks.join('\n')}\n`;
}

/**
 * The rules as nginx reads them. A block with an `add_header` of its own inherits none:
 * each has them all.
 */
export function nginxText(rules: HeaderRules): string {
  const blocks = rules.map(([pattern], index) => {
    const prefix = pattern.replace(/\*$/, '');
    const headers = Object.assign(
      {},
      ...rules.slice(0, index + 1).flatMap(([other, own]) => (covers(other, pattern) ? [own] : [])),
    ) as Record<string, string>;
    const lines = Object.entries(headers).map(
      ([name, value]) => `    add_header ${name} "${value}" always;`,
    );
    return `location ${prefix === pattern ? '= ' : ''}${prefix} {\n${lines.join('\n')}\n}`;
  });
  return `${blocks.join('\n')}\n`;
}

function covers(pattern: string, other: string): boolean {
  return pattern === other || (pattern.endsWith('*') && other.startsWith(pattern.slice(0, -1)));
}
