/** How this project's site is built: by Astro, with what makes Node start and sweep less. */
import { join } from 'node:path';
import { ROOT } from './suites/command.ts';

export const ASTRO = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');

export const ASTRO_BUILD = [
  process.execPath,
  // MiB. A build makes much that is soon dropped: a larger nursery is swept less often.
  '--min-semi-space-size=16',
  '--max-semi-space-size=32',
  ASTRO,
  'build',
] as const;

export const ASTRO_ENV = {
  ASTRO_TELEMETRY_DISABLED: '1',
  // Node keeps what it compiled of Astro and of src/site.
  NODE_COMPILE_CACHE: join(ROOT, '.cache', 'node'),
} as const;
