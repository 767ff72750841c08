/** The cut fonts hold what their style sheet says, and are what nearly all pages need. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const STYLES = join(import.meta.dirname, '../../src/site/styles');
const FACES = readFileSync(join(STYLES, 'fonts.css'), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];

interface Face {
  readonly family: string;
  readonly file: string;
  readonly ranges: readonly (readonly [number, number])[];
}

function face(text: string): Face {
  const [, family = ''] = /font-family: '([^']*)'/.exec(text) ?? [];
  const [, file = ''] = /url\('([^']*)'\)/.exec(text) ?? [];
  const ranges = [...text.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(
    ([, first = '', last = first]) =>
      [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const,
  );
  return { family, file, ranges };
}

const faces = FACES.map(face);
const cut = faces.filter(({ file }) => file.startsWith('../fonts/'));

function has({ ranges }: Face, char: string): boolean {
  const code = char.codePointAt(0) as number;
  return ranges.some(([first, last]) => first <= code && code <= last);
}

describe('the fonts', () => {
  it('are cut for each family, and small', () => {
    expect(cut.map(({ family }) => family)).toEqual(['Inter Variable', 'Roboto Mono']);
    for (const { file } of cut) {
      const path = join(STYLES, file);
      expect(existsSync(path)).toBe(true);
      expect(statSync(path).size).toBeLessThan(20_000);
    }
  });

  it('come last, so that a browser takes them first', () => {
    expect(faces.slice(-cut.length)).toEqual(cut);
  });

  it('have what is written in English and in French', () => {
    const written = 'Où l’on vérifie « le nœud n° 1 » : 0,5 € – ça marche… “yes” — À Îles Œuvre';
    for (const each of cut) {
      expect([...written].filter((char) => !has(each, char))).toEqual([]);
      expect(has(each, 'ł')).toBe(false);
    }
  });
});
