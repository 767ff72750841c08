/**
 * Everything that a page may name: tables, diagrams, configs, observed files, and the
 * inventory's values. Each lookup answers with the thing, or with a problem that says
 * what exists instead. The page check and the components call the same ones. Pure.
 */
import type { Parts } from '../diagrams/flowchart.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { TableArgs, TableView } from '../views/table.ts';
import { table } from '../views/tables.ts';
import { hostDiagram } from './inventory/host-diagram.ts';
import type { SiteProject } from './project.ts';
import { section } from './section.ts';

export type Lookup<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Omit<Problem, 'place'> };

export function findTable(project: SiteProject, view: string, args: TableArgs): Lookup<TableView> {
  try {
    return { ok: true, value: table(project.inventory, view, args) };
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.problems[0]) throw error;
    return { ok: false, problem: error.problems[0] };
  }
}

export interface SiteDiagram {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly svg: string;
  /** What it shows; see ../diagrams/graph.ts. */
  readonly parts: Parts;
}

export function findDiagram(project: SiteProject, name: string): Lookup<SiteDiagram> {
  const diagram =
    project.diagrams.find((candidate) => candidate.name === name) ??
    hostDiagram(project.inventory, name);
  return diagram
    ? { ok: true, value: diagram }
    : unknown(
        'diagram',
        name,
        project.diagrams.map((known) => known.name),
      );
}

export interface FoundText {
  readonly title: string;
  readonly lang: string;
  readonly text: string;
}

/** A rendered config by `device/name`, whole or only the stanzas that name a section. */
export function findConfig(project: SiteProject, file: string, part?: string): Lookup<FoundText> {
  const config = project.configs.find((known) => `${known.device}/${known.name}` === file);
  if (!config) {
    return unknown(
      'config',
      file,
      project.configs.map((known) => `${known.device}/${known.name}`),
    );
  }
  return cut({ title: file, lang: config.lang, text: config.text }, part);
}

export function findObserved(project: SiteProject, file: string, part?: string): Lookup<FoundText> {
  const observed = project.observed.find((known) => known.name === file);
  if (!observed) {
    return unknown(
      'observed file',
      file,
      project.observed.map((known) => known.name),
    );
  }
  return cut({ title: file, lang: observed.lang, text: observed.text }, part);
}

function cut(found: FoundText, part: string | undefined): Lookup<FoundText> {
  if (part === undefined) return { ok: true, value: found };
  const text = section(found.text, part);
  if (text !== undefined) return { ok: true, value: { ...found, text } };
  return {
    ok: false,
    problem: {
      rule: 'page-name',
      severity: 'error',
      message: `"${found.title}" has no section "${part}"`,
      hint: 'a section is named by words of its first line, e.g. section="interface Gi0/1"',
    },
  };
}

function unknown(what: string, name: string, known: readonly string[]): Lookup<never> {
  return {
    ok: false,
    problem: {
      rule: 'page-name',
      severity: 'error',
      message: `there is no ${what} named "${name}"`,
      hint: didYouMean(name, known),
    },
  };
}

/**
 * A name that the inventory doesn't hold.
 * @param parent the value that was expected to hold the last of `keys`.
 */
export function missing(
  keys: readonly string[],
  parent: unknown,
  gaps: ReadonlyMap<string, string>,
): Extract<Lookup<never>, { ok: false }> {
  const path = keys.join('.');
  const known = parent !== null && typeof parent === 'object' ? Object.keys(parent) : [];
  const gap = gaps.get(path) ?? gapBelow(path, gaps);
  return {
    ok: false,
    problem: {
      rule: 'page-inventory',
      severity: 'error',
      message: `the inventory has no "${path}"`,
      hint: gap ?? didYouMean(keys.at(-1) ?? '', known),
    },
  };
}

/** An address that comes from a port is asked for on the device: its gap stands on the port. */
function gapBelow(path: string, gaps: ReadonlyMap<string, string>): string | undefined {
  const [, device] = /^(.+)\.address$/.exec(path) ?? [];
  if (device === undefined) return undefined;
  return gaps.get(`${device}.address`);
}
