/**
 * A private copy of this whole repository, to change it as its users would. It is made
 * below the repository, so that the packages installed there are found.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

const HOME = join(import.meta.dirname, '..', '..', '..');
/** Neither history nor what is installed or built; the bundle is the one under test. */
const LEFT_OUT = ['.git', '.cache', '.astro', 'node_modules', 'dist', 'tests'];

export interface Outcome {
  readonly code: number | null;
  /** Both streams, without colour. */
  readonly text: string;
}

export interface Copy {
  readonly folder: string;
  read(file: string): string;
  /** Replaces each occurrence; throws when there is none. Returns how the file was. */
  replace(file: string, from: string, to: string): string;
  write(file: string, text: string): void;
  runbook(...args: string[]): Outcome;
  /** Builds the site into the copy's dist/site. */
  buildSite(): Outcome;
  close(): void;
}

export function copyOfThisRepository(): Copy {
  mkdirSync(join(HOME, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(HOME, '.cache', 'copy-'));
  for (const name of readdirSync(HOME).filter((each) => !LEFT_OUT.includes(basename(each)))) {
    cpSync(join(HOME, name), join(folder, name), { recursive: true });
  }
  cpSync(join(HOME, 'dist', 'cli'), join(folder, 'dist', 'cli'), { recursive: true });
  const path = (file: string): string => join(folder, file);
  return {
    folder,
    read: (file) => readFileSync(path(file), 'utf8'),
    write: (file, text) => writeFileSync(path(file), text),
    replace(file, from, to) {
      const before = readFileSync(path(file), 'utf8');
      if (!before.includes(from)) throw new Error(`${file} holds no "${from}"`);
      writeFileSync(path(file), before.replaceAll(from, to));
      return before;
    },
    runbook: (...args) => run(folder, 'scripts/runbook.cjs', ...args),
    buildSite: () => run(folder, join(HOME, 'node_modules/astro/bin/astro.mjs'), 'build'),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(cwd: string, ...args: string[]): Outcome {
  const env = { PATH: process.env.PATH, HOME: cwd, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    encoding: 'utf8',
  });
  return { code: status, text: `${stdout}${stderr}` };
}
