/** Where each box of a wiring stands. Pure. */
import type { Box, ColumnName, Wiring } from './wiring-builder.ts';

export interface Placed extends Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels. A sign of a fixed-width font is 0.6 of its height wide. */
export const FONT = 13;
export const LINE = 17;
export const PADDING = 10;
const SIGN = FONT * 0.61;
const GAP = 8;
/** Between ports that aren't joined with the same thing. */
const APART = 10;
const BETWEEN = 48;
/** Room for the columns' titles. */
export const HEAD = 28;

const COLUMNS: readonly ColumnName[] = ['far', 'port', 'bundle', 'bridge', 'address'];

/** Ports stand in rows; what they are joined with stands at their middle, column after column. */
export function layout(wiring: Wiring): ReadonlyMap<string, Placed> {
  const neighbours = neighboursOf(wiring);
  const columns = COLUMNS.map((name) => wiring.boxes.filter(({ column }) => column === name));
  const x = lefts(columns);
  const done = new Map<string, Placed>();
  for (const index of [1, 0, 2, 3, 4]) {
    const boxes = columns[index] ?? [];
    const width = widthOf(boxes);
    let bottom = HEAD;
    for (const stack of stacks(boxes, neighbours, done)) {
      bottom = Math.max(bottom, topOf(stack, neighbours, done) ?? bottom);
      for (const box of stack) {
        const height = heightOf(box);
        done.set(box.id, { ...box, x: x[index] ?? 0, y: bottom, width, height });
        bottom += height + GAP;
      }
      if (index === 1) bottom += APART;
    }
  }
  return done;
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighboursOf({ lines }: Wiring): Neighbours {
  const all = new Map<string, string[]>();
  for (const [from, to] of [...lines, ...lines.map(([a, b]) => [b, a] as const)]) {
    const known = all.get(from) ?? [];
    known.push(to);
    all.set(from, known);
  }
  return all;
}

/**
 * Boxes that stand together, in order: those with the same neighbours among the boxes that
 * stand already. Ports come first, so they are told apart by what they will be joined with.
 */
function stacks(boxes: readonly Box[], neighbours: Neighbours, done: ReadonlyMap<string, Placed>) {
  const result: { key: string; boxes: Box[] }[] = [];
  for (const box of boxes) {
    const all = neighbours.get(box.id) ?? [];
    const key =
      box.column === 'port' ? (all.at(-1) ?? '') : all.filter((one) => done.has(one)).join(' ');
    const last = result.at(-1);
    if (last?.key === key && key !== '') last.boxes.push(box);
    else result.push({ key, boxes: [box] });
  }
  return result.map((stack) => stack.boxes);
}

/** Where a stack must begin to be at the middle of its neighbours; undefined without any. */
function topOf(stack: readonly Box[], neighbours: Neighbours, done: ReadonlyMap<string, Placed>) {
  const near = (neighbours.get(stack[0]?.id ?? '') ?? []).flatMap((one) => done.get(one) ?? []);
  if (near.length === 0) return undefined;
  const top = Math.min(...near.map(({ y }) => y));
  const end = Math.max(...near.map(({ y, height }) => y + height));
  const own = stack.reduce((sum, box) => sum + heightOf(box) + GAP, -GAP);
  return (top + end - own) / 2;
}

function heightOf({ text }: Box): number {
  return LINE * text.split('\n').length + PADDING;
}

function widthOf(boxes: readonly Box[]): number {
  const longest = Math.max(
    0,
    ...boxes.flatMap(({ text }) => text.split('\n').map((line) => line.length)),
  );
  return Math.ceil(longest * SIGN) + 2 * PADDING;
}

function lefts(columns: readonly (readonly Box[])[]): number[] {
  let x = 1;
  return columns.map((boxes) => {
    const left = x;
    if (boxes.length > 0) x += widthOf(boxes) + BETWEEN;
    return left;
  });
}
