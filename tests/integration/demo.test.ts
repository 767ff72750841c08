/** `npm run demo`, the first command of the README: a run that is really killed, and resumed. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const HOME = join(import.meta.dirname, '../..');

it('kills a run in the middle of a step, resumes it, and proves what was not run twice', async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [join(HOME, 'scripts/demo.ts')],
    {
      cwd: HOME,
      env: { ...process.env, NO_COLOR: '1' },
      maxBuffer: 2 ** 26,
    },
  );
  const told = stdout + stderr;
  expect(told).toContain('the command is gone, in the middle of a step (SIGKILL)');
  expect(told).toContain('attaching to it again');
  expect(told).toContain('the run is complete (exit code 0)');
  const once = told.match(/\S+: its command arrived at the host once in all/g) ?? [];
  expect(once.length).toBeGreaterThan(1);
  expect(told).not.toContain('✘');
}, 300_000);
