/** Writes a new site; never over anything. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative } from 'node:path';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { type Locale, packageName, siteFiles } from './files.ts';

/** What a folder may hold and still be empty. */
const NOTHING = new Set(['.git', '.DS_Store']);

/**
 * @param folder absolute path; made when it isn't there
 * @throws CliError when something is there already, or it can't be written
 */
export function writeSite(folder: string, checkout: string, locale: Locale): void {
  refuseTaken(folder);
  try {
    mkdirSync(folder, { recursive: true });
    // Before the links below: a path through a link leads elsewhere than it says.
    const site = realpathSync(folder);
    const to = relative(site, realpathSync(checkout));
    cpSync(join(checkout, 'src', 'cli', 'init', 'site', locale), site, {
      recursive: true,
      force: false,
      errorOnExist: true,
    });
    const files = siteFiles({ name: packageName(basename(site)), checkout: to, locale });
    for (const [path, text] of files) writeFileSync(join(site, path), text, { flag: 'wx' });
    link(site, checkout);
  } catch (error) {
    throw new CliError(EXIT.failed, `${folder} can't be written: ${(error as Error).message}`);
  }
}

function refuseTaken(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    throw new CliError(EXIT.usage, `${folder} is a file`, 'name a folder that is new, or empty');
  }
  const [first] = readdirSync(folder).filter((name) => !NOTHING.has(name));
  if (first === undefined) return;
  const hint = existsSync(join(folder, 'content', 'inventory'))
    ? 'it is a site already: "runbook new NAME" begins a runbook in it'
    : 'name a folder that is new, or empty; nothing was written';
  throw new CliError(EXIT.usage, `${folder} is not empty: it holds ${first}`, hint);
}

/** As `npm install` would: the site works at once, and without a network. */
function link(site: string, checkout: string): void {
  mkdirSync(join(site, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(checkout, join(site, 'node_modules', 'runbook'));
  symlinkSync('../runbook/scripts/runbook.cjs', join(site, 'node_modules', '.bin', 'runbook'));
}
