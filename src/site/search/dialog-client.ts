/** In the browser, loaded when somebody first searches: the dialog's life. */
import type { Found, SearchEngine } from '../../search/engine.ts';
import type { Stemmer } from '../../search/terms.ts';
import { type Choice, choice } from './choice-client.ts';
import { filtered, filters, type Kinds } from './filters-client.ts';
import { option } from './option-client.ts';

const MOST_SHOWN = 40;
const RECENT = 'site-search';

/** @param engine being built: a long site is indexed in pieces */
export function startDialog(engine: Promise<SearchEngine>, stem: Stemmer): void {
  const host = document.querySelector<HTMLElement>('site-search');
  const dialog = host?.querySelector('dialog');
  const input = host?.querySelector('input');
  const list = host?.querySelector<HTMLElement>('[role=listbox]');
  const status = host?.querySelector<HTMLElement>('[role=status]');
  if (!host || !dialog || !input || !list || !status) return;
  const chosen: Choice = choice(input, list);
  const kinds: Kinds = filters(host, () => void search());

  async function search(): Promise<void> {
    const query = input?.value.trim() ?? '';
    const ready = await engine;
    // Another letter may have been typed while the index was made.
    if (query !== input?.value.trim()) return;
    remember(query);
    show(ready.search(query), query);
  }

  function show(found: Found, query: string): void {
    kinds.count(found.hits);
    const hits = filtered(found.hits, kinds.wanted());
    const labels = kinds.labels();
    const shown = hits.slice(0, MOST_SHOWN);
    list?.replaceChildren(...shown.map((hit, at) => option(hit, at, stem, labels)));
    status?.replaceChildren(query === '' ? '' : sentence(hits.length, found.corrected));
    chosen.reset();
  }

  function sentence(count: number, corrected: boolean): string {
    const { none = '', one = '', many = '', similar = '' } = host?.dataset ?? {};
    const said = count === 0 ? none : count === 1 ? one : many.replace('{count}', `${count}`);
    return corrected ? `${similar} ${said}` : said;
  }

  input.addEventListener('input', () => void search());
  // A click beside the dialog, or on a result: also one that stays on the page.
  dialog.addEventListener('click', (event) => {
    const clicked = event.target as Element;
    if (clicked === dialog || clicked.closest('[role=option]')) dialog.close();
  });
  if (input.value === '') {
    input.value = recent();
    input.select();
  }
  void search();
}

/** The last query is there again on the next page. */
function remember(query: string): void {
  try {
    sessionStorage.setItem(RECENT, query);
  } catch {
    // Without storage it is forgotten.
  }
}

function recent(): string {
  try {
    return sessionStorage.getItem(RECENT) ?? '';
  } catch {
    return '';
  }
}
