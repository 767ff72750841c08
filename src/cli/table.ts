/** Text tables: columns padded to their content, the last one cut to the width. Pure. */
import { stripVTControlCharacters } from 'node:util';

export type Align = 'left' | 'right';

export interface TextColumn {
  readonly label: string;
  readonly align?: Align;
}

/** Width on screen, colours not counted. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

function pad(text: string, width: number, align: Align): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** Cuts plain text to a width, with an ellipsis. */
export function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/**
 * Lines of a table, header first.
 * @param paintHeader how the header's labels are coloured
 * @param columnsOfTerminal when given, the last column is cut so that no line is longer
 */
export function tableLines(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  paintHeader: (text: string) => string = (text) => text,
  columnsOfTerminal?: number,
): string[] {
  const all = [columns.map((column) => column.label), ...rows];
  const widths = columns.map((_, index) =>
    // Not spread: an engine takes some ten thousand arguments, and a table may have more rows.
    all.reduce((width, row) => Math.max(width, widthOf(row[index] ?? '')), 0),
  );
  const last = columns.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  const room =
    columnsOfTerminal === undefined ? Infinity : Math.max(12, columnsOfTerminal - before);
  return all.map((row, line) =>
    columns
      .map((column, index) => {
        const text = row[index] ?? '';
        // The text only: a line must not end in painted spaces.
        const cell = line === 0 && text !== '' ? paintHeader(text) : text;
        const shown =
          index === last && widthOf(cell) > room ? cut(stripVTControlCharacters(cell), room) : cell;
        return index === last && column.align !== 'right'
          ? shown
          : pad(shown, widths[index] ?? 0, column.align ?? 'left');
      })
      .join('  ')
      .trimEnd(),
  );
}
