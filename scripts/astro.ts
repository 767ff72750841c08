/** How this project's site is built: by Astro, in the time and the memory of a laptop. */
import { join } from 'node:path';
import { ROOT } from './suites/command.ts';

export const ASTRO = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs');

export const ASTRO_BUILD = [
  process.execPath,
  // MiB. A build makes much that is soon dropped: a larger nursery is swept less often.
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
  // What lives is a fifth of what V8 would let the heap grow to before it sweeps: 1,000 hosts
  // take 0.9 GB instead of 1.2, and 15 % longer; 1,000 pages 0.8 GB instead of 1.0, as fast.
  '--heap-growing-percent=30',
  ASTRO,
  'build',
] as const;

export const ASTRO_ENV = {
  ASTRO_TELEMETRY_DISABLED: '1',
  // Node keeps what it compiled of Astro and of src/site.
  NODE_COMPILE_CACHE: join(ROOT, '.cache', 'node'),
} as const;
