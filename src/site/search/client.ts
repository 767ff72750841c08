/** In the browser: the search dialog. The index is loaded when the dialog first opens. */
import MiniSearch from 'minisearch';
import { DOCUMENTS_FILE, DOCUMENTS_GLOBAL, type SearchDocument } from './document.ts';
import { excerpt } from './excerpt.ts';
import { INDEX_OPTIONS } from './index-options.ts';

const MOST_SHOWN = 30;

type Found = SearchDocument & { readonly terms: readonly string[] };

class SiteSearch extends HTMLElement {
  #index: Promise<MiniSearch<SearchDocument>> | undefined;

  connectedCallback(): void {
    this.#part('button[data-open]').addEventListener('click', () => this.#open());
    this.#part('button[data-close]').addEventListener('click', () => this.#dialog.close());
    this.#input.addEventListener('input', () => this.#search());
    this.#dialog.addEventListener('keydown', (event) => this.#move(event));
    this.#dialog.addEventListener('click', (event) => {
      const target = event.target as Element;
      if (target === this.#dialog || target.closest('a')) this.#dialog.close();
    });
    document.addEventListener('keydown', (event) => {
      const typing = (event.target as Element).closest(
        'input, textarea, select, [contenteditable]',
      );
      const asked = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!asked && (event.key !== '/' || typing)) return;
      event.preventDefault();
      this.#open();
    });
  }

  get #dialog(): HTMLDialogElement {
    return this.#part('dialog') as HTMLDialogElement;
  }

  get #input(): HTMLInputElement {
    return this.#part('input') as HTMLInputElement;
  }

  #part(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }

  #open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#input.select();
    this.#index ??= loadIndex();
    void this.#search();
  }

  async #search(): Promise<void> {
    const query = this.#input.value.trim();
    const index = await this.#index?.catch(() => undefined);
    // Another letter may have been typed while the index was loading.
    if (query !== this.#input.value.trim()) return;
    if (!index) return this.#show([], this.dataset.unavailable ?? '');
    const found = query === '' ? [] : (index.search(query) as unknown as Found[]);
    this.#show(found.slice(0, MOST_SHOWN), query === '' ? '' : count(found.length));
  }

  #show(found: readonly Found[], status: string): void {
    this.#part('[role="status"]').textContent = status;
    this.#part('ol').replaceChildren(...found.map(resultItem));
  }

  /** Arrows go through the results; from the first one, back to the input. */
  #move(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [this.#input, ...this.querySelectorAll<HTMLElement>('ol a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

function count(results: number): string {
  if (results === 0) return 'Aucun résultat';
  return results === 1 ? '1 résultat' : `${results} résultats`;
}

function resultItem({ id, title, heading, text, terms }: Found): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = id;
  const name = document.createElement('strong');
  name.textContent = heading === '' ? title : heading;
  link.append(name);
  if (heading !== '') {
    const page = document.createElement('span');
    page.textContent = title;
    link.append(' ', page);
  }
  const shown = document.createElement('p');
  for (const piece of excerpt(text, terms)) {
    const mark = piece.found ? document.createElement('mark') : undefined;
    mark?.append(piece.text);
    shown.append(mark ?? piece.text);
  }
  link.append(shown);
  item.append(link);
  return item;
}

/** In pieces, so that typing isn't held up meanwhile. */
async function loadIndex(): Promise<MiniSearch<SearchDocument>> {
  const index = new MiniSearch(INDEX_OPTIONS);
  await index.addAllAsync(await loadDocuments(), { chunkSize: 50 });
  return index;
}

function loadDocuments(): Promise<readonly SearchDocument[]> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `/${DOCUMENTS_FILE}`;
    script.onload = () => resolve((globalThis as unknown as Loaded)[DOCUMENTS_GLOBAL] ?? []);
    script.onerror = () => reject(new Error(`${DOCUMENTS_FILE} can't be loaded`));
    document.head.append(script);
  });
}

type Loaded = Readonly<Record<string, readonly SearchDocument[] | undefined>>;

customElements.define('site-search', SiteSearch);
