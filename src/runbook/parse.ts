/**
 * MDX text → Runbook, in one visible pipeline:
 *
 *   text → tree → frontmatter → settings
 *               → sections → fences → blocks → steps
 *
 * Every problem of the page is reported, each at its place. Pure.
 */
import {
  type ParsedRunbook,
  runbookFromTree,
  type SourceFile,
  withPlainLines,
} from './from-tree.ts';
import { parseTree } from './tree.ts';

export type { ParsedRunbook, SourceFile };

/** Reads a runbook. What it says about hosts is checked later, against an inventory (`plan/`). */
export function parseRunbook(written: SourceFile): ParsedRunbook {
  const file = withPlainLines(written);
  const tree = parseTree(file.text, file.path);
  return tree.ok ? runbookFromTree(tree.root, file) : tree;
}
