/** `npm run build`: the bundle of the CLI, then the site. */
import { ASTRO_BUILD, ASTRO_ENV } from './astro.ts';
import { buildCli } from './build-cli.ts';
import { runCommand } from './suites/command.ts';

await buildCli();
const { code } = await runCommand(ASTRO_BUILD, { live: true, env: ASTRO_ENV });
process.exitCode = code;
