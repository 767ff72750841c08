/**
 * What the schema expects, in the author's words.
 *
 * Each message, here or in the schema itself, is the phrase that follows "expected":
 * "a whole number", "an IPv4 address, such as 192.0.2.10". `issues.ts` makes the problem.
 */
import type { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;

/** Names of types as an author of YAML knows them. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** For zod's `error` option: the phrase that follows "expected" or "should be". */
export function errorMap(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum, issue.inclusive !== false);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum, issue.inclusive !== false);
    case 'invalid_union':
      return 'options' in issue ? oneOf(issue.options as unknown[]) : 'another kind of value';
    case 'unrecognized_keys':
      return 'a known key';
    case 'invalid_key':
      return 'a name';
    default:
      return 'another value';
  }
}

/** `"trunk"`, or `one of "access", "trunk"`. */
export function oneOf(values: readonly unknown[]): string {
  const quoted = values.map((value) => JSON.stringify(value));
  return quoted.length === 1 ? (quoted[0] as string) : `one of ${quoted.join(', ')}`;
}

function bound(
  origin: string,
  relation: 'at least' | 'at most',
  limit: number | bigint,
  inclusive: boolean,
): string {
  if (origin === 'array') return `${relation} ${limit} item${limit === 1 ? '' : 's'}`;
  if (origin === 'string') return `${relation} ${limit} character${limit === 1 ? '' : 's'}`;
  if (inclusive) return `a number, ${relation} ${limit}`;
  return `a number ${relation === 'at least' ? 'above' : 'below'} ${limit}`;
}
