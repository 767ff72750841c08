/** Pages → runbooks → plans. */
import { lintRunbook } from '../../../src/plan/lint-runbook.ts';
import { buildPlan } from '../../../src/plan/plan.ts';
import { answerPairs, manualItems } from '../../../src/runbook/content.ts';
import type { Runbook } from '../../../src/runbook/model.ts';
import { OPTIONS } from '../../../src/runbook/options.ts';
import { parseRunbook } from '../../../src/runbook/parse.ts';
import { small } from '../../fixtures/inventories.ts';
import { mutated } from '../support/mutate.ts';
import { deterministic, expectNoLeak, expectPlaces, expectProblems } from '../support/oracles.ts';
import { pages } from '../support/seeds.ts';
import { target } from '../support/target.ts';

const PATH = 'runbooks/page.mdx';
const WORDS = [
  ...Object.keys(OPTIONS).flatMap((name) => [` ${name}`, ` ${name}=`, ` ${name}="x y" `]),
  ...['```bash run id=a\n', '```md manual\n', '```bash verify\n', '\n```\n', '~~~', '    '],
  ...['<Tabs>', '</Tabs>', '<Aside', '/>', '{', '}', 'import x from "y"\n', 'export const a = 1\n'],
  ...[
    '{{ host.name }}',
    '{{ params.',
    '{{ secrets.x }}',
    '## ',
    '- [ ] ',
    '| a | b |\n|---|---|\n',
  ],
  ...['targets: all\n', 'params:\n', '  x: {type: string}\n', 'invariants:\n  - true\n'],
];

export default [
  target<string>({
    name: 'runbook',
    inputs: mutated(pages(), WORDS, 24),
    runs: 1500,
    check(text) {
      const parsed = parseRunbook({ path: PATH, text });
      expectPlaces(parsed, { [PATH]: text.replaceAll(/\r\n?/g, '\n') });
      if (!parsed.ok) expectProblems(parsed.problems);
      else expectPlan(parsed.runbook, text);
    },
  }),
  target<string>({
    name: 'runbook, twice',
    inputs: mutated(pages(), WORDS, 12),
    runs: 150,
    check: (text) => void deterministic(() => parseRunbook({ path: PATH, text })),
  }),
];

/** What goes to a host is text; what doesn't, is told. */
function expectPlan(runbook: Runbook, text: string): void {
  for (const block of runbook.blocks) {
    if (block.role === 'manual') manualItems(block);
    if (block.role === 'answer') answerPairs(block);
  }
  lintRunbook(runbook, small).forEach(({ message }) => {
    if (!text.includes('[object')) expectNoLeak(message);
  });
  const result = buildPlan({ runbook, inventory: small, params: {} });
  if (!result.ok) expectProblems(result.problems);
  else if (!text.includes('[object')) expectNoLeak(JSON.stringify(result.plan));
}
