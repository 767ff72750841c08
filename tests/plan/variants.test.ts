import { describe, expect, it } from 'vitest';
import { blockVariants } from '../../src/plan/variants.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { fence, INVENTORY, page, runbook } from './support.ts';

function variants(head: string, ...blocks: readonly string[]) {
  const book = runbook(page(head, blocks.join('\n')));
  return book.blocks.map((block) => blockVariants(block, book, INVENTORY));
}

describe('the texts of a block', () => {
  it('are grouped by targets that read alike, with the targets of its step', () => {
    const blocks = [
      fence('bash run id=a on=web,db', 'true'),
      fence('bash check', 'echo {{ host.roles[0] }}'),
    ];
    expect(variants('targets: sw1', ...blocks)).toEqual([
      [{ hosts: ['web1', 'web2', 'db1'], text: 'true' }],
      [
        { hosts: ['web1', 'web2'], text: 'echo web' },
        { hosts: ['db1'], text: 'echo db' },
      ],
    ]);
  });

  it('show defaults, and names where there is no value', () => {
    const head = 'targets: web1\nparams:\n  p: {}\n  q: { default: 5 }\nsecrets:\n  pw:';
    const block = fence(
      'bash run id=a',
      'echo {{ params.p }} {{ params.q }} {{ secrets.pw | sh }}',
    );
    expect(variants(head, block)).toEqual([
      [{ hosts: ['web1'], text: "echo ‹p› 5 '‹secret:pw›'" }],
    ]);
  });

  it('take an example where a parameter names a thing of the inventory', () => {
    const head = 'targets: web1\nparams:\n  node: { type: host }';
    const block = fence('bash run id=a', 'ping {{ hosts[params.node].address }}');
    expect(variants(head, block)).toEqual([[{ hosts: ['web1'], text: 'ping 192.0.2.11' }]]);
  });

  it('have the path of a file', () => {
    const block = fence('text put="/etc/{{ host.name }}" id=a', 'same');
    expect(variants('targets: web', block)).toEqual([
      [
        { hosts: ['web1'], text: 'same', path: '/etc/web1' },
        { hosts: ['web2'], text: 'same', path: '/etc/web2' },
      ],
    ]);
  });

  it.each([
    ['a name that is not there', 'targets: web', fence('bash run id=a', '{{ host.nmae }}'), 9],
    ['a target that is not there', 'targets: wbe', fence('bash run id=a', 'true'), 3],
  ])('%s is a problem with its place', (_, head, block, line) => {
    const failed = () => variants(head, block);
    expect(failed).toThrow(ProblemError);
    expect(failed).toThrow(`runbooks/test.mdx:${line}:`);
  });
});
