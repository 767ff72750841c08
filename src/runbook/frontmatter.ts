/** The YAML head of a runbook → its settings, each with its place in the file. */
import { type Document, isCollection, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { textLines } from '../problem/lines.ts';
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { type FrontmatterData, frontmatterSchema, knownKeys } from './frontmatter-schema.ts';
import type { Param, Runbook, Secret } from './model.ts';
import { contentPlace, keyPlace, placeOf, valuePlace, type YamlSource } from './yaml-places.ts';

/** The parts of a runbook that its frontmatter gives. */
export type Settings = Pick<
  Runbook,
  | 'title'
  | 'description'
  | 'targets'
  | 'targetsPlace'
  | 'order'
  | 'parallel'
  | 'historical'
  | 'params'
  | 'secrets'
  | 'invariants'
>;

export type Frontmatter =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a frontmatter.
 * @param origin place of the first character of `text`, the line after `---`.
 */
export function parseFrontmatter(text: string, origin: Place): Frontmatter {
  try {
    return read(text, origin);
  } catch (error) {
    // The parser calls itself for each level: thousands of them overflow the stack.
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problems: [tooDeep(origin)] };
  }
}

function tooDeep(place: Place): Problem {
  return {
    rule: 'frontmatter-syntax',
    severity: 'error',
    message: "this YAML can't be read: it is nested too deep",
    place,
  };
}

function read(text: string, origin: Place): Frontmatter {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  const source: YamlSource = { document, lines: textLines(text), origin, text };
  // The parser catches an overflow of its own, among a thousand errors that come of it.
  if (document.errors.some(({ message }) => message.includes('call stack')))
    return { ok: false, problems: [tooDeep(origin)] };
  const syntax = [...document.errors, ...lostAliases(document), ...oddKeys(document)];
  if (syntax.length > 0)
    return { ok: false, problems: syntax.map((error) => yamlProblem(error, source)) };
  const result = frontmatterSchema.safeParse(document.toJS({ maxAliasCount: -1 }) ?? {});
  if (result.success) return { ok: true, settings: toSettings(result.data, source) };
  const problems = result.error.issues.flatMap((issue) => issueProblems(issue, source));
  return { ok: false, problems };
}

function toSettings(data: FrontmatterData, source: YamlSource): Settings {
  return {
    title: data.title,
    description: data.description,
    targets: data.targets ?? '',
    ...(data.targets === undefined ? {} : { targetsPlace: contentPlace(source, ['targets']) }),
    order: data.order,
    ...(data.parallel === undefined ? {} : { parallel: data.parallel }),
    historical: data.historical,
    params: Object.entries(data.params ?? {}).map(([name, param]) => toParam(name, param, source)),
    secrets: Object.entries(data.secrets ?? {}).map(([name, secret]) => toSecret(name, secret)),
    invariants: (data.invariants ?? []).map((text, index) => ({
      text: text.trimEnd(),
      place: contentPlace(source, ['invariants', index]),
    })),
  };
}

interface YamlError {
  readonly message: string;
  /** Offsets of its beginning and end in the frontmatter. */
  readonly pos: readonly [number, number];
}

/** `*name` without a `&name` before it: the parser leaves that to whoever wants the value, and throws. */
function lostAliases(document: Document.Parsed): YamlError[] {
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
function oddKeys(document: Document.Parsed): YamlError[] {
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

type ParamData = NonNullable<FrontmatterData['params']>[string];

function toParam(name: string, data: ParamData, source: YamlSource): Param {
  const path = ['params', name];
  return {
    name,
    type: data.type,
    ...(data.description === undefined ? {} : { description: data.description }),
    ...(data.pattern === undefined ? {} : { pattern: data.pattern }),
    ...(data.default === undefined
      ? {}
      : { default: data.default, defaultPlace: contentPlace(source, [...path, 'default']) }),
    place: keyPlace(source, path),
  };
}

type SecretData = NonNullable<FrontmatterData['secrets']>[string];

function toSecret(name: string, data: SecretData): Secret {
  return {
    name,
    ...(data?.description === undefined ? {} : { description: data.description }),
    ...(data?.command === undefined ? {} : { command: data.command }),
    env: `RUNBOOK_SECRET_${name.toUpperCase().replaceAll('-', '_')}`,
  };
}

function yamlProblem(error: YamlError, source: YamlSource): Problem {
  return {
    rule: 'frontmatter-syntax',
    severity: 'error',
    message: `this YAML can't be read: ${error.message}`,
    place: placeOf(source, error.pos[0]),
    hint: 'a text with ":", "[", "{", "*" or "&" goes between quotes',
  };
}

function issueProblems(issue: z.core.$ZodIssue, source: YamlSource): Problem[] {
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
