/** In the browser: the buttons that narrow the results to one kind, each with its count. */
import type { Kind } from '../../search/document.ts';
import type { Hit } from '../../search/engine.ts';

export interface Kinds {
  /** The kind that is asked for; all of them when undefined. */
  wanted(): Kind | undefined;
  count(hits: readonly Hit[]): void;
  /** What each kind is called. */
  labels(): Readonly<Record<string, string>>;
}

export function filters(host: HTMLElement, changed: () => void): Kinds {
  const buttons = [...host.querySelectorAll<HTMLButtonElement>('[data-kind]')];
  const pressed = () => buttons.find((button) => button.getAttribute('aria-pressed') === 'true');
  for (const button of buttons) {
    button.addEventListener('click', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', `${other === button}`);
      changed();
    });
  }
  return {
    wanted: () => (pressed()?.dataset.kind || undefined) as Kind | undefined,
    count(hits) {
      for (const button of buttons) {
        const { length } = filtered(hits, (button.dataset.kind || undefined) as Kind | undefined);
        button.querySelector('span')?.replaceChildren(`${length}`);
        button.hidden = length === 0 && button !== pressed();
      }
    },
    labels: () =>
      Object.fromEntries(buttons.map(({ dataset }) => [dataset.kind ?? '', dataset.label ?? ''])),
  };
}

export function filtered<H extends Hit>(hits: readonly H[], kind: Kind | undefined): readonly H[] {
  return kind === undefined ? hits : hits.filter(({ document }) => document.kind === kind);
}
