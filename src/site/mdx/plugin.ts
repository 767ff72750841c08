/**
 * What happens to a page between Markdown and its compiled form (a Sätteri plugin):
 * values of the inventory become text, configurations and a runbook's blocks become the
 * code that they stand for, and punctuation gets what the site's language wants.
 *
 * All code is highlighted here, with the page's own fences, by one highlighter.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MdastPluginDefinition, MdastPluginEntry } from 'satteri';
import { slug } from '../../search/rows.ts';
import type { TemplateContext } from '../../template/template.ts';
import { type FoundText, findConfig, findObserved, type Lookup } from '../lookups.ts';
import type { SiteProject } from '../project.ts';
import { typesetter } from '../strings/strings.ts';
import { withCards } from './cards.ts';
import { code, element, type JsxAttribute, literals } from './elements.ts';
import { inventoryPaths, pathText } from './expressions.ts';
import { stepElement } from './steps.ts';

export interface PluginSources {
  readonly project: SiteProject;
  /** What `inventory` is in a page. */
  readonly context: TemplateContext;
  /** By address without its slashes: what a page is called, for paper, where links can't be followed. */
  readonly titles?: ReadonlyMap<string, string>;
}

/** Names under which a compiled page knows our own components; no author will choose them. */
const IMPORT = `import { RunbookHeader as _RunbookHeader, StepBlock as _StepBlock, StepCard as _StepCard, StepText as _StepText, located as _located } from '#site';`;

/** @param root absolute path of the project. */
export function pagePlugin(root: string, sources: () => PluginSources): MdastPluginEntry {
  return ({ fileURL, sourceFormat }) => {
    if (fileURL === undefined || sourceFormat !== 'mdx') return undefined;
    const file = relative(root, fileURLToPath(fileURL)).replaceAll('\\', '/');
    return transform(file, sources());
  };
}

interface ExpressionNode {
  readonly value: string;
  readonly position?: { readonly start: { readonly line: number; readonly column: number } };
}

function transform(
  file: string,
  { project, context: values, titles }: PluginSources,
): MdastPluginDefinition {
  const typeset = typesetter(project.settings.locale);
  const runbook = project.runbooks.find((known) => known.file === file);
  /** Configurations whose lines have anchors on this page already. */
  const anchored = new Set<string>();
  return {
    name: 'site-page',
    options: { position: true },
    before(tree, context) {
      const imports = { type: 'mdxjsEsm' as const, value: IMPORT };
      if (!runbook) return context.prependChild(tree, imports);
      const header = element('_RunbookHeader', { name: runbook.name });
      context.setProperty(tree, 'children', [
        ...[imports, header],
        ...withCards(tree.children as Parameters<typeof withCards>[0], runbook),
      ]);
    },
    text(node) {
      const value = typeset(node.value);
      return value === node.value ? undefined : { type: 'text', value };
    },
    table(node, context) {
      const scroll = { class: 'table-scroll', role: 'group', tabindex: '0' };
      context.wrapNode(node, element('div', scroll));
    },
    link(node, context) {
      // An address written inside <a> is made a link of its own: two links, one of them empty.
      const parent = context.parent(node);
      const nested = parent?.type === 'mdxJsxTextElement' && parent.name === 'a';
      if (nested) return context.replaceNode(node, [...node.children]);
      const [, address] = /^\/([^#?]*?)\/?(?:[#?].*)?$/.exec(node.url) ?? [];
      const title = address === undefined ? undefined : titles?.get(address);
      if (title !== undefined && title !== context.textContent(node))
        context.setProperty(node, 'data', { hProperties: { 'data-page': title } });
    },
    code(node) {
      const line = node.position?.start.line;
      const block = runbook?.blocks.find((known) => known.line === line);
      return runbook && block ? stepElement(runbook, block) : undefined;
    },
    mdxJsxFlowElement: (node) => codeFile(node.name, node.attributes, project, anchored),
    mdxTextExpression(node) {
      const text = expressionText(values, node);
      return text ?? expression(file, node, 'mdxTextExpression');
    },
    mdxFlowExpression(node) {
      const text = expressionText(values, node);
      if (text === undefined) return expression(file, node, 'mdxFlowExpression');
      return { type: 'paragraph', children: [text] };
    },
  };
}

function expressionText(values: TemplateContext, node: ExpressionNode) {
  const value = pathText(values, node.value);
  return value === undefined ? undefined : { type: 'text' as const, value };
}

/** The expression, with its place for the errors of names that only exist when it runs. */
function expression<T extends string>(file: string, node: ExpressionNode, type: T) {
  if (inventoryPaths(node.value).length === 0) return undefined;
  const { line = 1, column = 1 } = node.position?.start ?? {};
  const place = JSON.stringify({ file, line, column });
  return { type, value: `_located(${place}, () => (${node.value}))` };
}

/** `<Config>` and `<Observed>` as the code block that they stand for. */
function codeFile(
  name: string | null,
  attributes: readonly JsxAttribute[],
  project: SiteProject,
  anchored: Set<string>,
) {
  const given = literals(attributes);
  if (given === undefined || (name !== 'Config' && name !== 'Observed')) return undefined;
  const { file = '', section } = given;
  const find = name === 'Config' ? findConfig : findObserved;
  const found: Lookup<FoundText> = find(project, file, section);
  // The page check has reported it.
  if (!found.ok) return undefined;
  const prefix = slug([name === 'Config' ? 'config' : 'observed', file]);
  const anchors = anchored.has(prefix) ? {} : { anchors: prefix };
  anchored.add(prefix);
  return code({ ...found.value, ...anchors });
}
