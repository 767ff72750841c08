/** In the browser: what the address of the page leads to. */

export function wantedElement(): HTMLElement | null {
  return document.getElementById(anchor());
}

/** Decoded; as it stands where a mail or a chat has cut it in two: `#r%C3`. */
function anchor(): string {
  const written = location.hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
