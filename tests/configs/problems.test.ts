/** What the author of a template or of the mapping reads when something is wrong. */
import { describe, expect, it } from 'vitest';
import { renderConfigs } from '../../src/configs/configs.ts';
import { formatProblem } from '../../src/problem/problem.ts';
import { small } from '../fixtures/inventories.ts';

const MAPPING = `configs:
  - name: motd
    template: motd.liquid
    for: { kind: host, role: hypervisor }
`;

function problems(mapping: string, template = 'hello {{ host.name }}\n'): string[] {
  const rendered = renderConfigs(small, [
    { path: 'content/configs/configs.yaml', text: mapping },
    { path: 'content/configs/motd.liquid', text: template },
  ]);
  return rendered.ok ? [] : rendered.problems.map(formatProblem);
}

describe('renderConfigs', () => {
  it('renders a template for each host of a role', () => {
    const rendered = renderConfigs(small, [
      { path: 'content/configs/configs.yaml', text: MAPPING },
      { path: 'content/configs/motd.liquid', text: 'hello {{ host.name }}\n' },
    ]);
    expect(rendered).toMatchObject({
      ok: true,
      files: [
        { path: 'content/configs/rendered/node-a/motd', text: 'hello node-a\n', lang: 'txt' },
        { path: 'content/configs/rendered/node-b/motd', text: 'hello node-b\n' },
      ],
    });
  });

  it('gives no device the carriage returns of a template that was edited on Windows', () => {
    const rendered = renderConfigs(small, [
      { path: 'content/configs/configs.yaml', text: MAPPING.replaceAll('\n', '\r\n') },
      { path: 'content/configs/motd.liquid', text: 'hello {{ host.name }}\r\n\r\nbye\r\n' },
    ]);
    expect(rendered).toMatchObject({ ok: true, files: [{ text: 'hello node-a\n\nbye\n' }, {}] });
  });

  it('has nothing to do without a mapping', () => {
    expect(renderConfigs(small, [])).toEqual({ ok: true, files: [] });
  });

  it.each([
    {
      what: 'a typo in a template, once and not for each device',
      template: 'hello\n  {{ host.nmae }}\n',
      wanted: [
        /^content\/configs\/motd\.liquid:2:11: error: "host" has no "nmae".*node-a[\s\S]*did you mean "name"/,
      ],
    },
    {
      what: 'a template that cannot be read',
      template: '{% for nic in network.nics %}\n',
      wanted: [/^content\/configs\/motd\.liquid:1:\d+: error: /],
    },
    {
      what: 'a role that nobody has',
      mapping: MAPPING.replace('hypervisor', 'hypervizor'),
      wanted: [
        /^content\/configs\/configs\.yaml:2:5: error: nothing in the inventory gets[\s\S]*hypervizor/,
      ],
    },
    {
      what: 'a template that is not there',
      mapping: MAPPING.replace('motd.liquid', 'mot.liquid'),
      wanted: [
        /^content\/configs\/configs\.yaml:3:15: error: there is no template "mot\.liquid"[\s\S]*motd/,
      ],
    },
    {
      what: 'an unknown kind',
      mapping: MAPPING.replace('kind: host', 'kind: hots'),
      wanted: [/^content\/configs\/configs\.yaml:4:\d+: error: configs\[0\]\.for\.kind should be /],
    },
    {
      what: 'an entry that lacks something, and has something else',
      mapping: 'configs:\n  - template: motd.liquid\n    role: x\n    for: { kind: host }\n',
      wanted: [
        /^content\/configs\/configs\.yaml:2:5: error: configs\[0\] has no "name": a text/,
        /^content\/configs\/configs\.yaml:2:5: error: configs\[0\] doesn't know "role"/,
      ],
    },
    {
      what: 'aliases without end, as of any other mistake',
      mapping: `a: &a [${'x,'.repeat(9)}]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]\n`).join('')}configs: []\n`,
      wanted: [/the mapping doesn't know "a", "b"/],
    },
    {
      what: 'a mapping of another shape',
      mapping: '- motd.liquid\n',
      wanted: [/^content\/configs\/configs\.yaml:1:1: error: the mapping should be a mapping/],
    },
    {
      what: 'YAML that is not YAML',
      mapping: 'configs: [',
      wanted: [/^content\/configs\/configs\.yaml:1:\d+: error: /],
    },
    {
      what: 'two configs of one name',
      mapping: MAPPING + MAPPING.replace('configs:\n', ''),
      wanted: [/two configs would be written to content\/configs\/rendered\/node-a\/motd/],
    },
  ])('tells of $what', ({ mapping = MAPPING, template, wanted }) => {
    const found = problems(mapping, template);
    expect(found).toHaveLength(wanted.length);
    expect(found.join('\n')).not.toMatch(/undefined$|\[object|Invalid input/m);
    for (const [index, pattern] of wanted.entries()) expect(found[index]).toMatch(pattern);
  });
});
