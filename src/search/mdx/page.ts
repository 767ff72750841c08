/** An MDX page → its sections, with the anchors that the site gives them. Pure. */
import GithubSlugger from 'github-slugger';
import { parse } from 'yaml';
import { pageAddress } from '../address.ts';
import { type Component, type Reading, readLine, readProse } from './prose.ts';
import { type Part, type ScannedPage, scanPage } from './scan.ts';

/** A page as read: `path` relative to the project root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Section {
  /** Empty for what stands before the first one. */
  readonly heading: string;
  readonly anchor: string;
  /** Of its heading; the page's first line for what stands before. */
  readonly line: number;
  /** Prose and code; its lines are those of the file from `line` on. */
  readonly text: string;
  readonly prose: string;
  readonly components: readonly Component[];
}

export interface Page {
  readonly file: string;
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
  readonly scanned: ScannedPage;
}

/** A deeper heading belongs to the section that it stands in. */
const DEEPEST = 3;

export function readPage(file: SourceFile, reading: Reading): Page {
  const scanned = scanPage(file.text.replaceAll(/\r\n?/g, '\n'));
  const { title, description } = head(scanned.frontmatter);
  return {
    file: file.path,
    address: pageAddress(file.path),
    title: reading.typeset(title ?? file.path),
    description: reading.typeset(description ?? ''),
    sections: readSections(scanned.parts, reading),
    scanned,
  };
}

function head(yaml: string): Readonly<Record<'title' | 'description', string | undefined>> {
  const data = readYaml(yaml);
  const text = (value: unknown) =>
    value === undefined || value === null ? undefined : String(value);
  return { title: text(data?.title), description: text(data?.description) };
}

function readYaml(yaml: string): Readonly<Record<string, unknown>> | null {
  try {
    return parse(yaml, { logLevel: 'silent' });
  } catch {
    // The check of the pages says what is wrong; a search goes on without it.
    return null;
  }
}

interface Draft {
  readonly heading: string;
  readonly anchor: string;
  readonly line: number;
  readonly lines: string[];
  prose: string;
  readonly components: Component[];
}

function readSections(parts: readonly Part[], reading: Reading): Section[] {
  const slugger = new GithubSlugger();
  const drafts: Draft[] = [draft('', '', 1)];
  for (const part of parts) {
    const current = drafts.at(-1) as Draft;
    if (part.type === 'heading') {
      const heading = readLine(part.raw, reading);
      const anchor = slugger.slug(heading);
      if (part.depth <= DEEPEST) drafts.push(draft(heading, anchor, part.line));
      else put(current, part.line, heading);
    } else if (part.type === 'fence') put(current, part.line + 1, part.text);
    else {
      const { text, components } = readProse(part.raw, reading, part.line);
      put(current, part.line, text);
      current.prose += `${text}\n`;
      current.components.push(...components);
    }
  }
  return drafts.map(({ lines, ...rest }) => ({ ...rest, text: joined(lines) }));
}

function draft(heading: string, anchor: string, line: number): Draft {
  return { heading, anchor, line, lines: [], prose: '', components: [] };
}

/** Lines at their distance from the section's first one. */
function put(section: Draft, line: number, text: string): void {
  for (const [index, one] of text.split('\n').entries())
    section.lines[line - section.line + index] = one.trimEnd();
}

function joined(lines: readonly string[]): string {
  return Array.from(lines, (line) => line ?? '')
    .join('\n')
    .trimEnd();
}
