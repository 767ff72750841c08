/** In the browser: buttons with `data-copy` copy that text, those with `data-copy-code` the code beside them, and say so in their own words. */
const SHOWN_MS = 2000;

document.addEventListener('click', async (event) => {
  const button = (event.target as Element).closest<HTMLElement>('[data-copy], [data-copy-code]');
  if (!button) return;
  const state = button.querySelector('[role="status"]');
  const copied = await copy(button.dataset.copy ?? codeBeside(button));
  state?.replaceChildren((copied ? button.dataset.copied : button.dataset.copyFailed) ?? '');
  setTimeout(() => state?.replaceChildren(), SHOWN_MS);
});

function codeBeside(button: HTMLElement): string {
  return button.closest('figure')?.querySelector('code')?.textContent ?? '';
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
