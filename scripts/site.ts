/** Builds, serves, follows or checks the site of the current folder, with the code of this checkout. */
import { join } from 'node:path';
import { loadInventory } from '../src/inventory/load-fs.ts';
import { ASTRO_BUILD, ASTRO_ENV } from './astro.ts';
import { develop } from './site/develop.ts';
import { linkPackages } from './site/packages.ts';
import { runCommand } from './suites/command.ts';

const RUNBOOK = [process.execPath, join(import.meta.dirname, 'runbook.cjs')];

/** What each verb runs, one after the other; the first that fails ends it. */
const VERBS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  build: [ASTRO_BUILD],
  check: [
    [...RUNBOOK, 'lint'],
    [...RUNBOOK, 'validate'],
    [...RUNBOOK, 'generate', '--check'],
    ASTRO_BUILD,
  ],
  start: [[...RUNBOOK, 'serve']],
  /** Embedded SSH hosts in the place of those of the inventory, to try runbooks on. */
  practice: [[process.execPath, join(import.meta.dirname, 'embedded-host', 'main.ts')]],
};

async function main([verb = '', ...args]: string[]): Promise<number> {
  const cwd = process.cwd();
  linkPackages(cwd);
  if (verb === 'dev') return develop(cwd, args);
  const commands = VERBS[verb];
  if (commands === undefined) {
    console.error(`site: unknown verb "${verb}": dev, ${Object.keys(VERBS).join(', ')}`);
    return 2;
  }
  if (verb === 'practice' && args.length === 0) args.push(...hostNames(cwd));
  for (const [index, command] of commands.entries()) {
    const last = index === commands.length - 1;
    const { code } = await runCommand([...command, ...(last ? args : [])], {
      ...{ cwd, inherit: true, env: ASTRO_ENV },
    });
    if (code !== 0) return code;
  }
  return 0;
}

function hostNames(site: string): string[] {
  return Object.keys(loadInventory(site).inventory.hosts);
}

process.exitCode = await main(process.argv.slice(2));
