/** A runbook's page for one of its hosts only: what the host picker of the page would leave. Pure. */
import {
  around,
  attribute,
  type Element,
  elements,
  hasClass,
  type PageTree,
  remove,
  setAttribute,
  setText,
  textOf,
} from './tree.ts';

/** The hosts that a runbook's page is about. */
export function hostsOf(page: PageTree): readonly string[] {
  const [header] = page.all((element) => attribute(element, 'data-runbook') !== undefined);
  return header ? hosts(header) : [];
}

/** Takes away the texts, steps and past runs of other hosts; commands get `--limit`. */
export function narrow(page: PageTree, host: string): void {
  for (const element of page.all((one) => attribute(one, 'data-hosts') !== undefined)) {
    if (!hosts(element).includes(host)) remove(element);
  }
  for (const picker of page.all((one) => attribute(one, 'data-host-picker') !== undefined))
    remove(
      hasClass(picker.parentNode as Element, 'host-picker')
        ? (picker.parentNode as Element)
        : picker,
    );
  for (const evidence of page.all((one) => hasClass(one, 'evidence')))
    if (![...elements(evidence)].some(({ tagName }) => tagName === 'li')) remove(evidence);
  for (const command of page.all((one) => attribute(one, 'data-limit') !== undefined))
    limit(command, host);
  for (const note of page.all((one) => attribute(one, 'data-only-host') !== undefined)) {
    setAttribute(note, 'hidden', undefined);
    setText(note, textOf(note).replace('{host}', host));
  }
}

function hosts(element: Element): string[] {
  return (attribute(element, 'data-hosts') ?? '').split(' ');
}

function limit(command: Element, host: string): void {
  const text = `${attribute(command, 'data-limit')} --limit ${host}`;
  const concerned = [...around(command)].some((one) => attribute(one, 'data-hosts') !== undefined);
  setAttribute(command, 'data-limit', undefined);
  if (!concerned) return;
  for (const element of elements(command)) {
    if (element.tagName === 'code') setText(element, text);
    if (attribute(element, 'data-copy') !== undefined) setAttribute(element, 'data-copy', text);
  }
}
