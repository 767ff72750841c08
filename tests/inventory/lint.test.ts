/** Each folder of lint/ holds an inventory, and what lint says of it: add one and get a test. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint, RULES, rules } from '../../src/inventory/lint.ts';
import { parseInventory } from '../../src/inventory/parse.ts';
import type { Locale } from '../../src/inventory/schema.ts';
import { formatProblem } from '../../src/problem/problem.ts';
import { casesIn, filesIn } from './support/cases.ts';

const FOLDER = join(import.meta.dirname, 'lint');

function said(name: string, locale: Locale): string {
  const parsed = parseInventory(filesIn(join(FOLDER, name)));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return lint(parsed.loaded, locale)
    .map((problem) => `${formatProblem(problem)}\n`)
    .join('');
}

describe('lint', () => {
  it.each(casesIn(FOLDER))('%s', async (name) => {
    const text = said(name, 'en');
    expect(text).not.toMatch(/undefined|\[object/);
    await expect(text).toMatchFileSnapshot(join(FOLDER, name, 'expected.txt'));
  });

  it.each(casesIn(FOLDER))('%s, in French', async (name) => {
    const text = said(name, 'fr');
    expect(text).not.toMatch(/undefined|\[object/);
    await expect(text).toMatchFileSnapshot(join(FOLDER, name, 'expected.fr.txt'));
  });

  it('each rule finds something in some case', () => {
    const all = casesIn(FOLDER)
      .map((name) => said(name, 'en'))
      .join('');
    expect(RULES.filter(({ id }) => !all.includes(`[${id}]`))).toEqual([]);
  });

  it('finds as much in both languages', () => {
    for (const name of casesIn(FOLDER)) {
      const heads = (locale: Locale) => said(name, locale).match(/^\S+: \w+: /gm);
      expect(heads('fr')).toEqual(heads('en'));
    }
  });

  it('names each rule in both languages, by a stable id', () => {
    expect(RULES.map(({ id }) => id)).toEqual(rules('fr').map(({ id }) => id));
    for (const { id, title, explanation } of [...RULES, ...rules('fr')]) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length).toBeGreaterThan(5);
      expect(explanation).toMatch(/\.$/);
    }
  });
});
