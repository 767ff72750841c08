/**
 * In the browser: boxes to tick while one reads along. They are kept, for each host on its
 * own; nothing is executed by them.
 */
import { keep, kept } from './store-client.ts';

/** By host, or `*` for all of them. */
type Ticks = Record<string, string[]>;

const ALL = '*';

export class Reading {
  readonly #bar: HTMLElement;
  readonly #key: string;
  #host = '';

  constructor(bar: HTMLElement) {
    this.#bar = bar;
    this.#key = `site-ticks:${bar.dataset.runbookBar}`;
    document.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.dataset.tick) this.#ticked(target);
    });
    bar.querySelector('[data-reset]')?.addEventListener('click', () => {
      this.#save([]);
      this.show(this.#host);
    });
  }

  /** The boxes of a host, as they were left. */
  show(host: string): void {
    this.#host = host;
    const ticked = new Set(kept<Ticks>(this.#key, {})[host || ALL]);
    for (const box of boxes()) box.checked = ticked.has(box.dataset.tick ?? '');
    this.#count();
  }

  #ticked(box: HTMLInputElement): void {
    const step = box.closest<HTMLElement>('.step');
    const items = [...(step?.querySelectorAll<HTMLInputElement>('[data-item]') ?? [])].filter(
      (item) => item.checkVisibility(),
    );
    const own = step?.querySelector<HTMLInputElement>('.step__tick input');
    // A step by hand is its items: the last one finishes it.
    if (own && items.includes(box)) own.checked = items.every(({ checked }) => checked);
    this.#save(
      boxes()
        .filter(({ checked }) => checked)
        .map((one) => one.dataset.tick ?? ''),
    );
    this.#count();
  }

  #save(ticked: string[]): void {
    const all = { ...kept<Ticks>(this.#key, {}), [this.#host || ALL]: ticked };
    const unkept = this.#bar.querySelector<HTMLElement>('[data-unkept]');
    if (unkept) unkept.hidden = keep(this.#key, all);
  }

  #count(): void {
    const steps = [
      ...document.querySelectorAll<HTMLInputElement>(
        '.step:not([data-elsewhere]) .step__tick input',
      ),
    ];
    const done = steps.filter(({ checked }) => checked).length;
    const { count = '', countOn = '' } = this.#bar.dataset;
    const text = (this.#host === '' ? count : countOn)
      .replace('{done}', String(done))
      .replace('{all}', String(steps.length))
      .replace('{host}', this.#host);
    this.#bar.querySelector('[data-counted]')?.replaceChildren(text);
    const progress = this.#bar.querySelector<HTMLProgressElement>('[data-progress]');
    if (progress) Object.assign(progress, { max: steps.length || 1, value: done });
  }
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('[data-tick]')];
}
