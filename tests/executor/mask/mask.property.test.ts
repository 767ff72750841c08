/** Random secrets, in every form that real tools print them in. */
import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createMask } from '../../../src/executor/mask/mask.ts';
import { SECRET, secretArbitrary } from './secrets.ts';

/** Other work on the machine must not fail a test. */
vi.setConfig({ testTimeout: 60_000 });

/** Tool → what it prints of the text on its stdin. Lines that a person would type. */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: for the shell
const TOOLS: Readonly<Record<string, string>> = {
  base64: 'base64',
  'base64, after something': '{ printf "user:"; cat; printf ":tail"; } | base64',
  'base64 in long lines': 'base64 -w 64',
  'base64 on one line': 'base64 -w 0',
  'base64 with CRLF': 'base64 | sed "s/$/\\r/"',
  'openssl base64': 'openssl base64',
  hex: 'xxd -p 2>/dev/null || od -An -v -tx1 | tr -d " \\n"',
  'bash %q': 'x=$(cat; echo .); printf "%q" "${x%.}"',
  'bash %q in the locale C': 'LC_ALL=C; x=$(cat; echo .); printf "%q" "${x%.}"',
  'bash @Q': 'x=$(cat; echo .); x=${x%.}; printf %s "${x@Q}"',
  'bash set -x': 'x=$(cat; echo .); x=${x%.}; exec 2>&1; set -x; : "$x"',
  'bash declare -p': 'x=$(cat; echo .); x=${x%.}; declare -p x',
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: for the shell

const NODE: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'over CRLF': (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  JSON: (text) => JSON.stringify(text),
  'JSON in JSON': (text) => JSON.stringify({ a: JSON.stringify(text) }),
  'JSON in ASCII': (text) =>
    JSON.stringify(text).replaceAll(
      /[\u007f-\uffff]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  'a URL': (text) => encodeURIComponent(text),
  'a form': (text) => new URLSearchParams({ p: text }).toString(),
  HTML: (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  SQL: (text) => `'${text.replaceAll("'", "''")}'`,
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  HEXADECIMAL: (text) => Buffer.from(text).toString('hex').toUpperCase(),
  base64url: (text) => Buffer.from(text).toString('base64url'),
};

/** What is left of a masked text once the placeholders are gone, as bytes that may be the secret's. */
function leftOf(masked: string): string {
  return masked.replaceAll('‹secret:p›', '');
}

/** Nothing of a text that is long enough to tell something about it may be left. */
function expectHidden(secret: string, printed: string, masked: string): void {
  expect(masked).toContain('‹secret:p›');
  expect(masked).not.toContain(secret);
  // What a form adds around: quotes, names, padding, a neighbour's characters.
  const added = printed.length - Buffer.from(secret).length;
  expect(leftOf(masked).length).toBeLessThan(Math.max(added, 0) + 60);
}

describe('a random secret', () => {
  it.each(Object.entries(NODE))('is masked in %s', (_name, print) => {
    fc.assert(
      fc.property(secretArbitrary, fc.nat(), (secret, at) => {
        const printed = `before ${print(secret)} after`;
        const mask = createMask({ p: secret });
        const whole = mask.text(printed);
        expect(whole).toContain('‹secret:p›');
        if (!'before  after'.includes(secret.trim())) expect(whole).not.toContain(secret);
        const stream = mask.stream();
        const cut = at % (printed.length + 1);
        expect(
          stream.push(printed.slice(0, cut)) + stream.push(printed.slice(cut)) + stream.flush(),
        ).toBe(whole);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('is masked the same, however a stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(secretArbitrary, { minLength: 1, maxLength: 4 }),
        fc.array(fc.oneof(fc.string(), fc.nat(3)), { maxLength: 12 }),
        fc.array(fc.nat()),
        (secrets, pieces, cuts) => {
          const text = pieces
            .map((piece) =>
              typeof piece === 'string'
                ? piece
                : forms(secrets[piece % secrets.length] as string, piece),
            )
            .join('');
          const mask = createMask(
            Object.fromEntries(secrets.map((secret, at) => [`s${at}`, secret])),
          );
          const places = [
            0,
            ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b),
            text.length,
          ];
          const stream = mask.stream();
          const masked = places.slice(1).map((to, at) => stream.push(text.slice(places[at], to)));
          expect(masked.join('') + stream.flush()).toBe(mask.text(text));
        },
      ),
      { numRuns: 200, endOnFailure: true },
    );
  });
});

function forms(secret: string, which: number): string {
  const base64 = Buffer.from(`${'x'.repeat(which)}${secret}`).toString('base64');
  return [secret, JSON.stringify(secret), base64, base64.replaceAll(/.{7}/g, '$&\r\n')][
    which
  ] as string;
}

describe.each(Object.entries(TOOLS))('printed by %s', (_name, tool) => {
  // Tools that write lines of their own need enough of a secret to be told from other text.
  const secrets = fc.sample(
    secretArbitrary.filter((text) => Buffer.from(text).length >= 8),
    { numRuns: 6, seed: 7 },
  );

  it.each(secrets)('%j is masked', (secret) => {
    const { stdout } = spawnSync('bash', ['-c', tool], {
      input: secret,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expectHidden(secret, stdout, createMask({ p: secret }).text(stdout));
  });
});

it('a secret that is added later is masked in streams that are open', () => {
  const mask = createMask({});
  const stream = mask.stream();
  expect(stream.push(`it is ${SECRET}\n`)).toBe(`it is ${SECRET}\n`);
  mask.add('late', SECRET);
  expect(stream.push(`it is ${SECRET}\n`)).toBe('it is ‹secret:late›\n');
  expect(mask.text(SECRET)).toBe('‹secret:late›');
});

it('a private key is masked line by line, and as a whole', () => {
  const key = execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519'], { encoding: 'utf8' });
  const mask = createMask({ key });
  for (const line of key.split('\n').filter((text) => text.length > 8))
    expect(mask.text(`> ${line} <`)).toBe('> ‹secret:key› <');
  expect(mask.text(`x${key}y`)).toBe('x‹secret:key›y');
});

it('holds little back, whatever the output', () => {
  const mask = createMask({
    a: 'aaaa',
    b: SECRET,
    c: 'x'.repeat(5000),
    d: '0123456789'.repeat(50),
  });
  for (const output of ['a', 'x', 'aaab', 'xy', '0123456789', '\n', 'YWFhYQ\n', '61616161']) {
    const stream = mask.stream();
    const chunk = output.repeat(10_000);
    let given = 0;
    for (let piece = 0; piece < 20; piece += 1) given += stream.push(chunk).length > 0 ? 1 : 0;
    expect(given).toBeGreaterThan(0);
    expect(stream.flush().length).toBeLessThan(1000);
  }
});
