/** The few pieces of Mermaid's flowchart language that diagrams are made of, with names escaped. Pure. */
import { type ColourName, PALETTE } from './palette.ts';

/** How a thing looks. */
export type Kind =
  | 'host'
  | 'switch'
  | 'storage'
  | 'service'
  | 'port'
  | 'bundle'
  | 'group'
  | 'unknown';

/** A box, a pill, or a frame around others. */
export interface Thing {
  readonly id: string;
  readonly text: string;
  readonly kind: Kind;
  /** Page about it, root-relative. */
  readonly href?: string;
}

export type Part =
  | (Thing & { readonly part: 'node'; readonly shape: 'box' | 'pill' })
  | (Thing & { readonly part: 'group'; readonly inside: Parts })
  | {
      readonly part: 'edge';
      readonly from: string;
      readonly to: string;
      readonly line: Line;
      readonly text: string;
    }
  /** Keeps `to` in the rank after `from`, without a line. */
  | { readonly part: 'order'; readonly from: string; readonly to: string };

export type Parts = readonly Part[];
type Line = '---' | '-->';

/** A label's line breaks are the newlines in its text. */
export function label(text: string): string {
  return `"${escapeText(text).replaceAll('\n', '<br/>')}"`;
}

/** Signs that Mermaid takes as its own, as entities of its own form (`#35;`). */
export function escapeText(text: string): string {
  return text.replace(/[#;"<>&`\\]/g, (sign) => `#${sign.codePointAt(0)};`);
}

/** An id from names: unique for different names, and never a word of Mermaid's. */
export function id(...names: string[]): string {
  const safe = names.map((name) =>
    name.replace(/[^A-Za-z0-9]/g, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`),
  );
  return `n-${safe.join('-')}`;
}

/** A box: a device or one of its ports. */
export function node(nodeId: string, text: string, kind: Kind, href?: string): Parts {
  return [{ part: 'node', shape: 'box', ...thing(nodeId, text, kind, href) }];
}

/** A pill, for things that aren't devices: a LUN, a vote. */
export function pill(nodeId: string, text: string, kind: Kind, href?: string): Parts {
  return [{ part: 'node', shape: 'pill', ...thing(nodeId, text, kind, href) }];
}

/** A frame around `inside`, such as a device around its ports. */
export function group(
  groupId: string,
  title: string,
  kind: Kind,
  inside: Parts,
  href?: string,
): Parts {
  return [{ part: 'group', inside, ...thing(groupId, title, kind, href) }];
}

function thing(id: string, text: string, kind: Kind, href: string | undefined): Thing {
  return { id, text, kind, ...(href === undefined ? {} : { href }) };
}

/** A cable or a relation without a direction. */
export function link(from: string, to: string, text = ''): Parts {
  return [{ part: 'edge', line: '---', from, to, text }];
}

/** A relation that has a direction. */
export function arrow(from: string, to: string, text = ''): Parts {
  return [{ part: 'edge', line: '-->', from, to, text }];
}

/** Keeps `second` in the rank after `first` (below it, or to its right) without a line. */
export function after(first: string, second: string): Parts {
  return [{ part: 'order', from: first, to: second }];
}

export interface Flowchart {
  readonly direction: 'LR' | 'TB';
  /** Pixels between ranks, where the usual distance would make the drawing too wide to read. */
  readonly rankSpacing?: number;
  readonly title: string;
  readonly description: string;
  readonly body: Parts;
}

/** The whole text, with its title and description for screen readers. */
export function flowchart(chart: Flowchart): string {
  const { direction, title, description, body, rankSpacing } = chart;
  return [
    ...(rankSpacing ? [`%%{init: {"flowchart": {"rankSpacing": ${rankSpacing}}}}%%`] : []),
    `flowchart ${direction}`,
    `  accTitle: ${oneLine(title)}`,
    `  accDescr: ${oneLine(description)}`,
    ...body.flatMap(lines).map((line) => `  ${line}`),
    ...CLASSES.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function lines(part: Part): readonly string[] {
  switch (part.part) {
    case 'node':
      return [
        `${part.id}${part.shape === 'box' ? `[${label(part.text)}]` : `(${label(part.text)})`}:::${part.kind}`,
      ];
    case 'group':
      return groupLines(part);
    case 'edge':
      return [
        `${part.from} ${part.line}${part.text === '' ? '' : `|${label(part.text)}|`} ${part.to}`,
      ];
    case 'order':
      return [`${part.from} ~~~ ${part.to}`];
  }
}

function groupLines({ id: groupId, text, kind, inside }: Extract<Part, { part: 'group' }>) {
  return [
    `subgraph ${groupId} [${label(text)}]`,
    ...inside.flatMap(lines).map((line) => `  ${line}`),
    'end',
    `class ${groupId} ${kind}`,
  ];
}

function oneLine(text: string): string {
  return escapeText(text.replaceAll(/\s+/g, ' ').trim());
}

function classDef(kind: Kind, fill: ColourName, stroke: ColourName, extra = ''): string {
  const colours = `fill:${PALETTE[fill].light},stroke:${PALETTE[stroke].light}`;
  return `classDef ${kind} ${colours},color:${PALETTE.text.light}${extra}`;
}

const CLASSES: readonly string[] = [
  classDef('host', 'host', 'host-line'),
  classDef('switch', 'switch', 'switch-line'),
  classDef('storage', 'storage', 'storage-line'),
  classDef('service', 'service', 'service-line'),
  classDef('port', 'port', 'port-line'),
  classDef('bundle', 'bundle', 'bundle-line'),
  classDef('group', 'group', 'group-line'),
  classDef('unknown', 'unknown', 'unknown-line', ',stroke-dasharray:5 4'),
];
