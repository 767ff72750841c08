/**
 * A recorded run from one file of `runs/`: each becomes the folder that it describes.
 *
 * `-- journal.jsonl --` holds the records without `seq` and `prev`, which are made; a
 * line that begins with `#` is a comment, and one that isn't JSON is damage. `"hash":"$1"`
 * is the hash of the first line of `-- blocks.jsonl --`. The other parts are files.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readReport } from '../../../src/cli/report/read-fs.ts';
import type { RunReport } from '../../../src/cli/report/report.ts';
import { hashMeant, type MeantBlock } from '../../../src/journal/blocks.ts';
import { lineHash, NO_LINE } from '../../../src/journal/decode.ts';
import { findRun } from '../../../src/journal/runs-fs.ts';

const RUN = '20260714-091200-0a1b2c';

export function recordedReport(fixture: string): RunReport {
  const stateDir = mkdtempSync(join(tmpdir(), 'runbook-report-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const files = partsOf(fixture);
  const blocks = (files.get('blocks.jsonl') ?? '').split('\n').filter(Boolean);
  const hashes = blocks.map((line) => hashMeant(JSON.parse(line) as MeantBlock[]));
  files.set('journal.jsonl', chained(files.get('journal.jsonl') ?? '', hashes));
  for (const [path, text] of files) {
    const file = join(stateDir, RUN, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const report = readReport(stateDir, findRun(stateDir, RUN));
  // Where the test happens to run isn't in what is expected.
  const problems = report.problems.map(({ place, ...problem }) => ({
    ...problem,
    ...(place && { place: { ...place, file: place.file.replace(stateDir, '/state') } }),
  }));
  return { ...report, problems, folder: `/state/${RUN}` };
}

function partsOf(fixture: string): Map<string, string> {
  const parts = fixture.split(/^-- (\S+) --\n/m).slice(1);
  return new Map(
    parts.flatMap((path, index) => (index % 2 === 0 ? [[path, parts[index + 1] ?? '']] : [])),
  );
}

function chained(text: string, hashes: readonly string[]): string {
  let prev = NO_LINE;
  let seq = 0;
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      if (!line.startsWith('{')) return `${line}\n`;
      const named = line.replace(/"\$(\d+)"/g, (_, number) => JSON.stringify(hashes[number - 1]));
      seq += 1;
      const record = JSON.stringify({ seq, prev, ...JSON.parse(named) });
      prev = lineHash(record);
      return `${record}\n`;
    })
    .join('');
}
