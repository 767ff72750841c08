/**
 * In the browser: which result is chosen. The keyboard stays in the field; the list is told
 * which option is active (the ARIA pattern of a combobox with a listbox).
 */
export interface Choice {
  /** The list has changed: its first option is chosen. */
  reset(): void;
}

const PAGE = 5;

export function choice(input: HTMLInputElement, list: HTMLElement): Choice {
  let at = 0;

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];

  function choose(next: number): void {
    const all = options();
    at = Math.max(0, Math.min(next, all.length - 1));
    for (const [index, one] of all.entries()) one.setAttribute('aria-selected', `${index === at}`);
    input.setAttribute('aria-expanded', `${all.length > 0}`);
    const chosen = all[at];
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  /** Beyond an end comes the other one. */
  function step(by: number): void {
    const { length } = options();
    if (length > 0) choose((at + by + length) % length);
  }

  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => choose(at + PAGE),
    PageUp: () => choose(at - PAGE),
    Home: () => choose(0),
    End: () => choose(Number.MAX_SAFE_INTEGER),
    Enter: () => options()[at]?.click(),
  };

  input.addEventListener('keydown', (event) => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
    const key = plain && !event.isComposing ? keys[event.key] : undefined;
    if (!key || options().length === 0) return;
    event.preventDefault();
    key();
  });
  return { reset: () => choose(0) };
}
