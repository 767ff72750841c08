/** Fingerprints of a step: did its text change, or what the text is rendered from? */
import { hashMeant, type MeantBlock } from '../journal/blocks.ts';
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

/** A block as its step's hash knows it. */
export function meantBlock({ block: { role, lang, options }, text, path }: BlockText): MeantBlock {
  const { sudo, mode, owner } = options;
  return {
    ...{ role, lang, text },
    ...(path !== undefined && { path }),
    ...(sudo && { sudo }),
    ...(mode !== undefined && { mode }),
    ...(owner !== undefined && { owner }),
  };
}

/** SHA-256 (hex) of a step's blocks as the author wrote them. */
export function hashSource(step: Step): string {
  return hashMeant(
    blocksOf(step).map((block) =>
      meantBlock({ block, text: block.text, path: block.options.path }),
    ),
  );
}
