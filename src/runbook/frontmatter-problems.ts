/** What is wrong with a frontmatter, in the words of someone who writes YAML. */
import { type Document, isCollection, visit } from 'yaml';
import type { z } from 'zod';
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { knownKeys } from './frontmatter-schema.ts';
import { keyPlace, placeOf, valuePlace, type YamlSource } from './yaml-places.ts';

/** It can't be read at all. */
export function tooDeep(place: Place): Problem {
  return {
    rule: 'frontmatter-syntax',
    severity: 'error',
    message: "this YAML can't be read: it is nested too deep",
    place,
  };
}

interface YamlError {
  readonly message: string;
  /** Offsets of its beginning and end in the frontmatter. */
  readonly pos: readonly [number, number];
}

/** `*name` without a `&name` before it: the parser leaves that to whoever wants the value, and throws. */
export function lostAliases(document: Document.Parsed): YamlError[] {
  const lost: YamlError[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      const [start, end] = alias.range ?? [0, 0];
      lost.push({ message: `nothing is anchored as &${alias.source}`, pos: [start, end] });
    },
  });
  return lost;
}

/** A list or a mapping as a key: to name it, its values are written out, and theirs; that takes 2ⁿ steps. */
export function oddKeys(document: Document.Parsed): YamlError[] {
  const odd: YamlError[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (!isCollection(key)) return undefined;
      const [start, end] = key.range ?? [0, 0];
      odd.push({ message: 'a key is a text, not a list or a mapping', pos: [start, end] });
      return visit.SKIP;
    },
  });
  return odd;
}

/** What the parser says of it. */
export function yamlProblem(error: YamlError, source: YamlSource): Problem {
  return {
    rule: 'frontmatter-syntax',
    severity: 'error',
    message: `this YAML can't be read: ${error.message}`,
    place: placeOf(source, error.pos[0]),
    hint: 'a text with ":", "[", "{", "*" or "&" goes between quotes',
  };
}

/** What the schema says of it. */
export function issueProblems(issue: z.core.$ZodIssue, source: YamlSource): Problem[] {
  const base = { rule: 'frontmatter', severity: 'error' } as const;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      ...base,
      message: `there is no setting "${[...issue.path, key].join('.')}"`,
      place: keyPlace(source, [...issue.path, key]),
      hint: didYouMean(key, knownKeys(issue.path)),
    }));
  const name = issue.path.join('.');
  const actual = source.document.getIn(issue.path) as unknown;
  if (actual === undefined)
    return [
      {
        ...base,
        message: `"${name}" is missing`,
        place: keyPlace(source, issue.path),
        hint: `add a line "${String(issue.path.at(-1))}: …"`,
      },
    ];
  return [
    {
      ...base,
      message: name === '' ? 'a frontmatter is made of "key: value" lines' : `"${name}" is wrong`,
      place: valuePlace(source, issue.path),
      expected: expected(issue),
      actual: shown(actual),
      hint: name === '' ? 'begin with "title: …"' : 'correct it, or take it away',
    },
  ];
}

/** zod's names of kinds, in the words of someone who writes YAML. */
const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
};

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_key') return 'a name: letters, digits, "_" and "-"';
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? `a ${issue.expected}`;
  return issue.code === 'invalid_union' ? 'a text, a number, true or false' : issue.message;
}

function shown(value: unknown): string {
  const plain =
    value !== null && typeof value === 'object' && 'toJSON' in value
      ? (value as { toJSON(): unknown }).toJSON()
      : value;
  return JSON.stringify(plain) ?? 'nothing';
}
