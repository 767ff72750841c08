/**
 * A built page → what can be searched in it, section by section. Pure.
 *
 * Reads the tags of our own pages one after the other: building a tree of each page took
 * more time than all the rest of the search index.
 */
import type { SearchDocument } from './document.ts';

interface Section {
  readonly id: string;
  heading: string;
  text: string;
}

/** A tag (its end mark, name and attributes), or a text. */
const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|([^<]+)/g;
const SKIPPED = /^(?:script|style|svg|button|nav|footer)$/;
const SKIPPED_CLASS = /\sclass="[^"]*\b(?:sl-anchor-link|sr-only|copy)\b/;
const BLOCK = /^(?:p|div|li|td|th|tr|pre|dt|dd|caption|label|h\d)$/;
const VOID = /^(?:input|br|hr|img|path|wbr)$/;

/**
 * The sections of a page.
 * @param address of the page, e.g. `/network/`.
 */
export function searchDocuments(html: string, address: string): SearchDocument[] {
  const main = html.slice(html.indexOf('<main'), html.lastIndexOf('</main>'));
  const sections: Section[] = [{ id: '', heading: '', text: '' }];
  let title = '';
  /** Name and nesting of what is being left out, or collected as a heading. */
  let skipped: { name: string; depth: number } | undefined;
  let inHeading: string | undefined;
  for (const [, end, tag = '', attributes = '', text] of main.matchAll(TOKEN)) {
    const section = sections.at(-1) as Section;
    const name = tag.toLowerCase();
    if (skipped) {
      if (name === skipped.name) skipped.depth += end ? -1 : 1;
      if (skipped.depth === 0) skipped = undefined;
    } else if (text !== undefined) {
      if (inHeading === 'h1') title += text;
      else if (inHeading !== undefined) section.heading += text;
      else section.text += text;
    } else if (end) {
      if (name === inHeading) inHeading = undefined;
      if (BLOCK.test(name)) section.text += ' ';
    } else if (SKIPPED.test(name) || (SKIPPED_CLASS.test(attributes) && !VOID.test(name))) {
      if (!attributes.endsWith('/')) skipped = { name, depth: 1 };
    } else if (/^h[123]$/.test(name)) {
      inHeading = name;
      const [, id] = /\sid="([^"]*)"/.exec(attributes) ?? [];
      if (name !== 'h1' && id !== undefined) sections.push({ id, heading: '', text: '' });
    }
  }
  return sections
    .map(({ id, heading, text }) => ({
      id: id === '' ? address : `${address}#${id}`,
      title: plain(title),
      heading: plain(heading),
      text: plain(text),
    }))
    .filter((section) => section.text !== '' || section.heading !== '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

function plain(html: string): string {
  return html
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    })
    .replace(/\s+/g, ' ')
    .trim();
}
