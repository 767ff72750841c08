/** Ctrl-Z at a question, and `fg`: on a terminal of script(1), with the real command. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const HOME = join(import.meta.dirname, '..', '..');

it('a question is still heard after Ctrl-Z and fg', async (context) => {
  context.skip(spawnSync('which', ['script']).status !== 0, 'script is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'runbook-suspended-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(HOME, 'tests', 'cli', 'project'), folder, { recursive: true });
  const runbook = `${process.execPath} ${join(HOME, 'scripts', 'runbook.cjs')}`;
  // A shell with job control: the command is a job, which Ctrl-Z hands back to the shell.
  const line = `set -m; ${runbook} run with-person --transport local; echo stopped; fg`;
  const { PATH, RUNBOOK_SOURCE } = process.env;
  const terminal = spawn('script', ['-qfec', line, '/dev/null'], {
    cwd: folder,
    env: { PATH, RUNBOOK_SOURCE, HOME: folder, SHELL: '/bin/sh', TERM: 'xterm', NO_COLOR: '1' },
  });
  const ended = new Promise((done) => terminal.on('close', done));
  let shown = '';
  terminal.stdout.on('data', (bytes) => {
    shown += bytes;
  });
  await expect.poll(() => shown, WAIT).toContain('[a]bort');
  terminal.stdin.write('\u001a');
  await expect.poll(() => shown.split('[a]bort').length, WAIT).toBeGreaterThan(2);
  terminal.stdin.write('y\r');
  await ended;
  expect(shown).toContain('stopped');
  expect(shown).toContain('│ pressed');
});

const WAIT = { timeout: 15_000 };
