/** The values of a runbook's parameters: given, or by default, checked against type and pattern. */
import type { Inventory } from '../inventory/schema.ts';
import type { Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { Param, Runbook } from '../runbook/model.ts';
import { PARAM_TYPES } from './param-types.ts';
import { type DeviceConfigs, renderText } from './render-block.ts';

export interface ParamRequest {
  readonly runbook: Pick<Runbook, 'params'>;
  readonly inventory: Inventory;
  /** As given by `--var`. */
  readonly given: Readonly<Record<string, string>>;
  /** A default may name `host`; then it differs between targets. */
  readonly host?: string;
  /** What to take where there is neither a value nor a default; without it, that is a problem. */
  readonly missing?: (param: Param) => string;
  readonly configs?: DeviceConfigs;
  /** Parameters that need a value; all when absent. The others may have none. */
  readonly needed?: ReadonlySet<string>;
}

export interface ParamValues {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/**
 * The parameters of one target. A default may name the parameters above it.
 * Where something is wrong there is still a value, so that the blocks can be checked too.
 */
export function resolveParams(request: ParamRequest): ParamValues {
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const param of request.runbook.params) {
    const result = resolveParam(param, values, request);
    if (result.problems.length > 0 && isOptional(param, request)) continue;
    values[param.name] = result.value;
    problems.push(...result.problems);
  }
  return { values, problems };
}

/** Nobody gave it, and no selected step names it: its default may fail without harm. */
function isOptional(param: Param, { given, needed }: ParamRequest): boolean {
  return needed !== undefined && !needed.has(param.name) && !Object.hasOwn(given, param.name);
}

/** Names given by `--var` that the runbook doesn't declare. */
export function unknownParams(
  runbook: Pick<Runbook, 'params' | 'name'>,
  given: Readonly<Record<string, string>>,
): Problem[] {
  const known = runbook.params.map(({ name }) => name);
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      rule: 'unknown-param',
      severity: 'error',
      message: `the runbook "${runbook.name}" has no parameter "${name}"`,
      hint: didYouMean(name, known),
    }));
}

interface Resolved {
  readonly value: string;
  readonly problems: readonly Problem[];
}

function resolveParam(
  param: Param,
  before: Readonly<Record<string, string>>,
  request: ParamRequest,
): Resolved {
  const { given, inventory, host, missing, configs } = request;
  if (Object.hasOwn(given, param.name)) {
    const value = given[param.name] as string;
    return { value, problems: valueProblems(param, value, inventory) };
  }
  if (param.default === undefined)
    return missing
      ? { value: missing(param), problems: [] }
      : { value: '', problems: [absent(param)] };
  const place = param.defaultPlace ?? param.place;
  const rendered = renderText(param.default, place, { inventory, host, params: before, configs });
  if (!rendered.ok) return { value: '', problems: rendered.problems };
  const problems = valueProblems(param, rendered.text, inventory);
  return { value: rendered.text, problems: problems.map((problem) => ({ ...problem, place })) };
}

function absent(param: Param): Problem {
  return {
    rule: 'missing-param',
    severity: 'error',
    message: `the parameter "${param.name}" needs a value${param.description ? `: ${param.description}` : ''}`,
    place: param.place,
    hint: `give --var ${param.name}=…`,
  };
}

function valueProblems(param: Param, value: string, inventory: Inventory): Problem[] {
  const type = PARAM_TYPES[param.type];
  const base = {
    rule: 'param-value',
    severity: 'error' as const,
    message: `this isn't a value of the parameter "${param.name}"`,
    place: param.place,
    actual: JSON.stringify(value),
  };
  if (!type.accepts(value, inventory))
    return [{ ...base, expected: type.expected, hint: type.hint?.(value, inventory) }];
  if (param.pattern !== undefined && !new RegExp(`^(?:${param.pattern})$`, 'u').test(value))
    return [{ ...base, expected: `the whole value matches ${param.pattern}` }];
  return [];
}
