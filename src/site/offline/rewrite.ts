/** A built page → one that can be read from any place: a disk, a server, a folder of a server. Pure. */
import { fileOf, linkTo, type PagePlace, publicAddress, readLink } from './addresses.ts';
import { relativeUrls } from './styles.ts';
import { type Attribute, attributes, escapeAttribute, type Tag, unescapeHtml } from './tags.ts';

/** A piece of the page, by its place, and what stands there now. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A link of the page to a file of the site. */
export interface SiteLink {
  /** As written. */
  readonly link: string;
  /** Undefined: there is no such file. */
  readonly file: string | undefined;
  /** Without `#`; empty for none. */
  readonly anchor: string;
}

/** Attributes that hold an address. */
const ADDRESSES = new Set(['href', 'src', 'xlink:href', 'poster', 'action', 'data']);
/** Most tags are colours of code, and have none of these. */
const INTERESTING = /\b(?:href|src|srcset|poster|action|data|id|name)\s*=|url\(|\bog:url\b/i;

/** What is found in a page's tags, and what has to be changed in them. */
export interface TagFindings {
  readonly edits: Edit[];
  readonly links: SiteLink[];
  readonly anchors: Set<string>;
}

/** Reads one tag into `findings`. */
export function readTag(
  tag: Tag,
  page: PagePlace,
  files: ReadonlySet<string>,
  findings: TagFindings,
): void {
  if (!INTERESTING.test(tag.attributes)) return;
  for (const attribute of attributes(tag)) {
    if (isAnchor(tag, attribute)) findings.anchors.add(unescapeHtml(attribute.value));
    const text = rewritten(tag, attribute, page, files, findings.links);
    if (text === undefined) continue;
    const start = tag.at + attribute.at;
    findings.edits.push({ start, end: start + attribute.value.length, text });
  }
}

function isAnchor(tag: Tag, { name }: Attribute): boolean {
  return name === 'id' || (name === 'name' && tag.name === 'a');
}

/** The new value of an attribute; undefined when it stays as it is. */
function rewritten(
  tag: Tag,
  { name, value }: Attribute,
  page: PagePlace,
  files: ReadonlySet<string>,
  links: SiteLink[],
): string | undefined {
  if (name === 'style') return value.includes('url(') ? relativeUrls(value, page.root) : undefined;
  if (isPublicAddress(tag, name)) {
    return page.base === '' ? undefined : publicAddress(value, page.base);
  }
  const relink = (link: string) => relinked(link, page, files, links);
  if (name === 'srcset')
    return value.replace(/[^\s,][^\s]*(?=\s|,|$)/g, (part) => relink(part) ?? part);
  // `data` is an address on an object only; a form without action posts to its own page.
  if (!ADDRESSES.has(name) || (name === 'data' && tag.name !== 'object') || value === '') {
    return undefined;
  }
  // Written after this step.
  if (tag.name === 'link' && /\brel="?sitemap\b/.test(tag.attributes)) {
    return `${page.root}${value}`;
  }
  const text = relink(unescapeHtml(value));
  return text === undefined ? undefined : escapeAttribute(text);
}

/** `<link rel="canonical" href>` and `<meta property="og:url" content>`. */
function isPublicAddress(tag: Tag, name: string): boolean {
  return (
    (tag.name === 'link' && name === 'href' && /\brel="?canonical\b/.test(tag.attributes)) ||
    (tag.name === 'meta' && name === 'content' && /\bproperty="?og:url\b/.test(tag.attributes))
  );
}

function relinked(
  link: string,
  page: PagePlace,
  files: ReadonlySet<string>,
  links: SiteLink[],
): string | undefined {
  const address = readLink(link, page.file);
  if (address === undefined) return undefined;
  const file = fileOf(address.path, files);
  links.push({ link, file, anchor: address.hash.slice(1) });
  return file === undefined ? undefined : linkTo(file, address, page);
}

/** The page with all edits made. */
export function applyEdits(html: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += html.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + html.slice(at);
}
