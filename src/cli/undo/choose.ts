/** Shows what would be undone, and has the operator decide what no flag has. */
import { resolveSelector } from '../../plan/targets.ts';
import type { UndoItem } from '../../plan/undo.ts';
import { ProblemError } from '../../problem/problem.ts';
import { flag, isInteractive, texts } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { PlanSource } from '../plan-input.ts';
import { ask } from '../prompt.ts';
import { jsonEvent, type RecordedInvocation } from '../recording/recording.ts';
import { refuseUndecided, selected, UndoChoices } from './choice.ts';
import { undoPlanned } from './planned-event.ts';
import { undoLines } from './table.ts';
import type { UndoRequest } from './undoing.ts';

/** @returns the items that are undone, in their order @throws CliError when none is, or one can't be asked about */
export async function choose(
  invocation: RecordedInvocation,
  { begun, afterFailure, record }: UndoRequest,
  items: readonly UndoItem[],
  { inventory, runbook }: PlanSource,
): Promise<readonly UndoItem[]> {
  const { terminal, options } = invocation;
  const tell = (found: readonly UndoItem[], choices?: UndoChoices): void => {
    if (flag(options, 'json'))
      jsonEvent(terminal, undoPlanned(record.run, runbook.name, found, choices));
  };
  if (begun) {
    tell(items);
    return items;
  }
  // After a failure, the options are those of the run: they say nothing about its undo.
  const given = afterFailure ? {} : options;
  const limit = texts(given, 'limit').join(',');
  const wanted = selected(
    items,
    texts(given, 'step').flatMap((ids) => ids.split(',')),
    limit ? hostsOf(limit, inventory) : undefined,
  );
  const choices = new UndoChoices(given, wanted, afterFailure);
  tell(wanted, choices);
  for (const line of undoLines(wanted, choices, terminal.colors.err)) terminal.note(line);
  if (!isInteractive(invocation)) refuseUndecided(wanted, choices);
  const chosen: UndoItem[] = [];
  for (const item of wanted) {
    if (await isWanted(invocation, item, choices)) chosen.push(item);
  }
  if (chosen.length > 0) return chosen;
  throw new CliError(EXIT.ok, 'nothing is left to undo');
}

async function isWanted(
  invocation: RecordedInvocation,
  item: UndoItem,
  choices: UndoChoices,
): Promise<boolean> {
  if (choices.isLeft(item)) return false;
  if (choices.open(item) !== 'doubt') return true;
  const question = `${item.id} on ${item.host}: ${item.doubt}. Undo it too?`;
  const answer = await ask(invocation.terminal, question, [
    { key: 'y', label: 'yes', value: 'yes' },
    { key: 's', label: 'skip', value: 'skip' },
    { key: 'a', label: 'abort', value: 'abort' },
  ]);
  if (answer === 'yes' || answer === 'skip') return answer === 'yes';
  throw new CliError(EXIT.failed, 'given up: nothing was undone');
}

/** @throws ProblemError on a name that the inventory hasn't */
function hostsOf(limit: string, inventory: PlanSource['inventory']): readonly string[] {
  const found = resolveSelector(limit, inventory, undefined);
  if (!found.ok) throw new ProblemError(found.problems);
  return found.hosts;
}
