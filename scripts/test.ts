/** `npm test`: static checks, unit tests, build, integration and browser tests, then the totals. */
import pc from 'picocolors';
import { add, NONE, runSuite, totalsLine } from './suites/run.ts';
import { CHECKS, TESTS, tools } from './suites/suites.ts';

let totals = (await Promise.all(CHECKS.map(runSuite))).reduce(add, NONE);
for (const suite of TESTS) totals = add(totals, await runSuite(suite));

for (const tool of tools().filter(({ found }) => !found)) {
  console.log(`${pc.yellow('skipped')} ${tool.for}: there is no ${tool.name} (${tool.get})`);
}
console.log(totalsLine(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
