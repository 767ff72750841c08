/** `configs.yaml`: which template is for which devices. The mapping is data, so that each team has its own. */
import { z } from 'zod';
import type { SourceFile } from '../inventory/loaded.ts';
import { dotted, valueAt } from '../inventory/path.ts';
import { errorMap } from '../inventory/validate/error-map.ts';
import { placeAt, readYaml, type YamlFile } from '../inventory/yaml/read.ts';
import type { Place, Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';

export const MAPPING_FILE = 'configs.yaml';

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('host'), role: z.string().optional() }),
  z.strictObject({ kind: z.literal('switch'), platform: z.string().optional() }),
  z.strictObject({ kind: z.literal('cluster') }),
  z.strictObject({ kind: z.literal('reverse-proxy') }),
]);

const rule = z.strictObject({
  /** The file's name under the device's folder; a template too: `{{ proxy.name }}.conf`. */
  name: z.string().regex(/^[^/\\]+$/, 'a file name, without a folder'),
  /** A template beside this file. */
  template: z.string().regex(/\.liquid$/, 'a .liquid file beside configs.yaml'),
  /** For syntax highlighting on the site. */
  lang: z.string().default('txt'),
  for: subject,
});

const mapping = z.strictObject({ configs: z.array(rule) });

export type Subject = z.output<typeof subject>;

export interface ConfigRule extends z.output<typeof rule> {
  /** Where the rule stands, for problems about it. */
  readonly place: Place;
}

export type Mapping =
  | { readonly ok: true; readonly rules: readonly ConfigRule[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the mapping and checks that each template that it names is there. */
export function parseMapping(file: SourceFile, templates: readonly string[]): Mapping {
  const yaml = readYaml(file);
  if (yaml.problems.length > 0) return { ok: false, problems: yaml.problems };
  const data: unknown = yaml.doc.toJS({ maxAliasCount: -1 });
  const parsed = mapping.safeParse(data, { error: errorMap });
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => invalid(yaml, issue, data)) };
  }
  const rules = parsed.data.configs.map((one, index) => ({
    ...one,
    place: placeOf(yaml, ['configs', index]),
  }));
  const problems = rules.flatMap((one, index) =>
    templates.includes(one.template)
      ? []
      : [missingTemplate(one.template, templates, placeOf(yaml, ['configs', index, 'template']))],
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules };
}

function invalid(yaml: YamlFile, issue: z.core.$ZodIssue, data: unknown): Problem {
  return {
    rule: 'configs-mapping',
    severity: 'error',
    message: sentence(issue, data),
    place: placeOf(yaml, issue.path),
    hint: 'the file is "configs:" and a list of { name, template, lang, for: { kind: host | switch | cluster | reverse-proxy } }',
  };
}

function sentence(issue: z.core.$ZodIssue, data: unknown): string {
  const path = issue.path as (string | number)[];
  const subject = (at: typeof path) => (at.length === 0 ? 'the mapping' : dotted(at));
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    return `${subject(path)} doesn't know ${keys}`;
  }
  if (path.length > 0 && valueAt(data, path) === undefined) {
    return `${subject(path.slice(0, -1))} has no "${path.at(-1)}": ${issue.message}`;
  }
  return `${subject(path)} should be ${issue.message}`;
}

function missingTemplate(name: string, templates: readonly string[], place: Place): Problem {
  return {
    rule: 'configs-template',
    severity: 'error',
    message: `there is no template "${name}"`,
    place,
    hint: didYouMean(name, templates),
  };
}

/** The place of the deepest node that is written on the path. */
function placeOf(yaml: YamlFile, path: readonly PropertyKey[]): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = yaml.doc.getIn(path.slice(0, length), true) as
      | { range?: readonly number[] }
      | undefined;
    if (node?.range?.[0] !== undefined) return placeAt(yaml, node.range[0]);
  }
  return { file: yaml.path, line: 1, column: 1 };
}
