/** Each file of `runs/` is a test: what `show` prints of it, and its reports (`vitest -u` writes them). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import pc from 'picocolors';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonReport } from '../../../src/cli/report/json.ts';
import { junitReport } from '../../../src/cli/report/junit.ts';
import { markdownReport } from '../../../src/cli/report/markdown.ts';
import { runLines } from '../../../src/cli/report/run-lines.ts';
import { JSON_SCHEMAS } from '../../../src/cli/schemas/json-schema.ts';
import { recordedReport } from './support.ts';

const RUNS = join(import.meta.dirname, 'runs');
const EXPECTED = join(import.meta.dirname, 'expected');
const names = readdirSync(RUNS).map((file) => file.replace('.txt', ''));

const validate = new Ajv2020({ strict: true, formats: { 'date-time': true } }).compile(
  JSON_SCHEMAS['report.schema.json']?.() ?? false,
);

beforeAll(() => {
  process.env.TZ = 'UTC';
});

function report(name: string) {
  return recordedReport(readFileSync(join(RUNS, `${name}.txt`), 'utf8'));
}

function shown(name: string, columns: number, color: boolean): string {
  const view = { colors: pc.createColors(color), columns, path: (path: string) => path };
  return `${runLines(report(name), view).join('\n')}\n`;
}

describe.each(names)('the run %s', (name) => {
  it('is shown', async () => {
    await expect(shown(name, 80, false)).toMatchFileSnapshot(join(EXPECTED, `${name}.txt`));
  });

  it('is shown in colour as it is without', () => {
    expect(stripVTControlCharacters(shown(name, 80, true))).toBe(shown(name, 80, false));
  });

  it('is a Markdown page', async () => {
    await expect(markdownReport(report(name))).toMatchFileSnapshot(join(EXPECTED, `${name}.md`));
  });

  it('is JUnit XML that a strict parser takes, with as many cases as it says', async () => {
    const xml = junitReport(report(name));
    const parser = new SaxesParser();
    const tags: Record<string, number> = {};
    let said = 0;
    parser.on('opentag', ({ name: tag, attributes }) => {
      tags[tag] = (tags[tag] ?? 0) + 1;
      if (tag === 'testsuites') said = Number(attributes.tests);
    });
    parser.write(xml).close();
    expect(tags.testcase ?? 0).toBe(said);
    await expect(xml).toMatchFileSnapshot(join(EXPECTED, `${name}.xml`));
  });

  it('is JSON of the documented schema', async () => {
    const json = JSON.parse(JSON.stringify(jsonReport(report(name))));
    validate(json);
    expect(validate.errors ?? []).toEqual([]);
    const text = `${JSON.stringify(json, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(EXPECTED, `${name}.json`));
  });
});
