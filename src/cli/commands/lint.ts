/** `runbook lint`: the inventory against the rules. */
import { lint, RULES } from '../../inventory/lint.ts';
import { loadInventory } from '../../inventory/load-fs.ts';
import { missingObserved } from '../../inventory/observed.ts';
import { observedFiles } from '../../inventory/observed-fs.ts';
import { byPlace, hasErrors } from '../../problem/problem.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { type Action, texts } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { countProblems, type Terminal } from '../terminal.ts';

export const run: Action = async ({ options, terminal, root }) => {
  const wanted = texts(options, 'rule');
  const known = RULES.map((rule) => rule.id);
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new CliError(EXIT.usage, `there is no rule "${unknown}"`, didYouMean(unknown, known));
  }
  if (options.rules) return explain(terminal, wanted, options.json === true);

  const loaded = loadInventory(root());
  const problems = [...missingObserved(loaded, observedFiles(root())), ...lint(loaded)]
    .filter(({ rule }) => wanted.length === 0 || wanted.includes(rule))
    .toSorted(byPlace);
  const ok = !hasErrors(problems);
  if (options.json) terminal.json({ ok, problems });
  else {
    terminal.problems(problems, 'stdout');
    terminal.note(countProblems(problems) || 'no problem found');
  }
  return ok ? EXIT.ok : EXIT.usage;
};

function explain(terminal: Terminal, wanted: readonly string[], json: boolean): 0 {
  const rules = RULES.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  if (json) {
    terminal.json({ rules });
    return EXIT.ok;
  }
  const { bold, dim } = terminal.colors.out;
  for (const rule of rules) {
    terminal.out(`${bold(rule.id)} ${dim('—')} ${rule.title}`);
    terminal.out(`  ${rule.explanation}`);
  }
  return EXIT.ok;
}
