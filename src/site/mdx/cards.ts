/** The nodes of a runbook's page → each step's section in a card of its own. Pure. */
import type { MdxJsxFlowElement } from 'satteri';
import type { SiteRunbook } from '../runbooks.ts';
import { element } from './elements.ts';

type Nodes = MdxJsxFlowElement['children'];
type Node = Nodes[number];

/** A heading deeper than this doesn't end a section: as the runbook's own parser has it. */
const DEEPEST = 3;

/** The same nodes in the same order; a step's heading and all up to the next one are in a card. */
export function withCards(nodes: readonly Node[], { name, steps }: SiteRunbook): Nodes {
  const result: Node[] = [];
  let card: Node[] | undefined;
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth <= DEEPEST) {
      const step = steps.find(({ line }) => line === node.position?.start.line);
      card = step && [element('div', { slot: 'heading', class: 'step__title' }, [node])];
      result.push(
        card && step ? element('_StepCard', { runbook: name, step: step.id }, card) : node,
      );
    } else (card ?? result).push(node);
  }
  return result;
}
