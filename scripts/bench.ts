/** `npm run bench`: figures beside their targets, as ratios taken in one run on this machine. */
import pc from 'picocolors';
import { tableLines } from '../src/cli/table.ts';
import { benchCli } from './bench/cli.ts';
import { benchDiagrams } from './bench/diagrams.ts';
import { benchFleet } from './bench/fleet.ts';
import { benchHosts } from './bench/hosts.ts';
import { benchLargeSite } from './bench/large-site.ts';
import { benchLighthouse } from './bench/lighthouse.ts';
import type { BenchResult } from './bench/measurement.ts';
import { benchMemory } from './bench/memory.ts';
import { benchSaved } from './bench/saved.ts';
import { benchSite } from './bench/site.ts';
import { benchSsh } from './bench/ssh.ts';
import { benchWeight } from './bench/weight.ts';

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  ssh: benchSsh,
  fleet: benchFleet,
  memory: benchMemory,
  cli: benchCli,
  diagrams: benchDiagrams,
  site: benchSite,
  pages: benchLargeSite,
  hosts: benchHosts,
  weight: benchWeight,
  lighthouse: benchLighthouse,
  saved: benchSaved,
};

/** Those named on the command line, `npm run bench -- ssh fleet`; all when none is. */
const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (Object.hasOwn(BENCHES, name)) continue;
  console.error(`there is no bench "${name}": ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

function row(result: BenchResult): string[] {
  if ('why' in result) return [pc.yellow('–'), result.name, '', '', '', result.why];
  const { name, beside, value, target, unit, detail } = result;
  const show = (figure: number): string =>
    unit === '×' ? `${figure.toFixed(2)}×` : `${figure.toFixed(0)} ${unit}`;
  const good = value <= target;
  return [
    good ? pc.green('✔') : pc.red('✘'),
    name,
    good ? show(value) : pc.red(show(value)),
    `≤ ${show(target)}`,
    beside,
    pc.dim(detail),
  ];
}

/** One that fails takes nothing from the others, some of which took minutes. */
async function measured(name: string, bench: () => Promise<readonly BenchResult[]>) {
  const started = performance.now();
  try {
    return { results: await bench(), failed: false };
  } catch (error) {
    return { results: [{ name, why: `failed: ${(error as Error).message}` }], failed: true };
  } finally {
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(pc.dim(`bench ${name}: ${seconds} s`));
  }
}

const chosen = Object.entries(BENCHES).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);
const results: BenchResult[] = [];
let failed = false;
for (const [name, bench] of chosen) {
  const each = await measured(name, bench);
  results.push(...each.results);
  failed ||= each.failed;
}
const columns = [
  { label: '' },
  { label: 'WHAT' },
  { label: 'MEASURED', align: 'right' as const },
  { label: 'TARGET', align: 'right' as const },
  { label: 'BESIDE' },
  { label: 'MEDIANS' },
];
for (const line of tableLines(columns, results.map(row), pc.dim)) console.log(line);
const missed = results.filter((result) => 'value' in result && result.value > result.target);
process.exitCode = missed.length === 0 && !failed ? 0 : 1;
