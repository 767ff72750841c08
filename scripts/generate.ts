/** `npm run generate`: the same as `runbook generate`, straight from the sources. */
import { main } from '../src/cli/main.ts';

await main(['generate', ...process.argv.slice(2)]);
