/** Writes the pages of the guide that are made from the code: part of `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI_REFERENCE, cliReference } from './reference/cli.ts';
import { INVENTORY_REFERENCE, inventoryReference } from './reference/inventory.ts';
import { ROOT } from './suites/command.ts';

const PAGES = { [CLI_REFERENCE]: cliReference(), [INVENTORY_REFERENCE]: inventoryReference() };

for (const [file, text] of Object.entries(PAGES)) {
  const path = join(ROOT, file);
  if (current(path) === text) continue;
  writeFileSync(path, text);
  console.error(`written  ${file}`);
}

function current(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
