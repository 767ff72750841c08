/** `runbook init`: a new site, with a small inventory, two pages and a runbook. */
import { relative, resolve } from 'node:path';
import { generate } from '../../generate/generate.ts';
import { type Action, text } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Locale } from '../init/files.ts';
import { checkoutFolder } from '../init/home-fs.ts';
import { writeSite } from '../init/write-fs.ts';

export const run: Action = async ({ args, options, terminal, cwd }) => {
  const folder = resolve(cwd, args[0] as string);
  const locale = (text(options, 'locale') ?? 'en') as Locale;
  writeSite(folder, checkoutFolder(), locale);
  // What follows from the inventory; its diagram comes with it, so no browser is needed.
  await generate(folder);
  const { green, cyan } = terminal.colors.err;
  const shown = relative(cwd, folder) || '.';
  terminal.note(`${green('made')}  ${shown}: an inventory, two pages, a runbook`);
  terminal.note('');
  if (shown !== '.') terminal.note(`  ${cyan(`cd ${shown}`)}`);
  terminal.note(`  ${cyan('npm test')}            everything is checked, and the site built`);
  terminal.note(`  ${cyan('npm run dev')}         the site, while you write`);
  terminal.note(`  ${cyan('npx runbook list')}    what can be executed`);
  return EXIT.ok;
};
