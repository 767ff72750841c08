/** The interface's words: the same keys in each language, and nowhere but in their tables. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES, strings } from '../../../src/site/strings/strings.ts';
import { frenchSpaces } from '../../../src/views/typography.ts';

const SITE = join(import.meta.dirname, '../../../src/site');

/** `a.b` → the text, of functions what they answer. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return texts(value(2, 'b', 'c'), path);
  return Object.entries(value as object).flatMap(([key, part]) =>
    texts(part, path === '' ? key : `${path}.${key}`),
  );
}

const ours = (locale: (typeof LOCALES)[number]) =>
  texts(strings(locale)).filter(([path]) => !path.startsWith('starlight.'));

describe('the interface', () => {
  it.each(LOCALES)('has every word in %s', (locale) => {
    const paths = ours(locale).map(([path]) => path);
    expect(paths).toEqual(ours('fr').map(([path]) => path));
    const empty = ours(locale).filter(([path, text]) => text === '' && !path.includes('.notes.'));
    expect(empty).toEqual([]);
  });

  it('has French words with their typography, and English ones without', () => {
    for (const [path, text] of texts(strings('fr'))) {
      expect(text, path).toBe(frenchSpaces(text));
      expect(text, path).not.toMatch(/'\p{L}/u);
    }
    for (const [path, text] of texts(strings('en')))
      expect(text, path).not.toMatch(/[\u00A0\u202F]/);
  });

  it('counts as each language does', () => {
    const steps = (locale: 'fr' | 'en', count: number) => strings(locale).runbook.steps(count);
    expect([0, 1, 2].map((count) => steps('fr', count))).toEqual([
      '0 étape',
      '1 étape',
      '2 étapes',
    ]);
    expect([0, 1, 2].map((count) => steps('en', count))).toEqual(['0 steps', '1 step', '2 steps']);
  });
});

/** Letters and words that only French text has. Comments may speak of French. */
const FRENCH =
  /[àâçéèêëîïôùûœ]|«|\b(?:une|des|les|dans|avec|pour|sans (?=\p{L})|sous|est|sont|qui|que|pas|par|sur|au|aux|du|le|la|machine|machines|cibles|recherche|fermer|voir|page introuvable|aucun|aucune)\b/iu;

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** What a reader could see: string literals, and the text of components' markup. */
function shownIn(file: string): string[] {
  const source = withoutComments(readFileSync(join(SITE, file), 'utf8'));
  const literals = [...source.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g)].map(
    (found) => found[2]!,
  );
  const markup = file.endsWith('.astro')
    ? [...source.replace(/<style[\s\S]*?<\/style>/g, '').matchAll(/>([^<>{}]+)</g)].map(
        (found) => found[1]!,
      )
    : [];
  return [...literals, ...markup];
}

describe('src/site is in no language but English', () => {
  const files = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(ts|astro)$/.test(file) && !file.startsWith('strings/'),
  );
  it.each(files)('%s', (file) => {
    expect(shownIn(file).filter((text) => FRENCH.test(text))).toEqual([]);
  });
});

describe('src', () => {
  const SRC = join(SITE, '..');
  /** One table a language; what knows French letters; and what is begun in either language. */
  const TABLES_OF_WORDS =
    /(?:^|\/)(?:fr|titles|stop-words|terms|typography|init\/files|new\/scaffold)\.ts$/;
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(ts|astro)$/.test(file) && !TABLES_OF_WORDS.test(file),
  );

  it('has French letters in the tables of words only', () => {
    const found = files.filter((file) =>
      /[àâçéèêëîïôùûœ«»]/i.test(withoutComments(readFileSync(join(SRC, file), 'utf8'))),
    );
    expect(found).toEqual([]);
  });
});
