/**
 * In the browser, on every page: opens the search, and loads what it needs the first time.
 * Everything else is in that script, so that a page that nobody searches from stays small.
 */
import { wantedElement } from '../anchor-client.ts';
import { SEARCH_SCRIPT } from './script.ts';

/** Not the boxes and buttons of a form: who has just ticked one may go on to search. */
const TAKES_LETTERS =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

const search = document.querySelector<HTMLElement>('site-search');
const dialog = search?.querySelector('dialog');
const input = dialog?.querySelector('input');
let loading = false;

search?.querySelector('[data-open]')?.addEventListener('click', open);
dialog?.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
document.addEventListener('keydown', (event) => {
  const typing = (event.target as Element).closest(TAKES_LETTERS);
  const asked = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!asked && !slash) return;
  event.preventDefault();
  open();
});

function open(): void {
  if (!dialog?.open) dialog?.showModal();
  // Not every browser has given it the focus by now: the first letter would be lost.
  input?.focus();
  input?.select();
  load();
}

/** Where the site's root is, from this page: it may lie in a folder, or on a disk. */
function load(): void {
  if (loading) return;
  loading = true;
  say('loading');
  const script = document.createElement('script');
  script.src = `${document.documentElement.dataset.root ?? ''}/${SEARCH_SCRIPT}`;
  script.onerror = () => {
    loading = false;
    script.remove();
    say('unavailable');
  };
  document.head.append(script);
}

function say(what: 'loading' | 'unavailable'): void {
  dialog?.querySelector('[role=status]')?.replaceChildren(search?.dataset[what] ?? '');
}

/** What a link leads to may stand in something closed. */
function uncover(): void {
  const target = wantedElement();
  for (let box = target?.closest('details'); box; box = box.parentElement?.closest('details'))
    box.open = true;
}

addEventListener('hashchange', uncover);
uncover();
