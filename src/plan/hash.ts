/** Fingerprints of a step: did its text change, or what the text is rendered from? */
import { createHash } from 'node:crypto';
import type { Block, Step } from '../runbook/model.ts';

/** What identifies a block: what it does, not how long it may take. */
export interface BlockText {
  readonly block: Block;
  readonly text: string;
  readonly path?: string;
}

/** The blocks of a step, the action first, in a fixed order that the page doesn't decide. */
export function blocksOf(step: Step): Block[] {
  const { action, check, verify, undo, expect, answer } = step;
  return [action, check, verify, undo, expect, answer].filter((block) => block !== undefined);
}

/** SHA-256 (hex) of a step's blocks: rendered, or as written. */
export function hashBlocks(texts: readonly BlockText[]): string {
  const parts = texts.map(({ block: { role, lang, options }, text, path }) => [
    role,
    lang,
    text,
    path ?? null,
    options.sudo ?? false,
    options.mode ?? null,
    options.owner ?? null,
  ]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** SHA-256 (hex) of a step's blocks as the author wrote them. */
export function hashSource(step: Step): string {
  return hashBlocks(
    blocksOf(step).map((block) => ({ block, text: block.text, path: block.options.path })),
  );
}
