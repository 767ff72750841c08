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

export type Lines = readonly string[];

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
export function node(nodeId: string, text: string, kind: Kind): Lines {
  return [`${nodeId}[${label(text)}]:::${kind}`];
}

/** A pill, for things that aren't devices: a LUN, a vote. */
export function pill(nodeId: string, text: string, kind: Kind): Lines {
  return [`${nodeId}(${label(text)}):::${kind}`];
}

/** A frame around `inside`, such as a device around its ports. */
export function group(groupId: string, title: string, kind: Kind, inside: Lines): Lines {
  return [
    `subgraph ${groupId} [${label(title)}]`,
    ...inside.map((line) => `  ${line}`),
    'end',
    `class ${groupId} ${kind}`,
  ];
}

/** A cable or a relation without a direction. */
export function link(from: string, to: string, text = ''): Lines {
  return [text === '' ? `${from} --- ${to}` : `${from} ---|${label(text)}| ${to}`];
}

/** A relation that has a direction. */
export function arrow(from: string, to: string, text = ''): Lines {
  return [text === '' ? `${from} --> ${to}` : `${from} -->|${label(text)}| ${to}`];
}

/** Keeps `second` in the rank after `first` (below it, or to its right) without a line. */
export function after(first: string, second: string): Lines {
  return [`${first} ~~~ ${second}`];
}

export interface Flowchart {
  readonly direction: 'LR' | 'TB';
  /** Pixels between ranks, where the usual distance would make the drawing too wide to read. */
  readonly rankSpacing?: number;
  readonly title: string;
  readonly description: string;
  readonly body: Lines;
}

/** The whole text, with its title and description for screen readers. */
export function flowchart(chart: Flowchart): string {
  const { direction, title, description, body, rankSpacing } = chart;
  return [
    ...(rankSpacing ? [`%%{init: {"flowchart": {"rankSpacing": ${rankSpacing}}}}%%`] : []),
    `flowchart ${direction}`,
    `  accTitle: ${oneLine(title)}`,
    `  accDescr: ${oneLine(description)}`,
    ...body.map((line) => `  ${line}`),
    ...CLASSES.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function oneLine(text: string): string {
  return escapeText(text.replaceAll(/\s+/g, ' ').trim());
}

function classDef(kind: Kind, fill: ColourName, stroke: ColourName, extra = ''): string {
  const colours = `fill:${PALETTE[fill].light},stroke:${PALETTE[stroke].light}`;
  return `classDef ${kind} ${colours},color:${PALETTE.text.light}${extra}`;
}

const CLASSES: Lines = [
  classDef('host', 'host', 'host-line'),
  classDef('switch', 'switch', 'switch-line'),
  classDef('storage', 'storage', 'storage-line'),
  classDef('service', 'service', 'service-line'),
  classDef('port', 'port', 'port-line'),
  classDef('bundle', 'bundle', 'bundle-line'),
  classDef('group', 'group', 'group-line'),
  classDef('unknown', 'unknown', 'unknown-line', ',stroke-dasharray:5 4'),
];
