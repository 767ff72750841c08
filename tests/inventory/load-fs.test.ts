import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadInventory, readInventoryFiles } from '../../src/inventory/load-fs.ts';
import { ProblemError } from '../../src/problem/problem.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'inventory-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

function problemsOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadInventory', () => {
  it('reads every YAML file of the folder, in the order of their names', () => {
    write('content/inventory/z.yaml', 'title: Z\n');
    write('content/inventory/hosts/a.yml', 'hosts: { node1: {} }\n');
    write('content/inventory/inventory.schema.json', '{}');
    write('content/other.yaml', 'nonsense: true\n');
    expect(readInventoryFiles(root).map(({ path }) => path)).toEqual([
      'content/inventory/hosts/a.yml',
      'content/inventory/z.yaml',
    ]);
    expect(Object.keys(loadInventory(root).inventory.hosts)).toEqual(['node1']);
  });

  it('throws all problems, with places relative to the root', () => {
    write('content/inventory/a.yaml', 'title: 5\nhosts: { node1: { site: x } }\n');
    const places = problemsOf(() => loadInventory(root)).map(({ place }) => place);
    expect(places).toEqual([
      { file: 'content/inventory/a.yaml', line: 1, column: 8 },
      { file: 'content/inventory/a.yaml', line: 2, column: 25 },
    ]);
  });

  it('says so where there is no inventory', () => {
    expect(problemsOf(() => loadInventory(root))).toMatchObject([{ rule: 'inventory-missing' }]);
  });
});
