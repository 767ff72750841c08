/** Where this checkout lies, of the bundle as of the sources. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @throws Error when this file was taken out of its checkout */
export function checkoutFolder(from = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'scripts', 'runbook.cjs'))) return folder;
  throw new Error(`no checkout above ${from}: this command needs its own sources`);
}
