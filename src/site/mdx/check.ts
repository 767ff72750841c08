/**
 * Checks the names that a page uses before the page is compiled: `inventory.…` in any
 * expression, and the literal attributes of our components. All problems of a page, with
 * their places: the compiler would render an unknown name as nothing at all. Pure.
 */
import { visit } from 'unist-util-visit';
import type { SourceFile } from '../../inventory/loaded.ts';
import type { Place, Problem } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import type { TemplateContext } from '../../template/template.ts';
import { findConfig, findDiagram, findObserved, findTable, type Lookup } from '../lookups.ts';
import type { SiteProject } from '../project.ts';
import { follow, inventoryPaths, isWhole, type PathUse, resolvePath } from './expressions.ts';
import { parsePage } from './parse.ts';

export interface PageNames {
  readonly project: SiteProject;
  /** What `inventory` is in a page. */
  readonly context: TemplateContext;
  readonly gaps: ReadonlyMap<string, string>;
}

type Attributes = Readonly<Record<string, string>>;

/** By component: the attributes that it understands. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Table: ['view', 'device', 'caption'],
  Diagram: ['name', 'caption'],
  Config: ['file', 'section'],
  Observed: ['file', 'section'],
  Problems: [],
  Gaps: [],
};

/** By component: looks up what its attributes name. The first attribute is the one to point at. */
const COMPONENTS: Readonly<
  Record<
    string,
    (project: SiteProject, attributes: Attributes) => readonly [string, Lookup<unknown>]
  >
> = {
  Table: (project, { view = '', device }) => {
    const found = findTable(project, view, device === undefined ? {} : { device });
    const unknownView = !found.ok && found.problem.rule === 'unknown-table';
    return [device === undefined || unknownView ? 'view' : 'device', found];
  },
  Diagram: (project, { name = '' }) => ['name', findDiagram(project, name)],
  Config: (project, { file = '', section }) =>
    named(findConfig(project, file), () => findConfig(project, file, section)),
  Observed: (project, { file = '', section }) =>
    named(findObserved(project, file), () => findObserved(project, file, section)),
};

function named(file: Lookup<unknown>, part: () => Lookup<unknown>) {
  return file.ok ? (['section', part()] as const) : (['file', file] as const);
}

interface JsxNode {
  readonly name: string | null;
  readonly attributes: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly position?: {
    readonly start: { readonly offset?: number };
    readonly end: { readonly offset?: number };
  };
}

/** Problems of one page, in its order. */
export function checkPage(file: SourceFile, names: PageNames): Problem[] {
  const tree = parsePage(file);
  if (!tree.ok) return [tree.problem];
  const problems: Problem[] = [];
  visit(tree.root, (node: { type: string; position?: JsxNode['position'] }) => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? start;
    const source = file.text.slice(start, end);
    if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') {
      problems.push(...checkExpression(file, source, start, names, true));
    }
    if (node.type === 'mdxjsEsm') problems.push(...checkExpression(file, source, start, names));
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      problems.push(...checkElement(file, node as unknown as JsxNode, source, start, names));
    }
  });
  return problems;
}

function checkExpression(
  file: SourceFile,
  source: string,
  start: number,
  names: PageNames,
  shown = false,
): Problem[] {
  return inventoryPaths(source).flatMap((use): Problem[] => {
    const found = resolvePath(names.context, use.keys, names.gaps);
    if (!found) return shown && isWhole(source, use) ? notAValue(file, use, start, names) : [];
    const offset = start + (use.at[found.key] ?? use.index);
    return [{ ...found.lookup.problem, place: placeAt(file, offset) }];
  });
}

/** The page would show `[object Object]`. */
function notAValue(file: SourceFile, use: PathUse, start: number, names: PageNames): Problem[] {
  const value = follow(names.context, use.keys);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
  const path = ['inventory', ...use.keys].join('.');
  return [
    {
      rule: 'page-inventory',
      severity: 'error',
      message: `"${path}" is not a value, but a group of values`,
      place: placeAt(file, start + use.index),
      hint: `name one of them: ${Object.keys(value)
        .slice(0, 8)
        .map((key) => `${path}.${key}`)
        .join(', ')}`,
    },
  ];
}

/** The opening tag: its expressions, then what its literal attributes name. */
function checkElement(
  file: SourceFile,
  node: JsxNode,
  source: string,
  start: number,
  names: PageNames,
): Problem[] {
  const expressions = node.attributes.flatMap(({ value }) => {
    const text = (value as { value?: string } | null)?.value;
    if (typeof value !== 'object' || text === undefined) return [];
    return checkExpression(file, text, start + Math.max(0, source.indexOf(text)), names);
  });
  return [
    ...expressions,
    ...checkAttributes(file, node, source, start),
    ...checkNames(file, node, source, start, names.project),
  ];
}

function checkAttributes(
  file: SourceFile,
  node: JsxNode,
  source: string,
  start: number,
): Problem[] {
  const known = node.name !== null && Object.hasOwn(ATTRIBUTES, node.name) && ATTRIBUTES[node.name];
  if (!known) return [];
  return node.attributes.flatMap(({ name }) => {
    if (name === undefined || known.includes(name)) return [];
    const at = new RegExp(`\\b${name}\\s*=`).exec(source)?.index ?? 0;
    return [
      {
        rule: 'page-attribute',
        severity: 'error',
        message: `<${node.name}> has no attribute "${name}"`,
        place: placeAt(file, start + at),
        hint: didYouMean(name, known),
      },
    ];
  });
}

function checkNames(
  file: SourceFile,
  node: JsxNode,
  source: string,
  start: number,
  project: SiteProject,
): Problem[] {
  const lookup =
    node.name !== null && Object.hasOwn(COMPONENTS, node.name) && COMPONENTS[node.name];
  const literal = node.attributes.every(({ value }) => typeof value === 'string');
  if (!lookup || !literal) return [];
  const attributes = Object.fromEntries(node.attributes.map(({ name, value }) => [name, value]));
  const [pointAt, found] = lookup(project, attributes as Attributes);
  if (found.ok) return [];
  const at = new RegExp(`\\b${pointAt}\\s*=\\s*["']`).exec(source);
  return [{ ...found.problem, place: placeAt(file, start + (at ? at.index + at[0].length : 0)) }];
}

function placeAt(file: SourceFile, offset: number): Place {
  const before = file.text.slice(0, offset);
  return {
    file: file.path,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}
