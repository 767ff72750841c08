/** `runbook validate`: does each runbook parse, and render for each of its targets? */
import { loadInventory } from '../../inventory/load-fs.ts';
import { lintRunbook } from '../../plan/lint-runbook.ts';
import { hasErrors, type Problem, ProblemError } from '../../problem/problem.ts';
import { loadRunbook, loadRunbooks } from '../../runbook/load-fs.ts';
import type { Runbook } from '../../runbook/model.ts';
import type { Action } from '../command.ts';
import { loadConfigs } from '../configs-fs.ts';
import { EXIT } from '../exit-codes.ts';
import { countProblems } from '../terminal.ts';
import { count } from '../text.ts';

export const run: Action = async ({ args, options, terminal, root }) => {
  const { inventory } = loadInventory(root());
  const { runbooks, problems: unreadable } = load(root(), args);
  const configs = await loadConfigs(root(), inventory, runbooks);
  const problems = [
    ...unreadable,
    ...runbooks.flatMap((runbook) => lintRunbook(runbook, inventory, configs)),
  ];
  const ok = !hasErrors(problems);
  if (options.json) {
    terminal.json({ ok, runbooks: runbooks.map(({ name }) => name), problems });
  } else {
    terminal.problems(problems, 'stdout');
    const found = countProblems(problems) || 'no problem found';
    terminal.note(`${count(runbooks.length, 'runbook')} read: ${found}`);
  }
  return ok ? EXIT.ok : EXIT.usage;
};

/** The named runbooks, or all; with the problems of those that can't be read. */
function load(
  root: string,
  names: readonly string[],
): { runbooks: readonly Runbook[]; problems: readonly Problem[] } {
  if (names.length === 0) return loadRunbooks(root);
  const runbooks: Runbook[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    try {
      runbooks.push(loadRunbook(root, name));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  return { runbooks, problems };
}
