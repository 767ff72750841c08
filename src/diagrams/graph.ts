/** What a diagram shows, apart from its picture: its things, its relations, and both as a table. Pure. */
import type { Inventory } from '../inventory/schema.ts';
import type { Cell, Part as CellPart, TableView } from '../views/table.ts';
import type { Part, Parts, Thing } from './flowchart.ts';
import { wordsOf } from './labels.ts';

export interface Placed extends Thing {
  readonly part: 'node' | 'group';
  /** The frames around it, from the outermost. */
  readonly within: readonly Thing[];
}

type Edge = Extract<Part, { part: 'edge' }>;

/** Every box and frame, in the order of the drawing. */
export function things(parts: Parts, within: readonly Thing[] = []): Placed[] {
  return parts.flatMap((part): Placed[] => {
    if (part.part === 'node') return [{ ...part, within }];
    if (part.part !== 'group') return [];
    return [{ ...part, within }, ...things(part.inside, [...within, part])];
  });
}

/** Every line between two of them. */
export function edges(parts: Parts): Edge[] {
  return parts.flatMap((part) => {
    if (part.part === 'edge') return [part];
    return part.part === 'group' ? edges(part.inside) : [];
  });
}

/** A name that can stand alone: `eth0, node1`. Begins with what can be seen. */
export function thingName({ text, within }: Placed): string {
  return [text.replaceAll('\n', ', '), ...within.toReversed().map((one) => one.text)].join(', ');
}

/** A row for each relation, then one for each box that has none. Says all that the picture says. */
export function graphTable(inventory: Inventory, parts: Parts, caption: string): TableView {
  const { TEXT } = wordsOf(inventory);
  const all = new Map(things(parts).map((one) => [one.id, one]));
  const lines = edges(parts);
  const related = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const alone = [...all.values()].filter(({ id, part }) => part === 'node' && !related.has(id));
  const labelled = lines.some(({ text }) => text !== '');
  return {
    caption,
    columns: [
      { key: 'from', label: TEXT.from },
      ...(labelled ? [{ key: 'relation', label: TEXT.relation }] : []),
      { key: 'to', label: TEXT.to },
    ],
    rows: [
      ...lines.map(({ from, to, text }) => ({
        from: cell(all.get(from)),
        relation: text,
        to: cell(all.get(to)),
      })),
      ...alone.map((one) => ({ from: cell(one), relation: '', to: '' })),
    ],
  };
}

/** `Node 1 › bond1 › eth0`, each of them a link. */
function cell(thing: Placed | undefined): Cell {
  if (thing === undefined) return '';
  const parts = [...thing.within, thing].flatMap((one, index): CellPart[] => {
    const text = one.text.replaceAll('\n', ', ');
    const link = one.href === undefined ? { text } : { text, href: one.href };
    return index === 0 ? [link] : [{ text: ' › ' }, link];
  });
  return { text: parts.map(({ text }) => text).join(''), parts };
}
