/** LiquidJS, narrowed: strict, without files, and with a check on every value that is printed. */
import { Liquid } from 'liquidjs';
import { installFilters, printable } from './filters.ts';

/**
 * `values`: only `{{ … }}` is special. For runbook blocks, because shell text is full
 * of `${#array[@]}`, `{%` and `%}`, which must pass through as written.
 * `tags`: `{% for %}`, `{% if %}`… too. For the templates of device configurations.
 */
export type Dialect = 'values' | 'tags';

/** The tags of the dialect `tags`: none reads another file. */
export const TAG_NAMES: readonly string[] =
  '# assign break capture case comment continue cycle decrement for if increment raw unless'.split(
    ' ',
  );

/** Delimiters that no text holds: they turn tags off. */
const NO_TAGS = { tagDelimiterLeft: '\0{%', tagDelimiterRight: '%}\0' };

/** In characters and items, of all that one rendering makes: a range that is too long must not fill the memory. */
const MEMORY = 10_000_000;

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
    memoryLimit: MEMORY,
    ...(dialect === 'values' ? NO_TAGS : {}),
  });
  installFilters(liquid);
  for (const name of Object.keys(liquid.tags))
    if (!TAG_NAMES.includes(name)) delete liquid.tags[name];
  return liquid;
}
