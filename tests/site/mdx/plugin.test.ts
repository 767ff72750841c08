import { pathToFileURL } from 'node:url';
import { mdxToJs } from 'satteri';
import { describe, expect, it } from 'vitest';
import { pagePlugin } from '../../../src/site/mdx/plugin.ts';
import type { SiteRunbook } from '../../../src/site/runbooks.ts';
import { templateContext } from '../../../src/views/context.ts';
import { project } from '../support/project.ts';

const RUNBOOK: SiteRunbook = {
  ...{ name: 'x', file: 'runbooks/x.mdx', title: 'X', description: '', targets: 'web' },
  ...{ hosts: ['node1', 'node2'], order: 'by-step', historical: false, params: [], secrets: [] },
  invariants: [],
  steps: [
    {
      ...{ id: 'a', title: 'A', number: 1, line: 1, hosts: ['node1', 'node2'], kind: 'writes' },
      ...{ version: '0', roles: ['put'], sudo: false, reboots: false },
    },
  ],
  ...{ planHash: '', findings: [], runs: {} },
  blocks: [
    {
      ...{ role: 'put', lang: 'ini', options: {}, step: 'a', line: 3 },
      variants: [
        { hosts: ['node1'], text: 'one {1}\n\ttab', path: '/etc/a' },
        { hosts: ['node2'], text: 'two' },
      ],
    },
  ],
};

async function compiled(text: string, file = 'content/docs/x.mdx'): Promise<string> {
  const sources = project({ runbooks: [RUNBOOK] });
  const context = templateContext(sources.inventory);
  const { code } = await mdxToJs(text, {
    mdastPlugins: [pagePlugin('/site', () => ({ project: sources, context }))],
    fileURL: pathToFileURL(`/site/${file}`),
  });
  return code;
}

describe('a page', () => {
  it.each([
    ['a value as text', 'at {inventory.hosts.node1.address}', '192.0.2.1'],
    [
      'another expression with its place',
      '\n\na {f(inventory.hosts)}',
      'located({ file: content/docs/x.mdx, line: 3, column: 3 }, () => f(inventory.hosts))',
    ],
    ['a config as code', '<Config file="node1/interfaces" />', 'auto br0\\niface br0'],
    ['no-break spaces', 'oui !', 'oui\u202F!'],
  ])('has %s', async (_, text, expected) => {
    const code = (await compiled(text)).replaceAll('"', '').replace(/[ \n]+/g, ' ');
    expect(code).toContain(expected);
  });

  it('leaves its code and other components alone', async () => {
    const code = await compiled('`a : {b}`\n\n<Table view="hosts" />\n\n```bash\nls ; echo\n```');
    expect(code).toContain('a : {b}');
    expect(code).toContain('ls ; echo');
    expect(code).toMatch(/_jsx\(Table, \{ view: "hosts" \}\)/);
  });

  it('has no link in a link', async () => {
    const code = await compiled('(<a href="https://x.org/a">https://x.org/a</a>)');
    expect(code.match(/https:\/\/x\.org\/a/g)).toHaveLength(2);
  });
});

describe('a page of a runbook', () => {
  it('has a header, and its blocks with the text of each host', async () => {
    const code = await compiled(
      '## A\n\n```ini put=/etc/a id=a\n{{ host.name }}\n```\n\n```sh\nls\n```',
      'runbooks/x.mdx',
    );
    expect(code).toMatch(/_RunbookHeader, \{ name: "x" \}/);
    expect(code).toContain('one {1}\\n\ttab');
    expect(code).toContain('two');
    expect(code).toContain('ls');
    expect(code).not.toContain('host.name');
    expect(code.match(/_jsxs?\(_StepText/g)).toHaveLength(2);
  });
});
