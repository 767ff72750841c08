/**
 * Device and service configs: for each rule of `configs.yaml`, each device that it is for,
 * the template rendered with that device's part of the inventory. Pure.
 */
import type { SourceFile } from '../inventory/loaded.ts';
import type { Inventory } from '../inventory/schema.ts';
import type { Place, Problem } from '../problem/problem.ts';
import { render } from '../template/template.ts';
import { type ConfigRule, MAPPING_FILE, parseMapping } from './mapping.ts';
import { type ConfigSubject, subjects } from './subjects.ts';

/** Where rendered configs are committed. */
export const RENDERED = 'content/configs/rendered';

export interface ConfigFile {
  /** From the project root: `content/configs/rendered/<device>/<name>`. */
  readonly path: string;
  readonly device: string;
  readonly name: string;
  readonly lang: string;
  readonly text: string;
}

export type RenderedConfigs =
  | { readonly ok: true; readonly files: readonly ConfigFile[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Renders every config.
 * @param templates `content/configs/configs.yaml` and the `.liquid` files beside it. Without
 *   a `configs.yaml` there is nothing to render.
 */
export function renderConfigs(
  inventory: Inventory,
  templates: readonly SourceFile[],
): RenderedConfigs {
  const byName = new Map(templates.map((file) => [baseName(file.path), file]));
  const mappingFile = byName.get(MAPPING_FILE);
  if (mappingFile === undefined) return { ok: true, files: [] };
  const names = [...byName.keys()].filter((name) => name.endsWith('.liquid'));
  const mapping = parseMapping(mappingFile, names);
  if (!mapping.ok) return mapping;
  const results = mapping.rules.flatMap((rule) =>
    renderRule(inventory, rule, byName.get(rule.template) as SourceFile),
  );
  const files = results.flatMap((result) => ('file' in result ? [result] : []));
  const problems = [
    ...results.flatMap((result) => ('problems' in result ? result.problems : [])),
    ...collisions(files),
  ];
  if (problems.length > 0) return { ok: false, problems: distinct(problems) };
  return { ok: true, files: files.map(({ file }) => file) };
}

type Result = { file: ConfigFile; rule: ConfigRule } | { problems: readonly Problem[] };

function renderRule(inventory: Inventory, rule: ConfigRule, template: SourceFile): Result[] {
  const found = subjects(inventory, rule.for);
  if (found.length === 0) return [{ problems: [forNobody(rule)] }];
  return found.map((subject) => renderOne(rule, template, subject));
}

function renderOne(rule: ConfigRule, template: SourceFile, subject: ConfigSubject): Result {
  const name = render(rule.name, subject.context, rule.place);
  const origin: Place = { file: template.path, line: 1, column: 1 };
  // Its line ends are those of its author's machine; devices want line feeds.
  const source = template.text.replaceAll(/\r\n?/g, '\n');
  const text = render(source, subject.context, origin, { dialect: 'tags' });
  if (!name.ok) return name;
  if (!text.ok) return { problems: text.problems.map((one) => withDevice(one, subject.device)) };
  const { device } = subject;
  const path = `${RENDERED}/${device}/${name.text}`;
  return { rule, file: { path, device, name: name.text, lang: rule.lang, text: text.text } };
}

function withDevice(problem: Problem, device: string): Problem {
  return { ...problem, message: `${problem.message} (rendering for ${device})` };
}

function forNobody(rule: ConfigRule): Problem {
  const detail = Object.entries(rule.for).map(([key, value]) => `${key}: ${value}`);
  return {
    rule: 'configs-nobody',
    severity: 'error',
    message: `nothing in the inventory gets the config "${rule.name}"`,
    place: rule.place,
    actual: `for: { ${detail.join(', ')} }`,
    hint: 'check the role or the platform, or remove this entry',
  };
}

/** Two rules, or two reverse proxies of one host, that would write one file. */
function collisions(files: readonly { file: ConfigFile; rule: ConfigRule }[]): Problem[] {
  const seen = new Set<string>();
  return files.flatMap(({ file, rule }) => {
    if (!seen.has(file.path)) {
      seen.add(file.path);
      return [];
    }
    return {
      rule: 'configs-collision',
      severity: 'error' as const,
      message: `two configs would be written to ${file.path}`,
      place: rule.place,
      hint: 'give each its own name; a name may say {{ proxy.name }} or {{ host.name }}',
    };
  });
}

/** A template's mistake is met once for each device: it is told once, with the first. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ rule, place, message }) => {
    const key = `${rule} ${JSON.stringify(place)} ${place ? '' : message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
