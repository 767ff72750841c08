import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { findSources, readSource, readSources } from '../../src/problem/source-fs.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'source-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (path: string) => join(root, path);

describe('findSources', () => {
  it('leaves out folders, even those that are named like files', () => {
    mkdirSync(at('b.yaml'));
    writeFileSync(at('b.yaml/a.yaml'), '');
    writeFileSync(at('a.yaml'), '');
    expect(findSources(root, ['**/*.yaml'])).toEqual(['a.yaml', 'b.yaml/a.yaml']);
  });

  it.each([
    ['.', 'tests/problem/source-fs.test.ts'],
    ['tests/', 'problem/source-fs.test.ts'],
    ['./tests', 'problem/source-fs.test.ts'],
  ])('takes a relative root: %s', (from, found) => {
    expect(findSources(from, ['{tests/problem,problem}/source-fs.test.ts'])).toContain(found);
  });
});

describe('readSource', () => {
  it('reads UTF-8, and drops the mark at its beginning', () => {
    writeFileSync(at('x'), '\ufefftitle: "Élan\u00a0: 😀"\r\n\tx\n');
    expect(readSource(root, 'x')).toEqual({
      ok: true,
      file: { path: 'x', text: 'title: "Élan\u00a0: 😀"\r\n\tx\n' },
    });
  });

  const unreadable: [string, (path: string) => void, string][] = [
    ['a folder', (path) => mkdirSync(path), 'not a file'],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'not a file'],
    ['a dangling link', (path) => symlinkSync('nowhere', path), 'does not exist'],
    ['a link to itself', (path) => symlinkSync('x', path), 'leads back to itself'],
  ];
  it.each(unreadable)('refuses %s at once', (_what, make, reason) => {
    make(at('x'));
    expect(readSource(root, 'x')).toMatchObject({
      ok: false,
      problems: [
        {
          rule: 'source-unreadable',
          message: expect.stringContaining(reason),
          place: { file: 'x', line: 1, column: 1 },
          hint: expect.any(String),
        },
      ],
    });
  });

  const wrong: [string, Buffer, string, number, number][] = [
    ['Latin-1', Buffer.from('a: b\ncaf\xe9: 1\n', 'latin1'), 'source-encoding', 2, 4],
    ['UTF-16', Buffer.from('\ufeffa: b', 'utf16le'), 'source-encoding', 1, 1],
    ['a cut character', Buffer.from([0x61, 0xc3]), 'source-encoding', 1, 2],
    ['NUL', Buffer.from('é\nab\0c'), 'source-control', 2, 3],
    ['an escape sequence', Buffer.from('\u001b[31m'), 'source-control', 1, 1],
  ];
  it.each(wrong)('names the place of %s', (_what, bytes, rule, line, column) => {
    writeFileSync(at('x'), bytes);
    expect(readSource(root, 'x')).toMatchObject({
      ok: false,
      problems: [{ rule, place: { file: 'x', line, column }, hint: expect.any(String) }],
    });
  });
});

describe('readSources', () => {
  it('throws what is wrong with every file', () => {
    writeFileSync(at('good'), 'x');
    mkdirSync(at('folder'));
    expect(readSources(root, ['good'])).toEqual([{ path: 'good', text: 'x' }]);
    const read = () => readSources(root, ['folder', 'good', 'missing']);
    expect(read).toThrow(ProblemError);
    expect(read).toThrow(/folder:1:1[\s\S]*missing:1:1/);
  });
});
