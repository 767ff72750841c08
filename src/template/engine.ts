/**
 * LiquidJS, narrowed: strict, without files, clock or chance, and with a check on
 * every value that is printed. Two dialects, see `Dialect`.
 */
import { Liquid } from 'liquidjs';
import { quote } from './quote.ts';

/**
 * `values`: only `{{ … }}` is special. For runbook blocks, because shell text is full
 * of `${#array[@]}`, `{%` and `%}`, which must pass through as written.
 * `tags`: `{% for %}`, `{% if %}`… too. For the templates of device configurations.
 */
export type Dialect = 'values' | 'tags';

/** Stock filters that depend on their input only. No date (a clock), no sample (chance), no raw. */
const FILTERS = new Set(
  `abs append at_least at_most base64_decode base64_encode capitalize ceil compact concat default
  divided_by downcase find find_index first floor group_by has join json last lstrip map minus modulo
  plus prepend push reject remove remove_first remove_last replace replace_first replace_last reverse
  round rstrip slice sort sort_natural split squish strip strip_newlines sum times to_integer
  truncate uniq unshift upcase url_encode where`.split(/\s+/),
);

const TAGS = new Set(
  `# assign break capture case comment continue cycle decrement for if increment raw unless`.split(
    ' ',
  ),
);

/** Delimiters that no text holds: they turn tags off. */
const NO_TAGS = { tagDelimiterLeft: '\0{%', tagDelimiterRight: '%}\0' };

/** Raised when something is printed that isn't a text, a number or a yes/no. */
export class UnprintableValue extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super(`this is ${describeValue(value)}, not a text or a number`);
    this.name = 'UnprintableValue';
    this.value = value;
  }
}

/** The filters that a template may use, for hints. */
export function filterNames(): string[] {
  return ['sh', ...FILTERS];
}

/** The tags of the dialect `tags`, for hints. */
export function tagNames(): string[] {
  return [...TAGS];
}

const engines = new Map<Dialect, Liquid>();

/** The engine of a dialect, made once. */
export function engine(dialect: Dialect): Liquid {
  const known = engines.get(dialect);
  if (known) return known;
  const made = createEngine(dialect);
  engines.set(dialect, made);
  return made;
}

function createEngine(dialect: Dialect): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    catchAllErrors: true,
    // A configuration says "if there is an address"; a command never does without a name.
    lenientIf: dialect === 'tags',
    outputEscape: printable,
    ...(dialect === 'values' ? NO_TAGS : {}),
  });
  keepOnly(liquid.filters, FILTERS);
  keepOnly(liquid.tags, TAGS);
  liquid.registerFilter('sh', (value: unknown) => quote(printable(value)));
  return liquid;
}

function keepOnly(registry: Record<string, unknown>, allowed: ReadonlySet<string>): void {
  for (const name of Object.keys(registry)) if (!allowed.has(name)) delete registry[name];
}

/** The text of a value, or an error: never "", "[object Object]" or "NaN" for something else. */
function printable(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new UnprintableValue(value);
}

/** A value in the author's words, e.g. `a list of 3` or `an object with address and roles`. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'number') return 'not a finite number';
  const keys = value !== null && typeof value === 'object' ? Object.keys(value) : [];
  if (keys.length === 0) return 'nothing';
  const shown = keys.slice(0, 6).join(', ');
  return `an object (${shown}${keys.length > 6 ? ', …' : ''})`;
}
