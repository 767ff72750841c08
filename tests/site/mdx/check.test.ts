import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../src/problem/problem.ts';
import { checkPages } from '../../../src/site/mdx/check-pages.ts';
import { project } from '../support/project.ts';

function problems(text: string): string[] {
  return checkPages([{ path: 'content/docs/x.mdx', text }], project()).map(formatProblem);
}

describe('names in a page', () => {
  it.each([
    ['{inventory.hosts.node1.address}'],
    ['<Table view="hosts" />'],
    ['<Table view="interfaces" device="node1" />'],
    ['<Diagram name="physical" />'],
    ['<Config file="node1/interfaces" section="br0" />'],
    ['<Observed file="switch1.txt" section="Gi0/1" />'],
    ['`{inventory.hosts.nobody}` is code'],
    ['{inventory.cables.map((cable) => cable.a).join(", ")}'],
  ])('accepts %s', (text) => {
    expect(problems(text)).toEqual([]);
  });

  it.each([
    ['Adresse : {inventory.hosts.node1.adress}', '1:34', 'no "hosts.node1.adress"', 'address'],
    [
      '{inventory.hosts.node2.address}',
      '1:24',
      'no "hosts.node2.address"',
      'nobody has looked yet',
    ],
    ['a\n\n<Table view="host" />', '3:14', 'no table named "host"', 'hosts'],
    ['<Table view="interfaces" device="nod1" />', '1:34', 'nod1', 'node1'],
    ['<Diagram name="phisical" />', '1:16', 'no diagram named "phisical"', 'physical'],
    ['<Config file="node1/interface" />', '1:15', 'no config named', 'node1/interfaces'],
    ['<Config file="node1/interfaces" section="br9" />', '1:42', 'no section "br9"', 'section'],
    ['<Observed file="switch.txt" />', '1:17', 'no observed file', 'switch1.txt'],
    ['<Table view="hosts" caption={inventory.host} />', '1:40', 'no "host"', 'hosts'],
    ['<Table view="hosts" devise="node1" />', '1:21', 'no attribute "devise"', 'device'],
    ['{inventory.hosts.node1}', '1:2', 'not a value', 'inventory.hosts.node1'],
    ['export const a = inventory.titel;', '1:28', 'no "titel"', 'title'],
  ])('%s', (text, place, message, hint) => {
    const [problem, ...more] = problems(text);
    expect(more).toEqual([]);
    expect(problem).toContain(`content/docs/x.mdx:${place}: error:`);
    expect(problem).toContain(message);
    expect(problem?.split('hint:')[1]).toContain(hint);
  });

  it('reports every problem of a page, in order', () => {
    expect(problems('{inventory.a}\n\n{inventory.b}\n\n<Diagram name="c" />')).toHaveLength(3);
  });

  it('places what is not MDX at all', () => {
    expect(problems('---\ntitle: x\n---\n\ntext {oops\n')[0]).toMatch(
      /x\.mdx:[56]:\d+: error: this isn't valid MDX/,
    );
  });
});
