/** Where a report can not be written is found out before anything is run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CliError } from '../../../src/cli/errors.ts';
import { EXIT } from '../../../src/cli/exit-codes.ts';
import { wantedReports } from '../../../src/cli/report/write-fs.ts';
import { scratch } from '../../executor/support.ts';

it.each([
  ['a folder', 'md=folder', /folder is a folder$/],
  ['a file in no folder', 'md=missing/report.md', /there is no folder .*missing$/],
  ['a file in a file', 'md=file/report.md', /there is no folder .*file$/],
  ['nothing', 'md=', /is a folder$/],
])('refuses %s', (_, given, message) => {
  const cwd = scratch();
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'file'), '');
  const refusal = (() => {
    try {
      wantedReports([given], cwd);
    } catch (error) {
      return error;
    }
    return undefined;
  })() as CliError;
  expect(refusal).toBeInstanceOf(CliError);
  expect(refusal.exitCode).toBe(EXIT.usage);
  expect(refusal.message).toMatch(message);
});

it('takes a new file, and one that is there', () => {
  const cwd = scratch();
  writeFileSync(join(cwd, 'old.md'), '');
  const paths = wantedReports(['md=old.md', 'json=new.json'], cwd).map(({ path }) => path);
  expect(paths).toEqual([join(cwd, 'old.md'), join(cwd, 'new.json')]);
});
