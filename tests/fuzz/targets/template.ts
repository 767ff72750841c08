/** What stands between double accolades, and the config templates with their tags. */
import { resolveSelector } from '../../../src/plan/targets.ts';
import { FILTER_NAMES } from '../../../src/template/filters.ts';
import { namedPaths } from '../../../src/template/names.ts';
import { render } from '../../../src/template/template.ts';
import { templateContext } from '../../../src/views/context.ts';
import { small, templates } from '../../fixtures/inventories.ts';
import { mutated } from '../support/mutate.ts';
import { deterministic, expectNoLeak, expectPlaces, expectProblems } from '../support/oracles.ts';
import { blocks } from '../support/seeds.ts';
import { target } from '../support/target.ts';

const PLACE = { file: 't', line: 1, column: 1 };
const [HOST = ''] = Object.keys(small.hosts);
const CONTEXT = { ...templateContext(small, HOST), params: { a: "it's", n: '3' }, secrets: {} };
const WORDS = [
  ...FILTER_NAMES.map((name) => ` | ${name}`),
  ...['{{ host.name }}', '{{ host', '{{ params.a | sh }}', '{{ hosts }}', '{{ host.ports }}'],
  ...[
    '[0]',
    '["x"]',
    '.size',
    '.first',
    ': 1, 2',
    " == ''",
    ' and ',
    ' contains ',
    '(1..9)',
    'nil',
  ],
  ...['(1..99999999999)', '| times: 1e300', 'blank', '-}}', '{{-', '{{ "'],
];
const TAGS = [
  ...['{% for x in hosts %}', '{% endfor %}', '{% if host %}', '{% else %}', '{% endif %}'],
  ...['{% assign x = host %}', '{% for i in (1..99999999999) %}', '{% raw %}', '{% include "x" %}'],
];

function expectRendered(text: string, dialect: 'values' | 'tags'): void {
  const rendered = deterministic(() => render(text, CONTEXT, PLACE, { dialect }));
  if (rendered.ok) {
    // Written out by its author, it is a text like any other.
    if (!/object|undefined|function/.test(text)) expectNoLeak(rendered.text);
    if (!text.includes('undefined') && rendered.text.includes('undefined'))
      throw new Error('it says undefined');
    return;
  }
  expectProblems(rendered.problems);
  expectPlaces(rendered.problems, { t: text });
}

export default [
  target<string>({
    name: 'template',
    inputs: mutated(
      blocks().filter((text) => text.includes('{{')),
      WORDS,
      12,
    ),
    runs: 2500,
    check(text) {
      namedPaths(text);
      expectRendered(text, 'values');
    },
  }),
  target<string>({
    name: 'config template',
    inputs: mutated(
      templates().map(({ text }) => text),
      [...WORDS, ...TAGS],
      20,
    ),
    runs: 800,
    check: (text) => expectRendered(text, 'tags'),
  }),
  target<string>({
    name: 'selector',
    inputs: mutated(
      ['node1', 'hypervisor,node2', 'web*', 'all,!node2', ' a , b ', HOST],
      [...Object.keys(small.hosts), 'all', '!', '*', '?', ',', 'switch', '*a'],
    ),
    runs: 2000,
    check(selector) {
      const line = selector.split('\n').join(' ');
      const selected = resolveSelector(line, small, PLACE);
      if (!selected.ok) {
        expectProblems(selected.problems);
        expectPlaces(selected.problems, { t: line });
        return;
      }
      const known = { ...small.hosts, ...small.switches };
      if (!selected.hosts.every((host) => Object.hasOwn(known, host)))
        throw new Error('a stranger');
      if (new Set(selected.hosts).size < selected.hosts.length) throw new Error('a host twice');
    },
  }),
];
