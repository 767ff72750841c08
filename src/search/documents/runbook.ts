/** A scanned page → the runbook that it is, without another parser. Pure. */
import type { Code, Heading, Root, RootContent, Yaml } from 'mdast';
import { type ParsedRunbook, runbookFromTree, withPlainLines } from '../../runbook/from-tree.ts';
import type { SourceFile } from '../mdx/page.ts';
import { type Reading, readLine } from '../mdx/prose.ts';
import type { Fence, Heading as ScannedHeading, ScannedPage } from '../mdx/scan.ts';

/** The runbook, from the headings and fences that its model is made of. */
export function runbookOf(file: SourceFile, page: ScannedPage, reading: Reading): ParsedRunbook {
  const { parts, frontmatter, frontmatterLine: line } = page;
  const yaml: Yaml = {
    type: 'yaml',
    value: frontmatter.replace(/\n$/, ''),
    position: at(line - 1, 1),
  };
  const children = parts.flatMap((part): RootContent[] => {
    if (part.type === 'heading') return [heading(part, reading)];
    return part.type === 'fence' ? [code(part)] : [];
  });
  const root: Root = { type: 'root', children: [yaml, ...children] };
  return runbookFromTree(root, withPlainLines(file));
}

function heading({ depth, raw, line }: ScannedHeading, reading: Reading): Heading {
  return {
    type: 'heading',
    depth: depth as Heading['depth'],
    children: [{ type: 'text', value: readLine(raw, reading) }],
    position: at(line, 1),
  };
}

function code({ info, text, line, column }: Fence): Code {
  const lang = /^\S+/.exec(info)?.[0] ?? null;
  return { type: 'code', lang, value: text, position: at(line, column) };
}

function at(line: number, column: number): NonNullable<Code['position']> {
  return { start: { line, column }, end: { line, column } };
}
