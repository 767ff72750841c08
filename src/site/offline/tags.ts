/**
 * The tags of a page, one after the other. Pure.
 *
 * Pages are our own build's, so well-formed: reading their tags is twenty times quicker
 * than building a tree, and what isn't changed stays as it was, byte for byte.
 */

export interface Tag {
  readonly name: string;
  /** The text between the tag's name and its `>`. */
  readonly attributes: string;
  /** Where that text begins in the page. */
  readonly at: number;
  /** Where the tag begins, and where it ends: after the end tag, for a script or a style. */
  readonly start: number;
  readonly end: number;
  /** What a script or a style holds; no other tag has it. */
  readonly content?: string;
}

export interface Attribute {
  readonly name: string;
  /** As it stands in the page: entities and all. */
  readonly value: string;
  /** Where the value begins in the text of the attributes. */
  readonly at: number;
}

const ATTRIBUTES = `((?:[^"'>]+|"[^"]*"|'[^']*')*)`;
/** A comment, an element whose text isn't markup, or the begin of any other element. */
const TAG = new RegExp(
  String.raw`<!--[\s\S]*?-->|<(script|style|textarea)(?=[\s>])${ATTRIBUTES}>([\s\S]*?)</\1\s*>|<([a-zA-Z][^\s/>]*)${ATTRIBUTES}>`,
  'gi',
);
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The begin of each element, in the order of the page. */
export function* tags(html: string): Generator<Tag> {
  for (const match of html.matchAll(TAG)) {
    const name = match[1] ?? match[4];
    if (name === undefined) continue;
    yield {
      name: name.toLowerCase(),
      attributes: match[2] ?? match[5] ?? '',
      at: match.index + 1 + name.length,
      start: match.index,
      end: match.index + match[0].length,
      ...(match[1] === undefined ? {} : { content: match[3] ?? '' }),
    };
  }
}

/** The attributes of a tag. One without value has an empty one. */
export function* attributes(tag: Tag): Generator<Attribute> {
  for (const match of tag.attributes.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const closing = match[4] === undefined && value !== '' ? 1 : 0;
    yield {
      name: (match[1] as string).toLowerCase(),
      value,
      at: match.index + match[0].length - value.length - closing,
    };
  }
}

/** The value of one attribute. */
export function attribute(tag: Tag, name: string): string | undefined {
  for (const found of attributes(tag)) if (found.name === name) return found.value;
  return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The text that an attribute's value stands for. */
export function unescapeHtml(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/** A text as the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
