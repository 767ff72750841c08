/** In the browser: which cards are folded is kept; a link to one, or into one, unfolds it. */
import { wantedElement } from '../anchor-client.ts';
import { keep, kept } from './store-client.ts';

export function foldCards(bar: HTMLElement): void {
  const key = `site-folds:${bar.dataset.runbookBar}`;
  const button = bar.querySelector<HTMLElement>('[data-fold]');
  const cards = [...document.querySelectorAll<HTMLDetailsElement>('.step > details')];
  const folded = new Set(kept<string[]>(key, []));
  for (const card of cards) card.open = !folded.has(nameOf(card));
  const told = (): void => {
    keep(key, cards.filter(({ open }) => !open).map(nameOf));
    if (button)
      swapLabel(
        button,
        cards.every(({ open }) => !open),
      );
  };
  for (const card of cards) card.addEventListener('toggle', told);
  button?.addEventListener('click', () => {
    const open = cards.every((card) => !card.open);
    for (const card of cards) card.open = open;
  });
  addEventListener('hashchange', unfoldTarget);
  unfoldTarget();
}

function nameOf(card: HTMLElement): string {
  return card.closest<HTMLElement>('.step')?.dataset.step ?? '';
}

/** The card that the address leads to, also by its heading or by one of its blocks. */
function unfoldTarget(): void {
  const target = wantedElement();
  const card = target?.closest('.step')?.querySelector<HTMLDetailsElement>(':scope > details');
  if (!card || card.open) return;
  card.open = true;
  target?.scrollIntoView();
}

/** The label for what it would do next; the other one waits. */
function swapLabel(button: HTMLElement, allFolded: boolean): void {
  const { other = '', state } = button.dataset;
  if ((state === 'folded') === allFolded) return;
  button.dataset.other = button.textContent ?? '';
  button.dataset.state = allFolded ? 'folded' : '';
  button.replaceChildren(other);
}
