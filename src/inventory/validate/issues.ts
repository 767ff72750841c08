/** A zod issue → problems: what is wrong, where, expected, actual, what to do. */
import type { z } from 'zod';
import type { Problem } from '../../problem/problem.ts';
import { didYouMean, suggest } from '../../problem/suggest.ts';
import type { Path } from '../loaded.ts';
import { dotted, valueAt } from '../path.ts';
import type { Places } from '../yaml/places.ts';
import { knownKeys } from './schema-at.ts';

type Issue = z.core.$ZodIssue;

/** @param data the data as written, from which `actual` is read. */
export function issueProblems(issue: Issue, data: unknown, where: Places): Problem[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, path, data, where));
  if (issue.code === 'invalid_key') return [badName(issue, path, where)];
  const value = valueAt(data, path);
  if (value === undefined) return [missing(issue, path, where)];
  return [badValue(issue, path, value, where)];
}

function unknownKey(key: string, parent: Path, data: unknown, where: Places): Problem {
  return {
    rule: 'inventory-unknown-key',
    severity: 'error',
    message: `"${key}" isn't a key of ${subject(parent)}`,
    place: where.keyOf([...parent, key]),
    hint: didYouMean(key, knownKeys(parent, data) ?? []),
  };
}

function badName(
  issue: Extract<Issue, { code: 'invalid_key' }>,
  path: Path,
  where: Places,
): Problem {
  return {
    rule: 'inventory-value',
    severity: 'error',
    message: `"${String(path.at(-1))}" can't be a name in ${subject(path.slice(0, -1))}`,
    place: where.keyOf(path),
    expected: issue.issues[0]?.message ?? issue.message,
    actual: shown(String(path.at(-1))),
    hint: 'rename it; a "title" may hold anything',
  };
}

function missing(issue: Issue, path: Path, where: Places): Problem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  return {
    rule: 'inventory-missing',
    severity: 'error',
    message: `${subject(parent)} has no "${key}"`,
    place: where.keyOf(parent),
    expected: `${key}: ${issue.message}`,
    hint: `add a line "${key}: …"`,
  };
}

function badValue(issue: Issue, path: Path, value: unknown, where: Places): Problem {
  const wrongType = issue.code === 'invalid_type';
  return {
    rule: wrongType ? 'inventory-type' : 'inventory-value',
    severity: 'error',
    message: wrongType
      ? `${dotted(path)} should be ${issue.message}`
      : `${dotted(path)} can't be ${shown(value)}`,
    place: where.placeOf(path),
    expected: issue.message,
    actual: shown(value),
    ...hint(issue, value),
  };
}

function hint(issue: Issue, value: unknown): { hint: string } {
  if (value === null) return { hint: 'give it a value, or remove the line' };
  if (issue.code === 'invalid_type') return typeHint(issue.expected, value);
  const choices = issue.code === 'invalid_value' ? issue.values : (issue as Choices).options;
  const near = choices && suggest(String(value), choices.map(String));
  return { hint: near === undefined ? LEAVE_OUT : `did you mean ${JSON.stringify(near)}?` };
}

interface Choices {
  readonly options?: readonly unknown[];
}

/** What can be done about any wrong value. */
const LEAVE_OUT = 'correct it, or leave it out until it is known';

function typeHint(expected: string, value: unknown): { hint: string } {
  if (expected === 'string' && ['number', 'boolean'].includes(typeof value))
    return { hint: `quote it: '${value}'` };
  if (expected === 'boolean' && typeof value === 'string') return { hint: 'write true or false' };
  const number = ['number', 'int'].includes(expected);
  if (number && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
    return { hint: `without quotes: ${value.trim()}` };
  return shapeHint(expected, value);
}

function shapeHint(expected: string, value: unknown): { hint: string } {
  const composed = typeof value === 'object';
  if (expected === 'array')
    return { hint: composed ? 'begin each item with "- "' : 'put it in brackets: [ … ]' };
  if (expected !== 'object' && expected !== 'record') {
    return { hint: composed ? 'write one value, without brackets or a list' : LEAVE_OUT };
  }
  return {
    hint: composed
      ? 'begin each entry with its name, "name:", not with "- "'
      : 'write { key: value }',
  };
}

/** How a value reads in a message: short, on one line. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 78)}…"` : text;
}

function subject(path: Path): string {
  return path.length === 0 ? 'the inventory' : dotted(path);
}
