/** Makes the boxes and frames of a drawn diagram links to the pages about them. Pure. */
import type { Parts } from './flowchart.ts';
import { type Placed, thingName, things } from './graph.ts';
import { drawingId, withinPage } from './svg.ts';

const GROUP = /<g\b([^>]*)>|<\/g>/g;

/**
 * The SVG as a page shows it. The file on disk stays as it was drawn: its links would lead
 * nowhere, and freshness is told by its hash.
 * @param name of the diagram, which its ids begin with.
 */
export function linkedSvg(svg: string, name: string, parts: Parts): string {
  const linked = new Map(things(parts).flatMap((one) => (one.href ? [[one.id, one]] : [])));
  const open: boolean[] = [];
  let out = '';
  let at = 0;
  for (const match of svg.matchAll(GROUP)) {
    const end = match.index + match[0].length;
    if (match[1] === undefined) {
      out += svg.slice(at, end) + (open.pop() ? '</a>' : '');
      at = end;
      continue;
    }
    const thing = linked.get(idOf(match[1], name) ?? '');
    if (!match[1].endsWith('/')) open.push(thing !== undefined);
    out += svg.slice(at, match.index) + (thing ? opening(thing, name) : '') + match[0];
    at = end;
  }
  return apart(asGroup(withinPage(out + svg.slice(at))));
}

/** Ids of the boxes and frames that a drawing has: it may be older than what it should show. */
export function drawnIds(svg: string, name: string): ReadonlySet<string> {
  const groups = svg.matchAll(GROUP);
  return new Set([...groups].flatMap(([, attributes = '']) => idOf(attributes, name) ?? []));
}

/** The lines of a label are apart for the eye only: to be read aloud and copied, they need a space. */
function apart(svg: string): string {
  return svg.replaceAll(
    '</tspan><tspan class="text-outer-tspan',
    '</tspan> <tspan class="text-outer-tspan',
  );
}

/** Id of the box (`…-flowchart-n-node1-3`) or frame (`…-n-node1`) that a group draws. */
function idOf(attributes: string, name: string): string | undefined {
  if (!/class="(?:node|cluster)\b/.test(attributes)) return undefined;
  const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
  const prefix = `${drawingId(name)}-`;
  const own = id?.startsWith(prefix) ? id.slice(prefix.length) : undefined;
  return own?.replace(/^flowchart-(.*)-\d+$/, '$1');
}

/** Anchor of a box or frame on a page that shows the diagram. */
export function thingAnchor(name: string, id: string): string {
  return `${name}-${id}`;
}

function opening(thing: Placed, name: string): string {
  const { id, href = '' } = thing;
  const attributes = { id: thingAnchor(name, id), href, 'aria-label': thingName(thing) };
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${attribute(value)}"`);
  return `<a ${written.join(' ')}>`;
}

/** A drawing whose parts can be reached is no image: it is a group with a title and a description. */
function asGroup(svg: string): string {
  return svg
    .replace(/ role="graphics-document document"/, ' role="group"')
    .replace(/ aria-roledescription="[^"]*"/, '');
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
