/** `npm run build`: the bundle of the CLI, then the site. */
import { buildCli } from './build-cli.ts';
import { runCommand } from './suites/command.ts';

await buildCli();
const { code } = await runCommand(['astro', 'build'], {
  live: true,
  env: { ASTRO_TELEMETRY_DISABLED: '1' },
});
process.exitCode = code;
