/** The YAML head of a runbook → its settings, each with its place in the file. */
import { parseDocument } from 'yaml';
import { textLines } from '../problem/lines.ts';
import type { Place, Problem } from '../problem/problem.ts';
import {
  issueProblems,
  lostAliases,
  oddKeys,
  tooDeep,
  yamlProblem,
} from './frontmatter-problems.ts';
import { type FrontmatterData, frontmatterSchema } from './frontmatter-schema.ts';
import type { Param, Runbook, Secret } from './model.ts';
import { contentPlace, keyPlace, type YamlSource } from './yaml-places.ts';

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
