/** A wiring as an SVG. Its colours are the style sheet's. Pure. */
import type { Part, Parts } from './flowchart.ts';
import { thingName } from './graph.ts';
import type { ColumnName, Wiring } from './wiring-builder.ts';
import { HEAD, LINE, layout, PADDING, type Placed } from './wiring-layout.ts';

export interface Picture {
  readonly svg: string;
  /** What it shows, for the table beside it. */
  readonly parts: Parts;
}

export interface PictureWords {
  /** Begins the picture's ids; unique on its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Undefined where there is nothing to draw. */
export function wiringPicture(wiring: Wiring, words: PictureWords): Picture | undefined {
  if (wiring.boxes.length === 0) return undefined;
  const boxes = layout(wiring);
  const all = [...boxes.values()];
  const [width, height] = [
    Math.max(...all.map((box) => box.x + box.width)) + 1,
    Math.max(...all.map((box) => box.y + box.height)) + 1,
  ];
  const svg = [
    `<svg class="wiring" xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 ${n(width)} ${n(height)}"`,
    ` role="group" aria-labelledby="${words.id}-title" aria-describedby="${words.id}-desc">`,
    `<title id="${words.id}-title">${escaped(words.title)}</title>`,
    `<desc id="${words.id}-desc">${escaped(words.description)}</desc>`,
    ...heads(all, wiring.columns),
    ...wiring.lines.flatMap(([from, to]) => lineSvg(boxes.get(from), boxes.get(to))),
    ...all.map(boxSvg),
    '</svg>',
  ].join('');
  return { svg, parts: partsOf(wiring) };
}

function partsOf({ boxes, lines: all }: Wiring): Parts {
  const passages = new Set(boxes.filter(({ isPassage }) => isPassage).map(({ id }) => id));
  const after = new Map(all.filter(([from]) => passages.has(from)));
  const lines = all
    .filter(([from]) => !passages.has(from))
    .map(([from, to]) => [from, after.get(to) ?? to] as const);
  return [
    ...boxes
      .filter(({ isPassage }) => !isPassage)
      .map((box): Part => ({ ...box, part: 'node', shape: 'box' })),
    ...lines.map(([from, to]): Part => ({ part: 'edge', line: '---', from, to, text: '' })),
  ];
}

/** A title above each column that has something in it. */
function heads(boxes: readonly Placed[], titles: Wiring['columns']): string[] {
  const shown = boxes.filter(({ isPassage }) => !isPassage);
  const columns = new Map<ColumnName, Placed>(shown.map((box) => [box.column, box]));
  return [...columns.values()].map(({ column, x, width }) => {
    const middle = n(x + width / 2);
    return `<text class="head" x="${middle}" y="${HEAD - 14}">${escaped(titles[column])}</text>`;
  });
}

function lineSvg(from: Placed | undefined, to: Placed | undefined): string[] {
  if (!from || !to) return [];
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const middle = n((x1 + x2) / 2);
  const path = y1 === y2 ? `H${n(x2)}` : `C${middle} ${n(y1)} ${middle} ${n(y2)} ${n(x2)} ${n(y2)}`;
  return [`<path d="M${n(x1)} ${n(y1)}${path}"/>`];
}

function boxSvg(box: Placed): string {
  const { x, y, width, height, kind, href } = box;
  if (box.isPassage) return `<path d="M${n(x)} ${n(y + height / 2)}h${n(width)}"/>`;
  const rows = box.text.split('\n').map((line, index) => {
    const at = `x="${n(x + width / 2)}" y="${n(y + PADDING / 2 + LINE * (index + 0.74))}"`;
    return `<text ${at}${index === 0 ? '' : ' class="more"'}>${escaped(line)}</text>`;
  });
  const rect = `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="4"/>`;
  const inside = `<g class="box ${kind}">${rect}${rows.join(' ')}</g>`;
  if (href === undefined) return inside;
  const name = thingName({ ...box, part: 'node', within: [] });
  return `<a href="${escaped(href)}" aria-label="${escaped(name)}">${inside}</a>`;
}

/** To a tenth of a pixel. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
