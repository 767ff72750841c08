/** Which state of the repository a page tells. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtFrom } from '../../../src/site/home/built-fs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'built-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      GIT_COMMITTER_DATE: '2026-01-02T03:04:05+01:00',
      GIT_CEILING_DIRECTORIES: tmpdir(),
    },
  });

it('a commit has its own date, so that two builds of it are the same', () => {
  writeFileSync(join(root, 'a'), '1');
  git('init');
  git('add', '.');
  git('commit', '-m', 'a');
  const built = builtFrom(root);
  expect(built).toMatchObject({ at: '2026-01-02T02:04:05.000Z', changed: false });
  expect(built.commit).toMatch(/^[\da-f]{7,}$/);

  writeFileSync(join(root, 'a'), '2');
  const later = builtFrom(root);
  expect(later).toMatchObject({ commit: built.commit, changed: true });
  expect(later.at > built.at).toBe(true);
});

it('outside of a repository there is only the day', () => {
  const built = builtFrom(root);
  expect(built).toEqual({ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), changed: false });
});
