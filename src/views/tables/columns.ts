/** Small helpers that tables share. */
import type { Inventory } from '../../inventory/schema.ts';
import { type Problem, ProblemError } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { type Labels, labelsOf } from '../labels.ts';
import type { Column, TableArgs } from '../table.ts';

export type ColumnKey = keyof Labels['COLUMNS'];

/** Columns from their keys: `code:` before a key asks for a fixed-width font, `num:` for right alignment. */
export function columns(
  inventory: Inventory,
  ...specs: (ColumnKey | `code:${ColumnKey}` | `num:${ColumnKey}`)[]
) {
  const labels = labelsOf(inventory).COLUMNS;
  return specs.map((spec): Column => {
    const [first, second] = spec.split(':') as [string, string | undefined];
    const key = (second ?? first) as ColumnKey;
    const column = { key, label: labels[key] };
    if (second === undefined) return column;
    return first === 'num' ? { ...column, align: 'right' } : { ...column, code: true };
  });
}

/** A table about one host doesn't repeat its name. */
export function hostColumn(args: TableArgs): readonly 'code:host'[] {
  return args.device === undefined ? ['code:host'] : [];
}

export function yesNo(inventory: Inventory, value: boolean): string {
  const { YES, NO } = labelsOf(inventory);
  return value ? YES : NO;
}

/** A list of names in one cell; undefined when there is nothing to say. */
export function list(names: readonly (string | number)[] | undefined): string | undefined {
  return names === undefined || names.length === 0 ? undefined : names.join(', ');
}

/** Entries of a record, or of one device when the table is narrowed to it. */
export function pick<T>(
  record: Readonly<Record<string, T>>,
  args: TableArgs,
  what: string,
): [string, T][] {
  if (args.device === undefined) return Object.entries(record);
  if (Object.hasOwn(record, args.device)) return [[args.device, record[args.device] as T]];
  throw new ProblemError([unknown(args.device, Object.keys(record), what)]);
}

function unknown(device: string, known: readonly string[], what: string): Problem {
  return {
    rule: 'unknown-device',
    severity: 'error',
    message: `the inventory has no ${what} named "${device}"`,
    hint: didYouMean(device, known),
  };
}

/** A VLAN as people say it: its title and number. */
export function vlanLabel(inventory: Inventory, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const vlan = inventory.vlans[name];
  return vlan === undefined ? name : `${vlan.title} (${vlan.id})`;
}
