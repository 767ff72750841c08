/**
 * The blocks of a step as they were meant for a host: rendered, with secrets by name.
 *
 * Their hash is the step's, which each record about the step holds and the journal
 * chains: a text that is shown beside what happened is the text that was meant, or it
 * isn't shown. Pure.
 */
import { createHash } from 'node:crypto';
import { isObject } from './record-fields.ts';

export interface MeantBlock {
  /** `run`, `put`, `manual`, `check`, `verify`, `undo`, `expect` or `answer`. */
  readonly role: string;
  /** Language of the fence. */
  readonly lang: string;
  readonly text: string;
  /** `put`: where. */
  readonly path?: string;
  readonly sudo?: boolean;
  readonly mode?: string;
  readonly owner?: string;
}

/** SHA-256 (hex) of blocks, in their order. */
export function hashMeant(blocks: readonly MeantBlock[]): string {
  const parts = blocks.map(({ role, lang, text, path, sudo, mode, owner }) => [
    role,
    lang,
    text,
    path ?? null,
    sudo ?? false,
    mode ?? null,
    owner ?? null,
  ]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Blocks as one line of `blocks.jsonl`. */
export function blocksLine(blocks: readonly MeantBlock[]): string {
  return `${JSON.stringify(blocks)}\n`;
}

/** By hash. A line that isn't blocks has no step's hash, and a changed one another's: nobody asks for it. */
export function parseBlocks(text: string): Map<string, readonly MeantBlock[]> {
  const found = text.split('\n').flatMap((line) => blocksOfLine(line) ?? []);
  return new Map(found.map((blocks) => [hashMeant(blocks), blocks]));
}

function blocksOfLine(line: string): [readonly MeantBlock[]] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) && value.every(isMeantBlock) ? [value] : undefined;
  } catch {
    return undefined;
  }
}

function isMeantBlock(value: unknown): value is MeantBlock {
  if (!isObject(value)) return false;
  return ['role', 'lang', 'text'].every((name) => typeof value[name] === 'string');
}
