/** `npm run check`: all that can be checked without running the product's tests. */
import { add, NONE, runSuite, totalsLine } from './suites/run.ts';
import { CHECKS } from './suites/suites.ts';

const results = await Promise.all(CHECKS.map(runSuite));
const totals = results.reduce(add, NONE);
console.log(totalsLine(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;
