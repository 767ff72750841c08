/** The texts that fuzzing starts from: all that the repository holds. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The texts of the files that match, in the order of their names. */
export function texts(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: ROOT })
    .sort()
    .map((path) => readFileSync(join(ROOT, path), 'utf8'));
}

/** Every page and every runbook, those of the fixtures too. */
export function pages(): string[] {
  return texts('runbooks/*.mdx', 'content/docs/**/*.mdx', 'tests/**/*.mdx');
}

/** The frontmatters of the pages. */
export function heads(): string[] {
  return pages().flatMap((page) => /^---\n((?:.*\n)*?)---\n/.exec(page)?.[1] ?? []);
}

/** What follows the language on the opening lines of the pages' fences. */
export function metas(): string[] {
  const lines = pages().flatMap((page) => [...page.matchAll(/^ *```\w+ (.*)$/gm)]);
  return [...new Set(lines.map((match) => match[1] as string))];
}

/** What stands in the fences of the pages. */
export function blocks(): string[] {
  return pages().flatMap((page) =>
    [...page.matchAll(/^```[^\n]*\n((?:.*\n)*?)^```$/gm)].map((match) => match[1] as string),
  );
}
