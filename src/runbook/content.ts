/** What stands inside manual, answer and expect blocks: lists and pairs, one a line. */
import type { Place, Problem } from '../problem/problem.ts';
import type { Block } from './model.ts';

/** A piece of a block's text, a template of its own. */
export interface Piece {
  readonly text: string;
  readonly place: Place;
}

const BULLET = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/;
const ARROW = /\s+=>(?:\s|$)/;

/**
 * The items of a manual block: list items (`- …`, `- [ ] …`, `1. …`) with their
 * continuation lines, or else one item a line.
 */
export function manualItems(block: Block): Piece[] {
  const isList = block.text.split('\n').some((line) => BULLET.test(line));
  const items: Piece[] = [];
  for (const { text, place } of pieces(block)) {
    const bullet = BULLET.exec(text)?.[0].length;
    const previous = items.at(-1);
    if (isList && bullet === undefined && previous) {
      items[items.length - 1] = { ...previous, text: `${previous.text}\n${text}` };
      continue;
    }
    const skipped = bullet ?? text.length - text.trimStart().length;
    items.push({ text: text.slice(skipped).trimEnd(), place: right(place, skipped) });
  }
  return items;
}

/** The pairs of an answer block: `prompt regexp => reply`, one a line. Lines without an arrow are left out. */
export function answerPairs(block: Block): { prompt: Piece; reply: Piece }[] {
  return pieces(block).flatMap(({ text, place }) => {
    const arrow = ARROW.exec(text);
    if (!arrow) return [];
    const replyAt = arrow.index + arrow[0].length;
    return [
      {
        prompt: { text: text.slice(0, arrow.index), place },
        reply: { text: text.slice(replyAt), place: right(place, replyAt) },
      },
    ];
  });
}

/** Lines that aren't blank, with their places. */
function pieces(block: Block): Piece[] {
  return block.text.split('\n').flatMap((text, index) => {
    const place = { ...block.textPlace, line: block.textPlace.line + index };
    return text.trim() === '' ? [] : [{ text, place }];
  });
}

function right(place: Place, by: number): Place {
  return { ...place, column: place.column + by };
}

/** A block with nothing in it says nothing; an empty file is the exception. */
export function contentProblems(block: Block): Problem[] {
  if (block.role === 'put' || block.text.trim() !== '') return [];
  const message = `this ${block.role} block is empty`;
  return [{ rule: 'block-empty', severity: 'error', message, place: block.place }];
}

/** Lines of an answer block that aren't pairs, or whose prompt is no regular expression. */
export function answerProblems(block: Block | undefined): Problem[] {
  if (!block) return [];
  const shapeless = pieces(block)
    .filter(({ text }) => !ARROW.test(text))
    .map(({ text, place }) => ({
      rule: 'answer',
      severity: 'error' as const,
      message: 'this is not a prompt and its reply',
      place,
      expected: 'prompt regexp => reply',
      actual: text.trim(),
    }));
  const pairs = answerPairs(block).filter(({ prompt }) => !prompt.text.includes('{{'));
  return [...shapeless, ...pairs.flatMap(({ prompt }) => regexpProblems(prompt))];
}

/** Whether a prompt is a regular expression; the prompt's own place otherwise. */
export function regexpProblems({ text, place }: Piece): Problem[] {
  try {
    new RegExp(text);
    return [];
  } catch (error) {
    const reason = (error as Error).message.replace(/^Invalid regular expression: /, '');
    const message = `this prompt is not a regular expression: ${reason}`;
    return [{ rule: 'answer', severity: 'error', message, place }];
  }
}
