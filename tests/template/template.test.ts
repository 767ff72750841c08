// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/problem/problem.ts';
import { type RenderOptions, render } from '../../src/template/template.ts';

const CONTEXT = {
  hosts: {
    node1: { address: '192.0.2.1', roles: ['web', 'db'], note: "it's here" },
    node2: { roles: [], ports: {} },
  },
  params: { 'a-b': 'x y', count: 3, flag: false, empty: '' },
  nothing: null,
  list: [{ a: 1 }, { b: 2 }],
};
const ORIGIN = { file: 'page.mdx', line: 10, column: 5 };

function text(template: string, options?: RenderOptions): string {
  const rendered = render(template, CONTEXT, ORIGIN, options);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.problems));
  return rendered.text;
}

function problems(template: string, options?: RenderOptions): readonly Problem[] {
  const rendered = render(template, CONTEXT, ORIGIN, options);
  if (rendered.ok) throw new Error(`rendered: ${rendered.text}`);
  return rendered.problems;
}

describe('what renders', () => {
  it.each([
    ['nothing special', 'nothing special'],
    ['{{ hosts.node1.address }}', '192.0.2.1'],
    ['{{ hosts["node1"].address }}:{{params.count}}', '192.0.2.1:3'],
    ['{{ params.a-b }} {{ params.flag }} [{{ params.empty }}]', 'x y false []'],
    ['{{ hosts.node1.roles | join: "," }} {{ hosts.node1.roles.first }}', 'web,db web'],
    ['{{ hosts.node1.roles.size }} {{ hosts.node1.roles[1] }}', '2 db'],
    ['echo {{ params.a-b | sh }} {{ hosts.node1.note | sh }}', "echo 'x y' 'it'\\''s here'"],
    ['{{ list | where: "a", 1 | map: "a" | join }}', '1'],
    ['{{ list | reject: "a" | map: "b" | join }}', '2'],
    ['{{ params.count | times: "2" | plus: 1 }}', '7'],
    ['{{ hosts.node1.roles | json }}', '["web","db"]'],
    ['{{ hosts.node1.address | upcase | append: "/24" }}', '192.0.2.1/24'],
    ["docker inspect -f {{ '{{.State}}' | sh }}", "docker inspect -f '{{.State}}'"],
  ])('%s', (template, expected) => {
    expect(text(template)).toBe(expected);
  });
});

describe('shell text passes through as written', () => {
  it.each([
    'echo ${FOO} ${FOO:-bar} ${#array[@]} "${array[@]}"',
    "awk '{% print %}' ; printf '%{x}' ; date +%{%",
    '{% if x %} {%- raw -%} {# comment #}',
    'f() { { echo a; } }; x=$((1 + (2)))',
    'echo "}}" } }',
    "sed -e 's/{/}/'\n\ttab\n",
  ])('%s', (template) => {
    expect(text(template)).toBe(template);
  });

  it('and so do braces beside a value', () => {
    expect(text('${X:-{{ params.count }}}')).toBe('${X:-3}');
  });
});

describe('undefined names', () => {
  it('are all reported, each at its own line and column, with the nearest name', () => {
    const found = problems('a {{ hosts.nod1.address }}\n  {{ hosts.node2.adress }} {{ param.x }}');
    expect(found).toMatchObject([
      {
        rule: 'template-undefined',
        message: '"hosts" has no "nod1"',
        place: { file: 'page.mdx', line: 10, column: 5 + 11 },
        hint: 'did you mean "node1"?',
      },
      { message: '"hosts.node2" has no "adress"', place: { line: 11, column: 5 + 17 } },
      {
        message: 'no name "param"',
        place: { line: 11, column: 5 + 30 },
        hint: 'did you mean "params"?',
      },
    ]);
  });

  it.each([
    ['a value that is null', '{{ nothing }}', 'no name "nothing"'],
    ['a place in a list', '{{ hosts.node1.roles[7] }}', '"hosts.node1.roles" has no "7"'],
    ['a name of Object.prototype', '{{ hosts.constructor }}', '"hosts" has no "constructor"'],
    ['__proto__', '{{ hosts.__proto__.x }}', '"hosts" has no "__proto__"'],
    ['an argument of a filter', '{{ params.count | plus: many }}', 'no name "many"'],
    ['a name used as a key', '{{ hosts[params.nod].address }}', '"params" has no "nod"'],
    ['a name that an item lacks', '{{ list | map: "a" | join }}', '"each item" has no "a"'],
    ['a name with a default', '{{ params.nope | default: 1 }}', '"params" has no "nope"'],
    ['a template of another language', '{{.State}}', 'no name "State"'],
  ])('%s', (_, template, message) => {
    expect(problems(template)).toMatchObject([{ message }]);
  });

  it('are explained by the caller when it knows more', () => {
    const explain = (path: readonly (string | number)[]) => `ask about ${path.join('/')}`;
    const [problem] = problems('{{ hosts.node2.address }}', { explain });
    expect(problem?.hint).toBe('ask about hosts/node2/address');
  });
});

describe('values that would print badly', () => {
  it.each([
    ['{{ hosts.node1.roles }}', 'a list of 2'],
    ['{{ hosts.node1 }}', 'an object (address, roles, note)'],
    ['{{ hosts.node1 | sh }}', 'an object (address, roles, note)'],
    ['{{ hosts.node2.ports }}', 'nothing'],
    ['{{ params.a-b | times: 2 }}', 'the text "x y", not a number'],
    ['{{ params.count | divided_by: 0 }}', 'not a finite number'],
    ['{{ params.a-b | append: hosts.node1 }}', 'an object (address, roles, note)'],
    ['{{ hosts.node2.roles | first }}', 'nothing'],
    ['{{ params.a-b | join: "," }}', 'the text "x y", not a list'],
    ['{{ list | join: "," }}', 'an object (a)'],
  ])('%s', (template, what) => {
    expect(problems(template)).toMatchObject([
      { rule: 'template-value', message: expect.stringContaining(what), place: { column: 5 } },
    ]);
  });
});

describe('templates that cannot be read', () => {
  it.each([
    ['a {{ hosts', 7, '"{{" is opened here and never closed'],
    ['{{ }}', 8, 'nothing stands between {{ and }}'],
    ['x {{ hosts.node1.address | upper }}', 5 + 27, 'there is no filter "upper"'],
    ["{{ 'now' | date: '%s' }}", 5 + 11, 'there is no filter "date"'],
    ['{{ hosts.node1.address | raw }}', 5 + 25, 'there is no filter "raw"'],
    ['{{ params.count | append }}', 5, "this template can't be read"],
  ])('%s', (template, column, message) => {
    const found = problems(template);
    expect(found).toMatchObject([
      { message: expect.stringContaining(message), place: { line: 10, column } },
    ]);
    expect(found[0]?.message).not.toMatch(/line:\d/);
  });
});

describe('with tags, for configurations', () => {
  const tags: RenderOptions = { dialect: 'tags' };

  it.each([
    ['{% for h in hosts %}{{ h[0] }};{% endfor %}', 'node1;node2;'],
    ['{% if hosts.node2.address %}yes{% else %}no{% endif %}', 'no'],
    ['{% raw %}{{ x }}{% endraw %}', '{{ x }}'],
    ['{{ hosts.node2.address | default: "none" }}', 'none'],
  ])('%s', (template, expected) => {
    expect(text(template, tags)).toBe(expected);
  });

  it('a name missing in a loop is told once, with what the thing has', () => {
    expect(
      problems('{% for i in (1..3) %}{{ hosts.node1.adress }}{% endfor %}', tags),
    ).toMatchObject([
      { message: '"hosts.node1" has no "adress"', hint: 'did you mean "address"?' },
    ]);
  });

  it.each([
    ["{% include 'x' %}", 'there is no tag "include"'],
    ["{% render 'x' %}", 'there is no tag "render"'],
    ['{% iff x %}', 'there is no tag "iff"'],
    ['{% if hosts %}', "this template can't be read"],
    ['{{ hosts.node2.address }}', '"hosts.node2" has no "address"'],
  ])('%s is refused', (template, message) => {
    expect(problems(template, tags)).toMatchObject([{ message: expect.stringContaining(message) }]);
  });
});
