/** `<run>/blocks.jsonl`: each text that this run meant, once. */
import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksLine, hashMeant, type MeantBlock, parseBlocks } from './blocks.ts';
import { openForAppending, writeAll } from './private-fs.ts';

const BLOCKS_FILE = 'blocks.jsonl';

/** Adds those that aren't there yet. @throws Error when the folder can't be written */
export function keepBlocks(folder: string, steps: readonly (readonly MeantBlock[])[]): void {
  const known = readBlocks(folder);
  const missing = new Map(steps.map((blocks) => [hashMeant(blocks), blocks]));
  for (const hash of known.keys()) missing.delete(hash);
  if (missing.size === 0) return;
  // Begins a new line: the last one may have been cut off.
  const lines = [...missing.values()].map(blocksLine).join('');
  const file = openForAppending(join(folder, BLOCKS_FILE));
  try {
    writeAll(file, Buffer.from(known.size > 0 ? `\n${lines}` : lines));
  } finally {
    closeSync(file);
  }
}

/** By the hash of their step; none when the run has no such file. */
export function readBlocks(folder: string): ReadonlyMap<string, readonly MeantBlock[]> {
  try {
    return parseBlocks(readFileSync(join(folder, BLOCKS_FILE), 'utf8'));
  } catch {
    return new Map();
  }
}
