/** A built page as a tree: finding, taking away, changing. Pure. */
import { type DefaultTreeAdapterTypes, parse, serialize } from 'parse5';

type Document = DefaultTreeAdapterTypes.Document;
type Node = DefaultTreeAdapterTypes.Node;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;
export type Element = DefaultTreeAdapterTypes.Element;

export class PageTree {
  readonly #document: Document;

  constructor(html: string) {
    this.#document = parse(html);
  }

  /** All elements for which it holds, in the order of the page. */
  all(holds: (element: Element) => boolean): Element[] {
    return [...elements(this.#document)].filter(holds);
  }

  /** The only element of a name: `html`, `head`, `body`. */
  the(name: string): Element {
    const [found] = this.all(({ tagName }) => tagName === name);
    if (!found) throw new Error(`the page has no <${name}>`);
    return found;
  }

  toString(): string {
    return serialize(this.#document);
  }
}

export function* elements(root: Node): Generator<Element> {
  if ('tagName' in root) yield root;
  // What is taken away while one goes through isn't gone through.
  for (const child of 'childNodes' in root ? [...root.childNodes] : []) yield* elements(child);
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((known) => known.name === name)?.value;
}

/** Sets an attribute; takes it away when the value is undefined. */
export function setAttribute(element: Element, name: string, value: string | undefined): void {
  const others = element.attrs.filter((known) => known.name !== name);
  element.attrs = value === undefined ? others : [...others, { name, value }];
}

export function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

export function remove(element: Element): void {
  const { parentNode } = element;
  if (!parentNode) return;
  parentNode.childNodes = parentNode.childNodes.filter((child) => child !== element);
}

/** The element, then those around it, from the inside out. */
export function* around(element: Element): Generator<Element> {
  for (let at: ParentNode | null = element; at !== null && 'tagName' in at; at = at.parentNode)
    yield at;
}

export function textOf(element: Element): string {
  return element.childNodes
    .map((child) => ('value' in child ? child.value : 'tagName' in child ? textOf(child) : ''))
    .join('');
}

/** Makes a text all that an element holds. As it is, in a script or a style. */
export function setText(element: Element, value: string): void {
  element.childNodes = [{ nodeName: '#text', value, parentNode: element }];
}

/** Puts a new element at the end of another one. */
export function append(
  parent: Element,
  tagName: string,
  attrs: Readonly<Record<string, string>>,
  text: string,
): void {
  const made = {
    ...{ nodeName: tagName, tagName, namespaceURI: parent.namespaceURI, parentNode: parent },
    attrs: Object.entries(attrs).map(([name, value]) => ({ name, value })),
    childNodes: [],
  } as Element;
  setText(made, text);
  parent.childNodes.push(made);
}
