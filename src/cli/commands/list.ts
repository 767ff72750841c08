/** `runbook list`: names, targets and titles. Reads only the heads of the files. */
import { listRunbooks, type RunbookSummary } from '../../runbook/list-fs.ts';
import { type Action, flag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { tableLines } from '../table.ts';

function title({ title: text, name, historical, broken }: RunbookSummary): string {
  if (broken) return `can't be read: runbook validate ${name}`;
  return historical ? `${text} (historical)` : text;
}

export const run: Action = async ({ options, terminal, root }) => {
  const runbooks = listRunbooks(root());
  if (flag(options, 'json')) {
    terminal.json({ runbooks });
    return EXIT.ok;
  }
  const { out } = terminal.colors;
  const rows = runbooks.map((runbook) => [out.cyan(runbook.name), runbook.targets, title(runbook)]);
  if (rows.length === 0) {
    terminal.note('no runbook yet: add one as runbooks/<name>.mdx');
    return EXIT.ok;
  }
  const columns = [{ label: 'RUNBOOK' }, { label: 'TARGETS' }, { label: 'TITLE' }];
  const width = terminal.streams.stdout.isTTY ? terminal.columns : undefined;
  for (const line of tableLines(columns, rows, out.dim, width)) terminal.out(line);
  return EXIT.ok;
};
