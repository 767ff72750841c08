/** A page's text → its syntax tree, by the parser that compiles the pages. Pure. */
import type { Root } from 'mdast';
import { mdxToMdast } from 'satteri';
import type { SourceFile } from '../../inventory/loaded.ts';
import type { Problem } from '../../problem/problem.ts';

export type ParsedPage =
  | { readonly ok: true; readonly root: Root }
  | { readonly ok: false; readonly problem: Problem };

export function parsePage(file: SourceFile): ParsedPage {
  try {
    return { ok: true, root: mdxToMdast(file.text, { features: { directive: true } }) as Root };
  } catch (error) {
    return { ok: false, problem: syntaxProblem(file, error as Error) };
  }
}

function syntaxProblem(file: SourceFile, error: Error): Problem {
  const [, line, column] = /(\d+):(\d+)/.exec(error.message) ?? [];
  const [reason = ''] = error.message.replace(/^\d+:\d+:\s*/, '').split('\n');
  return {
    rule: 'page-syntax',
    severity: 'error',
    message: `this isn't valid MDX: ${reason}`,
    place: { file: file.path, line: Number(line ?? 1), column: Number(column ?? 1) },
    hint: 'outside code, `{` and `<` begin an expression or a component: write `\\{`, `\\<` or use code',
  };
}
