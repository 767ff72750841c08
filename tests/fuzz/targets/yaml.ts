/** YAML: the inventory, and the heads of the pages. */
import { lint } from '../../../src/inventory/lint.ts';
import { parseInventory } from '../../../src/inventory/parse.ts';
import { parseFrontmatter } from '../../../src/runbook/frontmatter.ts';
import { mutated } from '../support/mutate.ts';
import { deterministic, expectPlaces, expectProblems } from '../support/oracles.ts';
import { heads, texts } from '../support/seeds.ts';
import { target } from '../support/target.ts';

const FILE = 'content/inventory/site.yaml';
const HEAD = 'runbooks/page.mdx';
const WORDS = [
  ...['&a ', '*a', '<<: *a', '!!binary ', '!!set', '? ', '|-\n', '>+2\n', '- ', ': ', '{a: b}'],
  ...['[a, b]', '"\\x41"', "'", '# ', '%YAML 1.1\n', '...\n', '---\n', '~', 'yes', '2001-01-01'],
  ...['&a [*a, *a]', '&a {<<: *a}', 'title: x\n', 'targets: all\n', 'order: by-host\n', '  x:\n'],
  ...['hosts:\n', 'switches:\n', 'vlans:\n', '  node1: {}\n', 'address: 300.1.1.1', '10.0.0.0/33'],
];

export default [
  target<string>({
    name: 'inventory',
    inputs: mutated(
      texts('tests/fixtures/inventory-small/content/inventory/*.yaml', 'content/inventory/*.yaml'),
      WORDS,
      60,
    ),
    runs: 700,
    check(text) {
      const parsed = parseInventory([{ path: FILE, text }]);
      if (parsed.ok) expectPlaces(lint(parsed.loaded), { [FILE]: text });
      else {
        expectProblems(parsed.problems);
        expectPlaces(parsed.problems, { [FILE]: text });
      }
    },
  }),
  target<string>({
    name: 'frontmatter',
    inputs: mutated(heads(), WORDS),
    runs: 1500,
    check(text) {
      const start = { file: HEAD, line: 1, column: 1 };
      const read = () => parseFrontmatter(text, start);
      // How deep the parser gets before the stack overflows depends on what is on it.
      const parsed = text.length > 5000 ? read() : deterministic(read);
      expectPlaces(parsed, { [HEAD]: text });
      if (!parsed.ok) expectProblems(parsed.problems);
    },
  }),
];
