/**
 * In the browser, on every page: buttons with `data-copy` copy that text, those with
 * `data-copy-code` the code beside them, those of a code block its text. Each says in its own
 * words whether it could.
 */
const SHOWN_MS = 2000;
const OF_A_BLOCK = '.expressive-code .copy [data-code]';

// Before the listeners of the buttons: that of a code block is silent when it can't copy.
document.addEventListener('click', onClick, { capture: true });

async function onClick(event: Event): Promise<void> {
  const button = (event.target as Element).closest<HTMLElement>(
    `[data-copy], [data-copy-code], ${OF_A_BLOCK}`,
  );
  if (!button) return;
  if (button.matches(OF_A_BLOCK)) event.stopPropagation();
  const copied = await copy(textOf(button));
  say(button, (copied ? button.dataset.copied : button.dataset.copyFailed) ?? '', copied);
}

function textOf(button: HTMLElement): string {
  const { copy: text, code } = button.dataset;
  // An attribute can't hold line ends: a block has DEL for them.
  return text ?? code?.replaceAll('\u007F', '\n') ?? codeBeside(button);
}

function codeBeside(button: HTMLElement): string {
  return button.closest('figure')?.querySelector('code')?.textContent ?? '';
}

/** In the button, or in a bubble beside that of a code block. */
function say(button: HTMLElement, words: string, copied: boolean): void {
  const state = button.querySelector('[role="status"]');
  const said = state ?? button.parentElement?.querySelector('[aria-live]');
  said?.replaceChildren(state ? words : bubble(words, copied));
  setTimeout(() => said?.replaceChildren(), SHOWN_MS);
}

function bubble(words: string, copied: boolean): HTMLElement {
  const made = document.createElement('div');
  made.className = copied ? 'feedback show' : 'feedback show refused';
  made.append(words);
  return made;
}

/** `navigator.clipboard` is missing where the page isn't served securely, and from a file. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
