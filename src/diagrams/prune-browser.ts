/**
 * Runs in the page: drops what a drawing doesn't use (two thirds of what Mermaid writes are
 * style rules for other drawings), and writes odd signs in labels as they are.
 * Self-contained: its source text is sent to the browser.
 */

interface Element {
  readonly id: string;
  textContent: string | null;
  innerHTML: string;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  getAttributeNames(): string[];
  removeAttribute(name: string): void;
  remove(): void;
}

export function prune(svg: string): string {
  const { document } = globalThis as unknown as {
    document: { createElement(name: string): Element };
  };
  const holder = document.createElement('div');
  holder.innerHTML = svg;
  const used = (selector: string) => {
    try {
      return holder.querySelector(selector.trim().replace(/:(hover|root)\b/g, '')) !== null;
    } catch {
      return false;
    }
  };
  for (const style of holder.querySelectorAll('style')) {
    const rules = (style.textContent ?? '').replace(
      /@keyframes[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g,
      '',
    );
    style.textContent = [...rules.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
      .map(([, selectors = '', body = '']) => [selectors.split(',').filter(used).join(','), body])
      .filter(([selectors]) => selectors !== '')
      .map(([selectors, body]) => `${selectors}{${body}}`)
      .join('\n');
  }
  for (const shared of holder.querySelectorAll('marker, filter')) {
    if (!svg.includes(`url(#${shared.id})`)) shared.remove();
  }
  for (const label of holder.querySelectorAll('.edgeLabels > g')) {
    if (label.textContent === '') label.remove();
  }
  // Mermaid leaves the entities of labels that are drawn as text as they are.
  for (const text of holder.querySelectorAll('tspan.text-inner-tspan')) {
    text.textContent = (text.textContent ?? '').replace(/&#(\d+);/g, (_, code) =>
      String.fromCodePoint(Number(code)),
    );
  }
  for (const element of holder.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      if (name.startsWith('data-')) element.removeAttribute(name);
    }
  }
  for (const empty of holder.querySelectorAll('defs:empty')) empty.remove();
  return holder.innerHTML;
}
