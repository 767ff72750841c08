/**
 * Checks the head of a page before Astro reads it: Astro would end with a stack trace. Pure.
 * A runbook's head is checked with the rest of the runbook.
 */
import type { SourceFile } from '../../inventory/loaded.ts';
import { placeAt, readYaml } from '../../inventory/yaml/read.ts';
import type { Problem } from '../../problem/problem.ts';
import { DOCS_DIR } from '../paths.ts';

const HEAD = /^---[ \t]*\r?\n([\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** What is wrong with the YAML of a page's head, or with its title. Nothing for a runbook. */
export function checkFrontmatter({ path, text }: SourceFile): Problem[] {
  if (!path.startsWith(`${DOCS_DIR}/`)) return [];
  const head = HEAD.exec(text);
  if (head === null) {
    return [
      problem(path, 1, 1, 'this page has no head', 'begin it with "---", "title: …" and "---"'),
    ];
  }
  // The line of "---" is kept, empty, so that places are those of the page.
  const yaml = readYaml({ path, text: `\n${head[1] ?? ''}` });
  if (yaml.problems.length > 0) {
    return yaml.problems.map((one) => ({ ...one, rule: 'page-head', hint: one.hint ?? QUOTE }));
  }
  const node = yaml.doc.get('title', true) as { value?: unknown; range?: number[] } | undefined;
  if (typeof node?.value === 'string' && node.value.trim() !== '') return [];
  const { line, column } = placeAt(yaml, node?.range?.[0] ?? 1);
  return node === undefined
    ? [problem(path, line, column, 'this page has no title', 'add a line "title: …"')]
    : [problem(path, line, column, 'the title should be a text', QUOTE)];
}

const QUOTE = 'a text with ":", "[" or "{" goes between quotes: title: \'a: b\'';

function problem(
  file: string,
  line: number,
  column: number,
  message: string,
  hint: string,
): Problem {
  return { rule: 'page-head', severity: 'error', message, place: { file, line, column }, hint };
}
