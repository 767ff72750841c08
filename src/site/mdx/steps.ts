/** A runbook's block → its element in the page, with its text for each target inside. Pure. */
import type { SiteBlock, SiteRunbook } from '../runbooks.ts';
import { code, element } from './elements.ts';

export function stepElement({ name }: SiteRunbook, block: SiteBlock) {
  const place = { runbook: name, line: String(block.line) };
  const texts = block.variants.map(({ text, path }, index) => {
    const shown =
      block.role === 'manual'
        ? []
        : [code({ text, lang: block.lang, ...(path === undefined ? {} : { title: path }) })];
    return element('_StepText', { ...place, index: String(index) }, shown);
  });
  return element('_StepBlock', place, texts);
}
