/** The guide's tables and the command agree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/definitions.ts';
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.ts';
import { EVENTS, UNDO_PLANNED } from '../../src/cli/schemas/events.ts';

const GUIDE = join(import.meta.dirname, '../../content/docs/guide');

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

  it('has each option', () => {
    const long = ({ flags }: { flags: string }) => /--[a-z-]+/.exec(flags)?.[0];
    const options = COMMANDS.filter((each) => !each.hidden).flatMap((each) => each.options);
    const listed = firstCells('Les options').flatMap((cell) => cell.match(/--[a-z-]+/g) ?? []);
    const ofAll = ['--root', '--no-color'];
    expect(listed.sort()).toEqual([...new Set([...options.map(long), ...ofAll])].sort());
  });

  it('has each event of --json', () => {
    const types = firstCells('Les événements de `--json`', 'preuves').map((cell) =>
      cell.replaceAll('`', ''),
    );
    expect(types).toEqual([UNDO_PLANNED, ...EVENTS].map(({ shape }) => shape.type.value));
  });
});
