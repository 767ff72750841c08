/** Syntax tree → sections: a heading with the fences that follow it, up to the next heading. */
import type { Code, Heading, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Place } from '../problem/problem.ts';
import type { Fence } from './fence.ts';

export interface Section {
  readonly title: string;
  /** 2 or 3 for a section that can be a step; 1 for a page title; 0 for what stands before. */
  readonly depth: number;
  readonly place: Place;
  readonly fences: readonly Fence[];
}

/** A heading deeper than this doesn't end a section. */
const DEEPEST = 3;

/** The sections of a page in order; the first is what stands before any heading. */
export function findSections(root: Root, text: string, file: string): Section[] {
  const lines = text.split(/\r?\n/);
  const sections: { title: string; depth: number; place: Place; fences: Fence[] }[] = [
    { title: '', depth: 0, place: { file, line: 1, column: 1 }, fences: [] },
  ];
  visit(root, (node) => {
    if (node.type === 'heading' && node.depth <= DEEPEST)
      sections.push({
        title: plainText(node).trim(),
        depth: node.depth,
        place: startOf(node, file),
        fences: [],
      });
    if (node.type === 'code' && node.lang) sections.at(-1)?.fences.push(toFence(node, lines, file));
  });
  return sections;
}

function startOf(node: Heading | Code, file: string): Place {
  const start = node.position?.start;
  return { file, line: start?.line ?? 1, column: start?.column ?? 1 };
}

/**
 * The fence with its places. The meta part is read from the source line, not from the
 * tree: there, Markdown has already undone escapes, and columns would be lost.
 */
function toFence(node: Code, lines: readonly string[], file: string): Fence {
  const place = startOf(node, file);
  const opening = (lines[place.line - 1] ?? '').slice(place.column - 1);
  const head = (/^[`~]*[ \t]*\S*[ \t]*/.exec(opening) as RegExpExecArray)[0].length;
  return {
    lang: node.lang ?? '',
    text: node.value,
    meta: opening.slice(head).trimEnd(),
    place,
    metaPlace: { ...place, column: place.column + head },
    textPlace: { ...place, line: place.line + 1 },
  };
}
