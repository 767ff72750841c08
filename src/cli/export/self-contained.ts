/**
 * A built page → one file that needs nothing else: what leads around the site is taken
 * away, what the page loads is put into it, and a policy forbids every request. Pure but
 * for the reader that it is given.
 */
import { createHash } from 'node:crypto';
import {
  append,
  attribute,
  type Element,
  hasClass,
  type PageTree,
  remove,
  setAttribute,
  setText,
  textOf,
} from './tree.ts';

/** Reads a file of the site that a page or a style names, relative to `from`, which is its own path. */
export interface SiteFiles {
  text(url: string, from: string): { readonly path: string; readonly text: string };
  /** As a `data:` address. */
  data(url: string, from: string): string;
}

export interface PageFacts {
  /** Of the page, in the site's folder. */
  readonly path: string;
  /** Beside the title, at the head of each printed page. */
  readonly note: string;
}

export function selfContained(page: PageTree, files: SiteFiles, facts: PageFacts): void {
  const base = page
    .all((one) => relOf(one) === 'canonical')
    .map((one) => attribute(one, 'href'))[0];
  for (const element of page.all(leadsAround)) remove(element);
  setAttribute(page.the('html'), 'data-has-sidebar', undefined);
  for (const link of page.all(({ tagName }) => tagName === 'a')) detach(link, base);
  for (const sheet of page.all((one) => relOf(one) === 'stylesheet'))
    inlineStyle(sheet, files, facts);
  for (const element of page.all(({ tagName }) => tagName === 'img' || tagName === 'image'))
    inlineImage(element, files, facts.path);
  const scripts = page
    .all(({ tagName }) => tagName === 'script')
    .map((one) => inlineScript(one, files, facts.path));
  for (const late of scripts.filter(({ deferred }) => deferred))
    append(page.the('body'), 'script', {}, late.text);
  append(page.the('head'), 'style', {}, pageStyle(titleOf(page), facts.note));
  const meta = page
    .the('head')
    .childNodes.find(
      (node): node is Element => 'tagName' in node && attribute(node, 'charset') !== undefined,
    );
  const policy = {
    'http-equiv': 'Content-Security-Policy',
    content: policyFor(scripts.map(({ text }) => text)),
  };
  putAfter(page.the('head'), meta, policy);
}

/** Starlight's frame: header, menus, footer; and what only a site needs. */
function leadsAround(element: Element): boolean {
  const { tagName } = element;
  if (tagName === 'header' && hasClass(element, 'header')) return true;
  if (tagName === 'nav' && hasClass(element, 'sidebar')) return true;
  if (tagName === 'footer' || tagName === 'starlight-menu-button' || tagName === 'template')
    return true;
  if (hasClass(element, 'pagination-links')) return true;
  if (tagName === 'link') return relOf(element) !== 'stylesheet';
  const policy = attribute(element, 'http-equiv') !== undefined;
  return tagName === 'meta' && (policy || attribute(element, 'property') !== undefined);
}

function relOf(element: Element): string | undefined {
  return element.tagName === 'link' ? attribute(element, 'rel') : undefined;
}

/** A link to another page leads nowhere from here, unless the site has an address. */
function detach(link: Element, base: string | undefined): void {
  for (const name of ['href', 'xlink:href']) {
    const href = attribute(link, name);
    if (href === undefined || /^(#|https?:|mailto:)/.test(href)) continue;
    setAttribute(link, name, base === undefined ? undefined : new URL(href, base).href);
  }
}

function inlineStyle(sheet: Element, files: SiteFiles, { path }: PageFacts): void {
  const { path: from, text } = files.text(attribute(sheet, 'href') ?? '', path);
  const css = text.replace(
    /url\(\s*(["']?)(?!data:|#)([^"')]+)\1\s*\)/g,
    (_, __, url: string) => `url("${files.data(url, from)}")`,
  );
  const media = attribute(sheet, 'media');
  sheet.nodeName = 'style';
  sheet.tagName = 'style';
  sheet.attrs = media === undefined ? [] : [{ name: 'media', value: media }];
  setText(sheet, css);
}

function inlineImage(image: Element, files: SiteFiles, path: string): void {
  for (const name of ['src', 'href', 'xlink:href']) {
    const url = attribute(image, name);
    if (url !== undefined && !url.startsWith('data:'))
      setAttribute(image, name, files.data(url, path));
  }
  setAttribute(image, 'srcset', undefined);
}

interface Script {
  readonly text: string;
  /** It waits for the page: it belongs at its end. */
  readonly deferred: boolean;
}

function inlineScript(script: Element, files: SiteFiles, path: string): Script {
  const src = attribute(script, 'src');
  if (src === undefined) return { text: textOf(script), deferred: false };
  remove(script);
  const { text } = files.text(src, path);
  return { text: text.replaceAll('</script', '<\\/script'), deferred: true };
}

function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    ['script-src', ...new Set(hashes)].join(' '),
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function titleOf(page: PageTree): string {
  const [heading] = page.all(({ tagName }) => tagName === 'h1');
  return heading ? textOf(heading).trim() : '';
}

/** Without the site's bar on top; on paper, what it is and of when at the head of each page. */
function pageStyle(title: string, note: string): string {
  const font = "font: 8pt 'Inter Variable', sans-serif; color: #555;";
  return `:root { --sl-nav-height: 0rem }
@page { @top-left { content: ${cssText(title)}; ${font} } @top-right { content: ${cssText(note)}; ${font} } }`;
}

function cssText(text: string): string {
  return `"${text.replace(/["\\<]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `).replaceAll('\n', ' ')}"`;
}

function putAfter(head: Element, before: Element | undefined, attrs: Record<string, string>): void {
  append(head, 'meta', attrs, '');
  const made = head.childNodes.pop();
  if (!made) return;
  (made as Element).childNodes = [];
  head.childNodes.splice(before ? head.childNodes.indexOf(before) + 1 : 0, 0, made);
}
