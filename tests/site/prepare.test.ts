import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/problem/problem.ts';
import { SiteError } from '../../src/site/errors.ts';
import { prepare } from '../../src/site/prepare-fs.ts';

const INVENTORY = 'title: Lab\nhosts:\n  node1: { roles: [web], address: 192.0.2.1 }\n';
const RUNBOOK = `---
title: Reload
description: Reloads it.
targets: web
---

## Reload

\`\`\`bash run id=reload
ping -c1 {{ host.address }}
\`\`\`
`;
const PAGE = '---\ntitle: Home\n---\n\n{inventory.hosts.node1.address}\n';

describe('a project, before its pages are compiled', () => {
  let root: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'site-'));
    write('content/inventory/lab.yaml', INVENTORY);
    write('content/docs/index.mdx', PAGE);
    write('runbooks/reload.mdx', RUNBOOK);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const failure = (strict = true): Error => {
    try {
      prepare(root, strict);
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was wrong');
  };

  it('has its runbooks rendered, and needs neither settings nor diagrams', () => {
    const { project, menu } = prepare(root, true);
    expect(project.runbooks[0]?.blocks[0]?.variants).toEqual([
      { hosts: ['node1'], text: 'ping -c1 192.0.2.1' },
    ]);
    expect(
      menu
        .flatMap(({ items }) => items.map((item) => ('slug' in item ? item.slug : item.link)))
        .sort(),
    ).toEqual(['/inventory/', '/inventory/hosts/', 'index', 'runbooks/reload']);
  });

  it('reports what is wrong in pages, runbooks and settings at once, by place, without a stack', () => {
    write('content/docs/index.mdx', PAGE.replace('node1', 'node2'));
    write('runbooks/reload.mdx', RUNBOOK.replace('host.address', 'host.adress'));
    write('content/site.yaml', 'titel: x\n');
    const error = failure();
    expect(error).toBeInstanceOf(SiteError);
    expect(error.stack).toBe('');
    expect(error.message.match(/^\S+:\d+:\d+: error/gm)).toEqual([
      'content/docs/index.mdx:5:18: error',
      expect.stringMatching(/^content\/site\.yaml:1:\d+: error/),
      'runbooks/reload.mdx:10:18: error',
    ]);
  });

  it('reports two runbooks of the same name, in folders of their own, as the command does', () => {
    write('runbooks/web/reload.mdx', RUNBOOK.replace('id=reload', 'id=again'));
    expect(failure().message).toMatch(
      /^runbooks\/web\/reload\.mdx:1:1: error.*two runbooks are named "reload"[\s\S]*runbooks\/reload\.mdx/m,
    );
  });

  it('reports a configuration as found that is not there, at the line that names it', () => {
    const named = 'switches:\n  sw1: { observed: sw1.txt }\n';
    write('content/inventory/switches.yaml', named);
    expect(failure().message).toMatch(
      /^content\/inventory\/switches\.yaml:2:20: error: .*"sw1\.txt" \[inventory-observed\]/m,
    );
    write('content/observed/sw1.txt', 'hostname sw1\n');
    expect(prepare(root, true).problems).toEqual([]);
  });

  it('leaves drafts out of what is built, and shows them while they are written', () => {
    const draft = (text: string) => text.replace('\n---', '\ndraft: true # soon\n---');
    write('content/docs/new.mdx', draft(PAGE.replace('Home', 'Unfinished')));
    write('runbooks/try.mdx', draft(RUNBOOK));
    write(
      'content/site.yaml',
      'outage: [try]\nsidebar: [{ label: All, pages: [index, new], directory: runbooks }]\n',
    );
    const shown = (strict: boolean) => {
      const { menu, project, sources } = prepare(root, strict);
      return [
        menu[0]?.items.map(({ label }) => label),
        project.runbooks.map(({ name }) => name),
        sources.pages.length,
      ];
    };
    expect(shown(true)).toEqual([['Home', 'Reload'], ['reload'], 2]);
    expect(shown(false)[0]).toEqual(['Home', 'Unfinished', 'Reload', 'Reload']);
  });

  it('lets a development server go on with what is wrong in a page', () => {
    write('content/docs/index.mdx', PAGE.replace('node1', 'node2'));
    expect(prepare(root, false).problems).toHaveLength(1);
  });

  it('stops at an inventory that cannot be read', () => {
    write('content/inventory/lab.yaml', 'title: [\n');
    expect(failure(false)).toBeInstanceOf(ProblemError);
  });
});
