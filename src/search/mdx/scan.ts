/**
 * An MDX page → its headings, fences and prose, with their lines. Pure.
 *
 * Reads lines, and builds no tree: a search from the terminal reads every page of a site
 * each time, and a parser takes as long for one page as this for all of them.
 */
export interface Heading {
  readonly type: 'heading';
  readonly depth: number;
  /** As written. */
  readonly raw: string;
  readonly line: number;
}

export interface Fence {
  readonly type: 'fence';
  /** What follows the backticks: language and options. */
  readonly info: string;
  readonly text: string;
  /** Of the opening fence, with the column of its first backtick. */
  readonly line: number;
  readonly column: number;
}

export interface Prose {
  readonly type: 'prose';
  readonly raw: string;
  readonly line: number;
}

export type Part = Heading | Fence | Prose;

export interface ScannedPage {
  /** YAML between the `---` lines. */
  readonly frontmatter: string;
  /** Line of the first one. */
  readonly frontmatterLine: number;
  readonly parts: readonly Part[];
}

const HEAD = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const FENCE = /^((?:\s|[-*+>]\s|\d+[.)]\s)*)(`{3,}|~{3,})([^`]*|.*~.*)$/;
const MODULE = /^(?:import|export)\b/;

/** @param text with line ends of `\n`. */
export function scanPage(text: string): ScannedPage {
  const head = HEAD.exec(text);
  const before = head?.[0] ?? '';
  const first = before === '' ? 1 : before.split('\n').length;
  return {
    frontmatter: head?.[1] ?? '',
    frontmatterLine: 2,
    parts: scanBody(text.slice(before.length).split('\n'), first),
  };
}

function scanBody(lines: readonly string[], first: number): Part[] {
  const parts: Part[] = [];
  let prose: string[] = [];
  const endProse = (at: number): void => {
    if (prose.some((line) => line.trim() !== ''))
      parts.push({ type: 'prose', raw: prose.join('\n'), line: first + at - prose.length });
    prose = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const opening = FENCE.exec(line);
    const heading = HEADING.exec(line);
    if (opening) {
      endProse(at);
      const end = fenceEnd(lines, at, opening[2] as string);
      parts.push(fence(lines.slice(at, end), opening, first + at));
      at = end;
    } else if (heading) {
      endProse(at);
      const [, marks = '', raw = ''] = heading;
      parts.push({ type: 'heading', depth: marks.length, raw, line: first + at });
    } else if (MODULE.test(line) && prose.every((one) => one.trim() === '')) {
      endProse(at);
      while (at + 1 < lines.length && lines[at + 1]?.trim() !== '') at += 1;
    } else prose.push(line);
  }
  endProse(lines.length);
  return parts;
}

/** Index of the closing line; of the last line when there is none. */
function fenceEnd(lines: readonly string[], opening: number, marks: string): number {
  const closing = new RegExp(`^[\\s>]*${marks[0]}{${marks.length},}\\s*$`);
  const found = lines.findIndex((line, index) => index > opening && closing.test(line));
  return found === -1 ? lines.length : found;
}

function fence(lines: readonly string[], opening: RegExpExecArray, line: number): Fence {
  const indent = opening[1]?.length ?? 0;
  const content = lines.slice(1).map((one) => {
    const blank = /^\s*/.exec(one)?.[0].length ?? 0;
    return one.slice(Math.min(indent, blank));
  });
  const info = (opening[3] ?? '').trim();
  return { type: 'fence', info, text: content.join('\n'), line, column: indent + 1 };
}
