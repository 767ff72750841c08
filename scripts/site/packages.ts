/** The packages that Astro looks for in the folder that it builds: those of this checkout, linked. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../suites/command.ts';

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** @param site absolute path of the folder that holds a site's content */
export function linkPackages(site: string): void {
  if (realpathSync(site) === realpathSync(ROOT)) return;
  link(ROOT, join(site, 'node_modules', 'runbook'));
  for (const name of Object.keys(dependencies))
    link(join(ROOT, 'node_modules', name), join(site, 'node_modules', name));
}

/** What is there already stays, unless it leads nowhere any more. */
function link(target: string, path: string): void {
  if (existsSync(path)) return;
  if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
