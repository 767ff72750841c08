/** In the browser: one result. A link, so that it can be opened in another tab too. */
import type { Hit } from '../../search/engine.ts';
import { excerpt, marked, type Piece } from '../../search/excerpt.ts';
import type { Stemmer } from '../../search/terms.ts';

export function option(
  { document: found, terms }: Hit,
  at: number,
  stem: Stemmer,
  labels: Readonly<Record<string, string>>,
): HTMLElement {
  const link = document.createElement('a');
  link.id = `site-search-${at}`;
  link.href = addressFromHere(found.id);
  link.tabIndex = -1;
  link.setAttribute('role', 'option');
  link.dataset.of = found.kind;
  const name = element('strong', ...pieces(marked(found.heading || found.title, terms, stem)));
  const where = found.heading === '' ? [] : [' ', element('span', found.title)];
  const head = element('p', element('small', labels[found.kind] ?? ''), ' ', name, ...where);
  const shown = excerpt(found.text, terms, stem);
  link.append(head, ...(shown.length === 0 ? [] : [element('p', ...pieces(shown))]));
  return link;
}

/** Root-relative → from this page; a disk has no server that knows a folder's page. */
function addressFromHere(address: string): string {
  const [path = '', anchor] = address.split('#');
  const root = document.documentElement.dataset.root ?? '';
  const file = location.protocol === 'file:' ? 'index.html' : '';
  return `${root}${path}${file}${anchor === undefined ? '' : `#${anchor}`}`;
}

function pieces(all: readonly Piece[]): (string | HTMLElement)[] {
  return all.map(({ text, found }) => (found ? element('mark', text) : text));
}

function element(name: string, ...content: (string | HTMLElement)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
