import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { listRunbooks } from '../../src/runbook/list-fs.ts';
import { loadRunbook, loadRunbooks } from '../../src/runbook/load-fs.ts';

const STEP = '\n## One\n\n```bash run id=a on=web\ntrue\n```\n';
const FILES: Readonly<Record<string, string>> = {
  'zeta.mdx': `---\ntitle: Last\ndescription: d\ntargets: web\nhistorical: true\n---\n${STEP}`,
  'deep/alpha.mdx': `---\r\ntitle: 'First: quoted'\r\n---\r\n${STEP}`,
  'long.mdx': `---\ntitle: Long\nparams:\n${'  # filler\n'.repeat(800)}---\n${STEP}`,
  'broken.mdx': `---\ntitle: [x\n---\n${STEP}`,
  'headless.mdx': STEP,
  'index.mdx': '---\ntitle: A page about them\n---\n',
  'notes.txt': 'not a runbook',
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'runbooks-test-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, 'runbooks', file)), { recursive: true });
    writeFileSync(join(root, 'runbooks', file), text);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

function problemsOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

it('takes the path of a file through a link to the project, and from one', () => {
  const link = `${root}-link`;
  symlinkSync(root, link);
  try {
    expect(loadRunbook(root, join(link, 'runbooks/long.mdx')).file).toBe('runbooks/long.mdx');
    expect(loadRunbook(link, join(root, 'runbooks/long.mdx')).file).toBe('runbooks/long.mdx');
  } finally {
    rmSync(link);
  }
});

describe('the list', () => {
  it('has every runbook with what its head says, broken ones too', () => {
    const rows = listRunbooks(root).map(({ name, title, targets, historical, broken }) => [
      name,
      title,
      targets,
      historical,
      broken,
    ]);
    expect(rows).toEqual([
      ['broken', 'broken', '', false, true],
      ['alpha', 'First: quoted', '', false, false],
      ['headless', 'headless', '', false, true],
      ['long', 'Long', '', false, false],
      ['zeta', 'Last', 'web', true, false],
    ]);
  });

  it('is empty where there is no folder', () => {
    expect(listRunbooks(join(root, 'nowhere'))).toEqual([]);
  });
});

describe('loading all', () => {
  it('gives those that can be read, and the problems of the others', () => {
    const { runbooks, problems } = loadRunbooks(root);
    expect(runbooks.map(({ name }) => name)).toEqual(['alpha', 'long', 'zeta']);
    expect(problems.map(({ place }) => place?.file)).toEqual([
      'runbooks/broken.mdx',
      'runbooks/headless.mdx',
    ]);
  });

  it('refuses two of one name', () => {
    const twin = join(root, 'runbooks/deep/zeta.mdx');
    writeFileSync(twin, FILES['zeta.mdx'] as string);
    expect(loadRunbooks(root).problems).toContainEqual(
      expect.objectContaining({ rule: 'runbook-name' }),
    );
    expect(problemsOf(() => loadRunbook(root, 'zeta'))).toContain('two runbooks are named "zeta"');
    rmSync(twin);
  });
});

describe('loading one', () => {
  it.each(['zeta', 'runbooks/zeta.mdx'])('%s', (name) => {
    expect(loadRunbook(root, name)).toMatchObject({ name: 'zeta', file: 'runbooks/zeta.mdx' });
  });

  it('by a path from elsewhere', () => {
    expect(loadRunbook(root, join(root, 'runbooks/deep/alpha.mdx')).file).toBe(
      'runbooks/deep/alpha.mdx',
    );
  });

  it.each([
    ['zetta', 'did you mean "zeta"?'],
    ['/etc/passwd.mdx', 'there is no runbook'],
    ['broken', 'runbooks/broken.mdx:2:'],
  ])('%s fails with what to do', (name, text) => {
    expect(problemsOf(() => loadRunbook(root, name))).toContain(text);
  });
});
