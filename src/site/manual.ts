/** A manual block's rendered text → what a person ticks. */
import { markdownToHtml } from 'satteri';
import { manualItems } from '../runbook/content.ts';
import type { Block } from '../runbook/model.ts';

export interface ChecklistItem {
  /** As the plan has it, Markdown and all. */
  readonly text: string;
  /** Inline HTML of the text. */
  readonly html: string;
}

const NOWHERE = { file: '', line: 1, column: 1 };

/** The items of a rendered manual block, split as the plan splits them. */
export function checklist(text: string): ChecklistItem[] {
  const block = {
    role: 'manual',
    lang: 'md',
    text,
    options: {},
    place: NOWHERE,
    textPlace: NOWHERE,
  };
  return manualItems(block as Block).map((item) => ({ text: item.text, html: inline(item.text) }));
}

/** What looks like HTML is a text that its author wrote, such as `<node>`. */
const htmlAsText = {
  name: 'html-as-text',
  html: (node: { readonly value: string }) => ({ type: 'text' as const, value: node.value }),
};

function inline(markdown: string): string {
  const { html } = markdownToHtml(markdown, { mdastPlugins: [htmlAsText] });
  return html.trim().replace(/^<p>|<\/p>$/g, '');
}
