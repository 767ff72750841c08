/**
 * The filters of templates. LiquidJS's own, without those that read a clock, chance or
 * HTML, and made strict where they would turn nonsense into text without a word.
 */
import type { Liquid } from 'liquidjs';
import { quote } from './quote.ts';
import { UndefinedName } from './strict-context.ts';

/** Take texts and give texts: an object would become "[object Object]". */
const ON_TEXTS = words(`append base64_decode base64_encode capitalize downcase lstrip prepend
  remove remove_first remove_last replace replace_first replace_last rstrip split squish strip
  strip_newlines truncate upcase url_encode`);

/** Take numbers: a word would become 0. */
const ON_NUMBERS = words(`abs at_least at_most ceil divided_by floor minus modulo plus round times
  to_integer`);

const ON_LISTS = words(`compact concat default first join json last map push reject reverse size
  slice sort sort_natural uniq unshift where`);

const STOCK = [...ON_TEXTS, ...ON_NUMBERS, ...ON_LISTS];

/** The filters that a template may use. */
export const FILTER_NAMES: readonly string[] = ['sh', ...STOCK];

type Handler = (this: unknown, ...values: unknown[]) => unknown;

/** Leaves an engine with the filters above only. */
export function installFilters(liquid: Liquid): void {
  const filters = liquid.filters as Record<string, unknown>;
  for (const name of Object.keys(filters)) if (!STOCK.includes(name)) delete filters[name];
  for (const name of ON_TEXTS) filters[name] = guarded(filters[name] as Handler, printable);
  for (const name of ON_NUMBERS) filters[name] = guarded(filters[name] as Handler, numeric);
  liquid.registerFilter('sh', (value: unknown) => quote(printable(value)));
  liquid.registerFilter('join', (list: unknown, separator: unknown = ' ') =>
    items(list).map(printable).join(printable(separator)),
  );
  liquid.registerFilter('map', (list: unknown, key: unknown) =>
    items(list).map((item) => ownValue(item, String(key))),
  );
  liquid.registerFilter('where', (list: unknown, ...test: unknown[]) => matching(list, test, true));
  liquid.registerFilter('reject', (list: unknown, ...test: unknown[]) =>
    matching(list, test, false),
  );
}

/** The items whose `key` is `value` (or is there, and not false); some may lack it. */
function matching(list: unknown, [key, ...value]: readonly unknown[], wanted: boolean): unknown[] {
  return items(list).filter((item) => {
    const own = Object.entries(item ?? {}).find(([name]) => name === key)?.[1];
    const matches = value.length > 0 ? own === value[0] : Boolean(own);
    return matches === wanted;
  });
}

function guarded(filter: Handler, check: (value: unknown) => unknown): Handler {
  return function (...values) {
    return filter.apply(this, values.map(check));
  };
}

/** Raised when something is printed that isn't a text, a number or a yes/no. */
export class UnprintableValue extends Error {
  readonly value: unknown;

  constructor(value: unknown, wanted = 'a text or a number') {
    super(`this is ${describeValue(value)}, not ${wanted}`);
    this.name = 'UnprintableValue';
    this.value = value;
  }
}

/** The text of a value, or an error: never "", "[object Object]" or "NaN" for something else. */
export function printable(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new UnprintableValue(value);
}

function numeric(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new UnprintableValue(value, 'a number');
}

function items(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UnprintableValue(value, 'a list');
}

function ownValue(item: unknown, key: string): unknown {
  const names = item !== null && typeof item === 'object' ? Object.keys(item) : [];
  if (names.includes(key)) return (item as Record<string, unknown>)[key];
  throw new UndefinedName(['each item', key], names);
}

/** A value in the author's words, e.g. `a list of 3` or `an object (address, roles)`. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  if (typeof value === 'number') return 'not a finite number';
  if (typeof value === 'boolean') return String(value);
  const keys = value !== null && typeof value === 'object' ? Object.keys(value) : [];
  if (keys.length === 0) return 'nothing';
  const shown = keys.slice(0, 6).join(', ');
  return `an object (${shown}${keys.length > 6 ? ', …' : ''})`;
}

function words(text: string): string[] {
  return text.split(/\s+/);
}
