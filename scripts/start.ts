/** `npm start`: builds the site when it isn't there, then serves it on loopback. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from './suites/command.ts';

async function main(): Promise<void> {
  if (!existsSync(join(ROOT, 'dist', 'site', 'index.html'))) {
    const { code } = await runCommand(['node', 'scripts/build.ts'], { live: true });
    if (code !== 0) process.exit(code);
  }
  const { main: runbook } = await import('../src/cli/main.ts');
  await runbook(['serve', '--root', ROOT, ...process.argv.slice(2)]);
}

await main();
