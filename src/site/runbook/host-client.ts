/** In the browser: one host for the whole page, and for the next; a link can name it (`?host=`). */
import { keep, kept } from './store-client.ts';

const KEPT = 'site-host';
const PARAM = 'host';

type Picker = HTMLSelectElement | HTMLFieldSetElement;

/** @param shown called with the host whenever it changes, and now; empty for all of them */
export function pickHost(bar: HTMLElement, shown: (host: string) => void): void {
  const picker = bar.querySelector<Picker>('[data-host-picker]');
  if (!picker) {
    shown('');
    return;
  }
  const known = valuesOf(picker);
  const asked = new URLSearchParams(location.search).get(PARAM);
  const first = [asked, kept(KEPT, '')].find((host) => host !== null && known.includes(host)) ?? '';
  set(picker, first);
  show(bar, first);
  shown(first);
  picker.addEventListener('change', (event) => {
    const host = (event.target as HTMLInputElement | HTMLSelectElement).value;
    const top = bar.getBoundingClientRect().top;
    keep(KEPT, host);
    remember(host);
    show(bar, host);
    shown(host);
    // What is above may have grown or shrunk: what was clicked stays under the pointer.
    scrollBy({ top: bar.getBoundingClientRect().top - top, behavior: 'instant' });
  });
}

function valuesOf(picker: Picker): string[] {
  const choices = picker.querySelectorAll<HTMLInputElement | HTMLOptionElement>('input, option');
  return [...choices].map(({ value }) => value);
}

function set(picker: Picker, host: string): void {
  if (picker instanceof HTMLSelectElement) picker.value = host;
  else for (const input of picker.querySelectorAll('input')) input.checked = input.value === host;
}

/** In the address, so that it can be handed on. */
function remember(host: string): void {
  const url = new URL(location.href);
  if (host === '') url.searchParams.delete(PARAM);
  else url.searchParams.set(PARAM, host);
  try {
    history.replaceState(history.state, '', url);
  } catch {
    // A page that was opened from a file keeps its address.
  }
}

function show(bar: HTMLElement, host: string): void {
  const concerns = (element: HTMLElement): boolean =>
    host === '' || (element.dataset.hosts ?? '').split(' ').includes(host);
  const only = document.querySelector<HTMLElement>('[data-only-host]');
  if (only) {
    only.dataset.text ??= only.textContent ?? '';
    only.textContent = only.dataset.text.replace('{host}', host);
    only.classList.toggle('print-only', host !== '');
    only.hidden = host === '';
  }
  for (const step of document.querySelectorAll<HTMLElement>('.step')) {
    const elsewhere = !concerns(step);
    step.toggleAttribute('data-elsewhere', elsewhere);
    const note = step.querySelector<HTMLElement>('.step__elsewhere');
    if (note) {
      note.hidden = !elsewhere;
      note.textContent = (bar.dataset.elsewhere ?? '').replace('{host}', host);
    }
    for (const variant of step.querySelectorAll<HTMLElement>('.variant')) {
      variant.hidden = !elsewhere && !concerns(variant);
    }
  }
  for (const command of document.querySelectorAll<HTMLElement>('[data-limit]')) {
    const inside = command.closest<HTMLElement>('[data-hosts]');
    const narrowed = host !== '' && inside !== null && concerns(inside);
    const text = `${command.dataset.limit}${narrowed ? ` --limit ${host}` : ''}`;
    command.querySelector('code')?.replaceChildren(text);
    const button = command.querySelector<HTMLElement>('[data-copy]');
    if (button) button.dataset.copy = text;
  }
}
