/** The guide's tables and the command agree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI_REFERENCE, cliReference } from '../../scripts/reference/cli.ts';
import { INVENTORY_REFERENCE, inventoryReference } from '../../scripts/reference/inventory.ts';
import { COMMANDS } from '../../src/cli/definitions/index.ts';
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.ts';
import { EVENTS, UNDO_PLANNED } from '../../src/cli/schemas/events.ts';
import { inventoryJsonSchema } from '../../src/inventory/json-schema.ts';

const ROOT = join(import.meta.dirname, '../..');
const GUIDE = join(ROOT, 'content/docs/guide');

/** First cells of the table under a heading. */
function firstCells(heading: string, page = 'commande'): string[] {
  const guide = readFileSync(join(GUIDE, `${page}.mdx`), 'utf8');
  const section = guide.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (.+?) \|/gm)].map((match) => match[1] as string).slice(1);
}

describe('the guide', () => {
  it('has each exit code', () => {
    expect(firstCells('Codes de sortie')).toEqual(EXIT_MEANINGS.map(([code]) => String(code)));
  });

  it('has each command', () => {
    const verbs = firstCells('Les verbes').map((cell) => /[a-z]+/.exec(cell)?.[0]);
    expect(verbs).toEqual(COMMANDS.filter((each) => !each.hidden).map((each) => each.name));
  });

  it.each([
    [CLI_REFERENCE, cliReference],
    [INVENTORY_REFERENCE, inventoryReference],
  ])('%s is what the code says (npm run generate)', (file, text) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text());
  });

  it('has each option of each command, and each key of the inventory', () => {
    const flags = COMMANDS.filter(({ hidden }) => !hidden).flatMap(({ options }) => options);
    for (const { flags: written } of flags) expect(cliReference()).toContain(`\`${written}\``);
    const schema = JSON.stringify(inventoryJsonSchema());
    const names = [...schema.matchAll(/"properties":\{"([a-z_]+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(inventoryReference()).toMatch(new RegExp(`[.\`]${name}\``));
  });

  it('has each event of --json', () => {
    const types = firstCells('Les événements de `--json`', 'preuves').map((cell) =>
      cell.replaceAll('`', ''),
    );
    expect(types).toEqual([UNDO_PLANNED, ...EVENTS].map(({ shape }) => shape.type.value));
  });
});
