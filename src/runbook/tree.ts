/** MDX text → syntax tree. */
import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Place, Problem } from '../problem/problem.ts';

export type Tree =
  | { readonly ok: true; readonly root: Root }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm)
  .use(remarkMdx)
  .freeze();

/** Parses a page as the site does; MDX that can't be read is a problem with its place. */
export function parseTree(text: string, file: string): Tree {
  try {
    return { ok: true, root: processor.parse(text) };
  } catch (error) {
    if (!isMessage(error)) throw error;
    return { ok: false, problems: [syntaxProblem(error, file)] };
  }
}

/** The part of a VFileMessage that we read. */
interface Message {
  readonly reason: string;
  readonly line?: number;
  readonly column?: number;
}

function isMessage(error: unknown): error is Message {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string';
}

function syntaxProblem({ reason, line, column }: Message, file: string): Problem {
  const place: Place = { file, line: line ?? 1, column: column ?? 1 };
  return {
    rule: 'mdx-syntax',
    severity: 'error',
    message: `this MDX can't be read: ${reason}`,
    place,
    hint: 'outside code, "{" begins an expression and "<" a component; write \\{ or \\< for the character',
  };
}
