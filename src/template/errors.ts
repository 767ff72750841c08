/** LiquidJS's errors as problems: in the author's words, at the author's line and column. */
import type { LiquidError, Token } from 'liquidjs';
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { TAG_NAMES } from './engine.ts';
import { FILTER_NAMES, UnprintableValue } from './filters.ts';
import { UndefinedName } from './strict-context.ts';

/** More about a missing name: a hint that replaces "did you mean", or nothing. */
export type Explain = (path: readonly (string | number)[]) => string | undefined;

const ESCAPE = "to write {{ as it is: {{ '{{' }}";
const LIQUID = 'templates are written in Liquid: compare this line with one that renders';

/**
 * The problems of one failed parse or render, each reported once (a loop meets it many times).
 * Anything that isn't LiquidJS's is a defect of ours and is thrown again.
 */
export function templateProblems(error: unknown, origin: Place, explain?: Explain): Problem[] {
  const problems = flatten(error).map((one) => toProblem(one, origin, explain));
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.place?.line}:${problem.place?.column}:${problem.message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Errors of nested tags come as errors of errors. */
function flatten(error: unknown): LiquidError[] {
  if (!(error instanceof Error) || !('token' in error)) throw error;
  const { errors } = error as { errors?: unknown[] };
  return errors ? errors.flatMap(flatten) : [error as LiquidError];
}

function toProblem(error: LiquidError, origin: Place, explain?: Explain): Problem {
  const cause = (error as { originalError?: unknown }).originalError;
  const token = (error as unknown as { token: Token }).token;
  if (cause instanceof UndefinedName) return undefinedName(cause, token, origin, explain);
  const unknownFilter = /undefined filter: (\S*?)(?:,|$)/.exec(error.message)?.[1];
  if (unknownFilter) return undefinedFilter(unknownFilter, token, origin);
  const place = placeAt(token, token.begin, origin);
  if (cause instanceof UnprintableValue) return unprintable(cause, token, place);
  return syntax(error, cause, place);
}

function undefinedName(
  cause: UndefinedName,
  token: Token,
  origin: Place,
  explain?: Explain,
): Problem {
  const last = cause.path.length - 1;
  const key: unknown = cause.path[last];
  const parent = cause.path.slice(0, last).join('.');
  const place = placeAt(token, segmentBegin(token, last), origin);
  const base = { rule: 'template-undefined', severity: 'error', place } as const;
  if (typeof key === 'object') {
    const message = `what stands in [ ] after "${parent}" is no name, but ${Array.isArray(key) ? 'a list' : 'an object'}`;
    return { ...base, message, hint: 'name one of its values' };
  }
  const missing = String(key);
  return {
    ...base,
    message: parent === '' ? `no name "${missing}"` : `"${parent}" has no "${missing}"`,
    hint: explain?.(cause.path) ?? didYouMean(missing, cause.available),
  };
}

/** Where the missing part of `a.b.c` begins. */
function segmentBegin(token: Token, index: number): number {
  const { props } = token as { props?: readonly Token[] };
  return props?.[index]?.begin ?? token.begin;
}

function undefinedFilter(name: string, token: Token, origin: Place): Problem {
  const bars = token.input.slice(token.begin).matchAll(/\|\s*/g);
  const names = [...bars].map(({ index, 0: bar }) => token.begin + index + bar.length);
  const begin = names.find((at) => token.input.startsWith(name, at)) ?? token.begin;
  return {
    rule: 'template-filter',
    severity: 'error',
    message: `there is no filter "${name}"`,
    place: placeAt(token, begin, origin),
    hint: didYouMean(name, FILTER_NAMES),
  };
}

function unprintable(cause: UnprintableValue, token: Token, place: Place): Problem {
  const expression = token.input
    .slice(token.begin, token.end)
    .replace(/^\{\{-?\s*|\s*-?\}\}$/g, '');
  return {
    rule: 'template-value',
    severity: 'error',
    message: `{{ ${expression} }} can't be printed: ${cause.message}`,
    place,
    hint: Array.isArray(cause.value)
      ? "join it, e.g. {{ list | join: ' ' }}"
      : 'name one of its values, or check that it is given',
  };
}

function syntax(error: LiquidError, cause: unknown, place: Place): Problem {
  const raw = cause instanceof Error ? cause.message : error.message;
  const text = raw.replace(/, line:\d+, col:\d+$/, '');
  return { rule: 'template-syntax', severity: 'error', place, ...inWords(text) };
}

/** LiquidJS's sentences, said to the author of a block. */
function inWords(text: string): { message: string; hint?: string } {
  const unclosed = /^output "(.*)" not closed$/.exec(text);
  if (unclosed)
    return { message: `"{{" is opened here and never closed: ${unclosed[1]}`, hint: ESCAPE };
  const tag = /^tag "(.*)" not found$/.exec(text)?.[1];
  if (tag) return { message: `there is no tag "${tag}"`, hint: didYouMean(tag, TAG_NAMES) };
  if (text.startsWith('invalid value expression: ""'))
    return { message: 'nothing stands between {{ and }}', hint: ESCAPE };
  if (text === 'memory alloc limit exceeded')
    return { message: 'this would make a text, or a list, of millions', hint: 'make it shorter' };
  return { message: `this template can't be read: ${text}`, hint: LIQUID };
}

/** Place of an offset of the template, counted from the template's origin. */
function placeAt(token: Token, offset: number, origin: Place): Place {
  const before = token.input.slice(0, offset).split('\n');
  return {
    file: origin.file,
    line: origin.line + before.length - 1,
    column: origin.column + (before.at(-1) ?? '').length,
  };
}
