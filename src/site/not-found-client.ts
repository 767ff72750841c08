/** In the browser, on the page of an unknown address: what looks like it, and the search for it. */
import { addressWords, likeness } from './similar.ts';

const MOST = 5;
const ALIKE = 0.35;

const root = document.documentElement.dataset.root ?? '';
const base = new URL(`${root}/`, location.href).pathname;
const words = addressWords(location.pathname.replace(base, ''));
const last = words.split(' ').at(-1) ?? '';

const box = document.querySelector<HTMLElement>('[data-not-found]');
const devices = box?.querySelector('template')?.content.querySelectorAll('a') ?? [];
const known = [...document.querySelectorAll<HTMLAnchorElement>('.sidebar-content a'), ...devices];
const found = known
  .map((link) => {
    const address = addressWords(link.pathname.replace(base, ''));
    const end = address.split(' ').at(-1) ?? '';
    return { link, score: Math.max(likeness(words, address), likeness(last, end)) };
  })
  .filter(({ score }) => score > ALIKE)
  .toSorted((a, b) => b.score - a.score)
  .slice(0, MOST);

if (box && found.length > 0) {
  box.hidden = false;
  for (const { link } of found) {
    const item = document.createElement('li');
    const copy = document.createElement('a');
    copy.href = link.href;
    copy.textContent = link.querySelector('span')?.textContent ?? link.textContent;
    item.append(copy);
    box.querySelector('[data-alike]')?.append(item);
  }
}

const search = document.querySelector<HTMLElement>('[data-search]');
const button = search?.querySelector('button');
if (search && button && words !== '') {
  search.hidden = false;
  button.textContent = (button.dataset.words ?? '').replace('{words}', words);
  button.addEventListener('click', () => {
    const input = document.querySelector<HTMLInputElement>('site-search input');
    if (input) input.value = words;
    document.querySelector<HTMLElement>('site-search [data-open]')?.click();
  });
}
