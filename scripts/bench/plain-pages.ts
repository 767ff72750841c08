/**
 * Our pages as a plain Starlight project would have them: the same prose, tables, diagrams
 * and code, already written out, without our components.
 */
import { mdxToMdast } from 'satteri';
import { visit } from 'unist-util-visit';
import { diagramSources } from '../../src/diagrams/sources.ts';
import type { SourceFile } from '../../src/inventory/loaded.ts';
import { formatPlace } from '../../src/problem/problem.ts';
import {
  findConfig,
  findDiagram,
  findObserved,
  findTable,
  type Lookup,
} from '../../src/site/lookups.ts';
import { pathText } from '../../src/site/mdx/expressions.ts';
import type { SiteProject } from '../../src/site/project.ts';
import { templateContext } from '../../src/views/context.ts';
import { cellText, type TableView } from '../../src/views/table.ts';

interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly position?: {
    readonly start: { readonly offset?: number; readonly line: number };
    readonly end: { readonly offset?: number };
  };
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A diagram is a picture that we drew, or a text that the reader's browser draws. */
export type DrawnBy = 'us' | 'browser';

/** The page with everything of ours written out. */
export function plainPage(page: SourceFile, project: SiteProject, drawnBy: DrawnBy = 'us'): string {
  const replacements: Replacement[] = [];
  visit(mdxToMdast(page.text) as never, (node: Node) => {
    const text = replacement(node, page, project, drawnBy);
    const [start, end] = [node.position?.start.offset, node.position?.end.offset];
    if (text !== undefined && start !== undefined && end !== undefined) {
      replacements.push({ start, end, text });
    }
  });
  return replacements
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
      page.text,
    );
}

function replacement(
  node: Node,
  page: SourceFile,
  project: SiteProject,
  drawnBy: DrawnBy,
): string | undefined {
  switch (node.type) {
    case 'mdxjsEsm':
      return (node.value ?? '').replace(/^import .*'#site';$/gm, imports(page, drawnBy));
    case 'mdxTextExpression':
    case 'mdxFlowExpression':
      return expression(node.value ?? '', project);
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return element(node, project, drawnBy) ?? withoutOurs(node, page);
    case 'code':
      return block(node, page, project);
    default:
      return undefined;
  }
}

/** Absolute: a page may lie in a folder. */
function imports(page: SourceFile, drawnBy: DrawnBy): string {
  const drawn = drawnBy === 'browser' && page.text.includes('<Diagram');
  return drawn ? `import Mermaid from '/src/Mermaid.astro';\n` : '';
}

/** What our picture was drawn from. */
function mermaid(project: SiteProject, name: string): string {
  const source = diagramSources(project.inventory).find((known) => known.name === name);
  if (!source) throw new Error(`there is no diagram "${name}"`);
  return source.mermaid;
}

function expression(value: string, project: SiteProject): string | undefined {
  if (!value.includes('inventory')) return undefined;
  return pathText(templateContext(project.inventory), value) ?? '…';
}

function element(node: Node, project: SiteProject, drawnBy: DrawnBy): string | undefined {
  const given = Object.fromEntries((node.attributes ?? []).map(({ name, value }) => [name, value]));
  const { view, device, name, file, section } = given as Record<string, string | undefined>;
  switch (node.name) {
    case 'Table':
      return table(found(findTable(project, view ?? '', device === undefined ? {} : { device })));
    case 'Gaps':
      return table(found(findTable(project, 'gaps', {})));
    case 'Diagram':
      return drawnBy === 'us'
        ? `<Fragment set:html={${JSON.stringify(found(findDiagram(project, name ?? '')).svg)}} />`
        : `<Mermaid text={${JSON.stringify(mermaid(project, name ?? ''))}} />`;
    case 'Config':
      return fence(found(findConfig(project, file ?? '', section)));
    case 'Observed':
      return fence(found(findObserved(project, file ?? '', section)));
    case 'Problems':
      return project.findings
        .map(({ message, place }) => `- ${literal(message)} \`${place ? formatPlace(place) : ''}\``)
        .join('\n');
    case 'RunbookUses':
      return project.runbooks
        .map(({ title, description }) => `- **${literal(title)}** ${literal(description)}`)
        .join('\n');
    default:
      return undefined;
  }
}

/** What only we have is left out, to the others' advantage. */
function withoutOurs({ name }: Node, { text }: SourceFile): string | undefined {
  const [, imported = ''] = /^import \{([^}]*)\} from '#site';$/m.exec(text) ?? [];
  const ours = imported.split(',').map((each) => each.trim());
  return ours.includes(name ?? '') ? '' : undefined;
}

function block(node: Node, page: SourceFile, project: SiteProject): string | undefined {
  const runbook = project.runbooks.find(({ file }) => file === page.path);
  const own = runbook?.blocks.find(({ line }) => line === node.position?.start.line);
  return own?.variants
    .map(({ text, path }) => fence({ text, lang: own.lang, title: path }))
    .join('\n\n');
}

function fence({
  text,
  lang,
  title,
}: {
  text: string;
  lang: string;
  title?: string | undefined;
}): string {
  return `~~~~~${lang}${title === undefined ? '' : ` title="${title}"`}\n${text}\n~~~~~`;
}

function table({ caption, columns, rows }: TableView): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(literal).join(' | ')} |`;
  const body = rows.map((row) => line(columns.map(({ key }) => cellText(row[key] ?? ''))));
  const head = [line(columns.map(({ label }) => label)), line(columns.map(() => '---'))];
  return [`**${literal(caption)}**`, '', ...head, ...body].join('\n');
}

/** Text that MDX takes as it is. */
function literal(text: string): string {
  return text.replace(/[{}<|*_`[\]\\]/g, '\\$&').replaceAll('\n', ' ');
}

function found<T>(lookup: Lookup<T>): T {
  if (!lookup.ok) throw new Error(lookup.problem.message);
  return lookup.value;
}
