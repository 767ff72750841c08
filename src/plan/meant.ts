/** A step's blocks as its hash knows them: as rendered, with the secrets' names for their values. */
import type { MeantBlock } from '../journal/blocks.ts';
import type { Place } from '../problem/problem.ts';
import type { Step } from '../runbook/model.ts';
import { blocksOf, meantBlock } from './hash.ts';
import { type BlockScope, renderText } from './render-block.ts';

/**
 * Of texts that can't be rendered, what was written: why not is said where they are planned.
 * @param scope `placeholders` stand for the secrets
 */
export function meantBlocks(
  step: Step,
  scope: BlockScope & { readonly placeholders: Readonly<Record<string, string>> },
): MeantBlock[] {
  const { outputs, placeholders } = scope;
  const named = outputs && { before: outputs.before, others: outputs.others };
  const shown = { ...scope, secrets: placeholders, outputs: named };
  const textOf = (text: string, place: Place): string => {
    const rendered = renderText(text, place, shown);
    return rendered.ok ? rendered.text : text;
  };
  return blocksOf(step).map((block) => {
    const { path, pathPlace = block.place } = block.options;
    const text = textOf(block.text, block.textPlace);
    return meantBlock({ block, text, path: path && textOf(path, pathPlace) });
  });
}
