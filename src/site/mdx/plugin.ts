/**
 * What happens to a page between Markdown and its compiled form (a Sätteri plugin):
 * values of the inventory become text, a runbook's blocks become steps, and French
 * punctuation gets its no-break spaces.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MdastPluginDefinition, MdastPluginEntry } from 'satteri';
import type { TemplateContext } from '../../template/template.ts';
import type { SiteRunbook } from '../runbooks.ts';
import { inventoryPaths, pathText } from './expressions.ts';
import { frenchSpaces } from './typography.ts';

export interface PluginSources {
  /** What `inventory` is in a page. */
  context(): TemplateContext;
  /** The runbook of a file; undefined for an ordinary page. */
  runbook(file: string): SiteRunbook | undefined;
}

/** Names under which a compiled page knows our own components; no author will choose them. */
const IMPORT =
  "import { RunbookHeader as _RunbookHeader, StepBlock as _StepBlock, located as _located } from '#site';";

/** @param root absolute path of the project. */
export function pagePlugin(root: string, sources: PluginSources): MdastPluginEntry {
  return ({ fileURL, sourceFormat }) => {
    if (fileURL === undefined || sourceFormat !== 'mdx') return undefined;
    const file = relative(root, fileURLToPath(fileURL)).replaceAll('\\', '/');
    return transform(file, sources);
  };
}

interface ExpressionNode {
  readonly value: string;
  readonly position?: { readonly start: { readonly line: number; readonly column: number } };
}

function transform(file: string, sources: PluginSources): MdastPluginDefinition {
  const runbook = sources.runbook(file);
  const expression =
    (type: 'mdxTextExpression' | 'mdxFlowExpression') => (node: ExpressionNode) => {
      if (inventoryPaths(node.value).length === 0) return undefined;
      const value = pathText(sources.context(), node.value);
      if (value !== undefined) {
        const text = { type: 'text' as const, value };
        return type === 'mdxTextExpression'
          ? text
          : { type: 'paragraph' as const, children: [text] };
      }
      return { type, value: located(file, node) };
    };
  return {
    name: 'site-page',
    options: { position: true },
    before(tree, context) {
      context.prependChild(tree, [
        { type: 'mdxjsEsm', value: IMPORT },
        ...(runbook ? [element('_RunbookHeader', { name: runbook.name })] : []),
      ]);
    },
    text(node) {
      const value = frenchSpaces(node.value);
      return value === node.value ? undefined : { type: 'text', value };
    },
    table(node, context) {
      context.wrapNode(
        node,
        element('div', { class: 'table-scroll', role: 'group', tabindex: '0' }),
      );
    },
    link(node, context) {
      // An address written inside <a> is made a link of its own: two links, one of them empty.
      const parent = context.parent(node);
      const nested = parent?.type === 'mdxJsxTextElement' && parent.name === 'a';
      if (nested) context.replaceNode(node, [...node.children]);
    },
    code(node) {
      const line = node.position?.start.line;
      const isStep = runbook?.blocks.some((block) => block.line === line);
      if (!runbook || !isStep) return undefined;
      return element('_StepBlock', { runbook: runbook.name, line: String(line) });
    },
    mdxTextExpression: expression('mdxTextExpression'),
    mdxFlowExpression: expression('mdxFlowExpression'),
  };
}

/** The expression, with its place for the errors of names that only exist when it runs. */
function located(file: string, node: ExpressionNode): string {
  const { line = 1, column = 1 } = node.position?.start ?? {};
  const place = JSON.stringify({ file, line, column });
  return `_located(${place}, () => (${node.value}))`;
}

function element(name: string, attributes: Readonly<Record<string, string>>) {
  return {
    type: 'mdxJsxFlowElement' as const,
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute' as const,
      name: key,
      value,
    })),
    children: [],
  };
}
