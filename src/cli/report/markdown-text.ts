/** Texts of anybody as Markdown that says the same and nothing more. Pure. */
import { showControls } from '../../executor/control-characters.ts';

/** A text in a paragraph, a heading or a table's cell: nothing in it is markup. */
export function escapeText(text: string): string {
  return showControls(text)
    .replace(/[\\`*_[\]~|#]/g, '\\$&')
    .replace(/[<>&]/g, (char) => ENTITIES[char] as string);
}

export function escapeHtml(text: string): string {
  return showControls(text).replace(/[<>&"]/g, (char) => ENTITIES[char] as string);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
};

/** A fence is longer than any in the text: https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export function codeBlock(text: string, lang: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${lang}\n${showControls(text)}\n${fence}`;
}

/** @param rows cells that are Markdown already; a line end in one would end the table */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('\n', '<br>')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
