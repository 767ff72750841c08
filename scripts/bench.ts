/** `npm run bench`: figures beside their targets, as ratios taken in one run on this machine. */
import pc from 'picocolors';
import { tableLines } from '../src/cli/table.ts';
import { benchCli } from './bench/cli.ts';
import { benchDiagrams } from './bench/diagrams.ts';
import type { BenchResult } from './bench/measurement.ts';
import { benchSite } from './bench/site.ts';
import { benchSsh } from './bench/ssh.ts';

const BENCHES: readonly (() => Promise<readonly BenchResult[]>)[] = [
  benchSsh,
  benchCli,
  benchDiagrams,
  benchSite,
];

function row(result: BenchResult): string[] {
  if ('why' in result) return [pc.yellow('–'), result.name, '', '', '', result.why];
  const { name, beside, value, target, unit, detail } = result;
  const show = (figure: number): string =>
    unit === 'ms' ? `${figure.toFixed(0)} ms` : `${figure.toFixed(2)}×`;
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

const results: BenchResult[] = [];
for (const bench of BENCHES) results.push(...(await bench()));
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
process.exitCode = missed.length === 0 ? 0 : 1;
