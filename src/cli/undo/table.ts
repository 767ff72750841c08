/** What an undo would do, as a table, before anything is sent. Pure. */
import type { UndoItem } from '../../plan/undo.ts';
import type { UndoWay } from '../../plan/undo-way.ts';
import { tableLines } from '../table.ts';
import type { Colors } from '../terminal.ts';
import type { UndoChoices } from './choice.ts';

const WAYS = {
  command: 'its undo block',
  restore: 'the file as it was before',
  'by-hand': 'by hand',
} as const satisfies Record<UndoWay, string>;

const CHANGES = {
  edited: "edited since: today's text is used",
  'inventory-changed': "the inventory changed since: today's text is used",
} as const;

/** One line a step, in the order in which they are undone. */
export function undoLines(
  items: readonly UndoItem[],
  choices: UndoChoices,
  colors: Colors,
): string[] {
  const columns = ['', 'STEP', 'HOST', 'UNDO', ''].map((label) => ({ label }));
  const rows = items.map((item, at) => [
    colors.dim(String(at + 1)),
    item.id,
    colors.cyan(item.host),
    wayText(item, choices, colors),
    remark(item, colors),
  ]);
  return tableLines(columns, rows, colors.dim);
}

function wayText(item: UndoItem, choices: UndoChoices, colors: Colors): string {
  if (choices.isLeft(item)) return colors.dim('left as it is');
  if (choices.open(item) === 'doubt') return colors.magenta(`ask: ${WAYS[item.way]}`);
  return item.way === 'by-hand' ? colors.yellow(WAYS[item.way]) : WAYS[item.way];
}

function remark({ doubt, changed, why }: UndoItem, colors: Colors): string {
  const text = [doubt, changed && CHANGES[changed], why].filter(Boolean).join('; ');
  return text === '' ? '' : colors.dim(text);
}
