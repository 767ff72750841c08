/** XML 1.0 as text: https://www.w3.org/TR/xml/#charsets says which characters there are. Pure. */
import { showControls } from '../../executor/control-characters.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

/** @param attributes those that are undefined are left out */
export function element(
  name: string,
  attributes: XmlElement['attributes'],
  children: XmlElement['children'] = [],
): XmlElement {
  return { name, attributes, children };
}

/** A whole document, indented; an element that holds text is written on one line. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`;
}

function lines({ name, attributes, children }: XmlElement, indent: string): string[] {
  const start = `${indent}<${name}${attributesText(attributes)}`;
  if (children.length === 0) return [`${start}/>`];
  const texts = children.filter((child) => typeof child === 'string');
  if (texts.length > 0) return [`${start}>${texts.map(escapeText).join('')}</${name}>`];
  const inner = children.flatMap((child) =>
    typeof child === 'string' ? [] : lines(child, `${indent}  `),
  );
  return [`${start}>`, ...inner, `${indent}</${name}>`];
}

function attributesText(attributes: XmlElement['attributes']): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeText(text: string): string {
  return permitted(text).replace(/[&<>"]/g, (char) => ENTITIES[char] as string);
}

/** Readers turn a line end or a tab of an attribute into a space, unless it is a reference. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Characters that no XML may hold, not even as references, as signs for them. */
function permitted(text: string): string {
  return showControls(text.toWellFormed()).replace(/[\ufffe\uffff]/g, '\ufffd');
}
