/** A built page → what can be searched in it, section by section. Pure. */
import { htmlToHast } from 'satteri';
import type { SearchDocument } from './index-options.ts';

interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Node[];
}

interface Section {
  id: string;
  heading: string;
  text: string[];
}

const SKIPPED = new Set(['script', 'style', 'svg', 'button', 'nav', 'footer']);
const BLOCKS = new Set(['p', 'div', 'li', 'td', 'th', 'tr', 'pre', 'dt', 'dd', 'caption', 'label']);

/**
 * The sections of a page.
 * @param address of the page, e.g. `/network/`.
 */
export function searchDocuments(html: string, address: string): SearchDocument[] {
  const main = find(htmlToHast(mainOf(html)) as Node, (node) => node.tagName === 'main');
  if (!main) return [];
  const sections: Section[] = [{ id: '', heading: '', text: [] }];
  let title = '';
  const walk = (node: Node): void => {
    if (node.type === 'text') sections.at(-1)?.text.push(node.value ?? '');
    if (node.tagName !== undefined && isSkipped(node)) return;
    if (node.tagName === 'h1') {
      title = textOf(node);
      return;
    }
    if (/^h[23]$/.test(node.tagName ?? '') && typeof node.properties?.['id'] === 'string') {
      sections.push({ id: node.properties['id'], heading: textOf(node), text: [] });
      return;
    }
    for (const child of node.children ?? []) walk(child);
    if (BLOCKS.has(node.tagName ?? '')) sections.at(-1)?.text.push('\n');
  };
  walk(main);
  return sections
    .map(({ id, heading, text }) => ({
      id: id === '' ? address : `${address}#${id}`,
      title,
      heading,
      text: text.join('').replace(/\s+/g, ' ').trim(),
    }))
    .filter((section) => section.text !== '' || section.heading !== '');
}

/** Most of a page is its menu, and pictures: not worth parsing. */
function mainOf(html: string): string {
  const [start, end] = [html.indexOf('<main'), html.lastIndexOf('</main>')];
  return html.slice(start, end + '</main>'.length).replace(/<svg[\s\S]*?<\/svg>/g, '');
}

function isSkipped(node: Node): boolean {
  const classes = node.properties?.['className'];
  return (
    SKIPPED.has(node.tagName ?? '') ||
    (Array.isArray(classes) && classes.some((name) => /^(sl-anchor-link|sr-only|copy)$/.test(name)))
  );
}

function find(node: Node, matches: (node: Node) => boolean): Node | undefined {
  if (matches(node)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, matches);
    if (found) return found;
  }
  return undefined;
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value ?? '';
  return (node.children ?? []).map(textOf).join('').trim();
}
