/** Takes a run back: from its journal to the plan that undoes it, and on to its end. */

import { openRun, openUndo } from '../../journal/file-fs.ts';
import { findRun, type RunRecord } from '../../journal/runs-fs.ts';
import type { RunState, RunStatus } from '../../journal/state.ts';
import { askedAgain, undoSteps } from '../../journal/undo.ts';
import type { Plan } from '../../plan/model.ts';
import { resolveSelector } from '../../plan/targets.ts';
import { type UndoItem, undoItems, undoPlan } from '../../plan/undo.ts';
import { ProblemError } from '../../problem/problem.ts';
import { flag, isInteractive, text, texts } from '../command.ts';
import { Decisions } from '../decisions.ts';
import { CliError, report } from '../errors.ts';
import { carryOut, listedSteps, operatorIdentity } from '../execution.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type PlanSource, planOrThrow } from '../plan-input.ts';
import { ask } from '../prompt.ts';
import type { RecordedInvocation } from '../recording/recording.ts';
import { readRunSource } from '../run-source.ts';
import { isResumable } from '../run-view.ts';
import { readSecrets } from '../secrets.ts';
import { refuseUndecided, selected, UndoChoices } from './choice.ts';
import { completed } from './complete.ts';
import { undoLines } from './table.ts';

export interface UndoRequest {
  readonly record: RunRecord;
  /** Goes on with an undo that was begun: what it takes back was decided then. */
  readonly begun?: boolean;
  /** After a failure, without a question: what failed is undone too. */
  readonly afterFailure?: boolean;
}

/** Shows what would be undone, asks what must be asked, and does it. @throws CliError, ProblemError */
export async function undoRun(
  invocation: RecordedInvocation,
  request: UndoRequest,
): Promise<ExitCode> {
  const { options, root, terminal, version } = invocation;
  const { record } = request;
  const { state, run } = record;
  terminal.problems(record.problems);
  const source = await readRunSource(root(), record, text(options, 'runbook'));
  const preview = planOrThrow(source, state);
  const items = itemsOf(request, preview, state);
  if (items.length === 0 && !request.begun) {
    terminal.note(`${run} has nothing to undo`);
    return EXIT.ok;
  }
  const whole = undoPlan(preview, items);
  return carryOut(invocation, {
    run,
    plan: whole,
    inventory: source.inventory,
    transport: text(options, 'transport') ?? state.transport,
    prepare: async () => {
      // Read again under the locks: another process may have been at it.
      const now = findRun(invocation.stateDir, run).state;
      return prepare(invocation, request, { source, preview, now });
    },
    openJournal: (plan) => {
      const identity = operatorIdentity(version);
      if (request.begun) return openRun(record.folder, identity);
      return openUndo(record.folder, { ...identity, steps: listedSteps(plan) });
    },
  });
}

interface Found {
  readonly source: PlanSource;
  readonly preview: Plan;
  /** The run as the journal has it now. */
  readonly now: RunState;
}

async function prepare(
  invocation: RecordedInvocation,
  request: UndoRequest,
  { source, preview, now }: Found,
) {
  const { options } = invocation;
  const all = undoItems(preview, now);
  const chosen = await choose(invocation, request, itemsOf(request, preview, now), source);
  const outline = undoPlan(preview, chosen);
  const secrets = await readSecrets(source.runbook, outline, invocation);
  const withValues = undoItems(planOrThrow(source, now, secrets), now);
  const steps = withValues.filter(({ id, host }) =>
    chosen.some((one) => one.id === id && one.host === host),
  );
  const plan = completed(
    { ...outline, steps: steps.map(({ step }) => step) },
    source,
    now,
    secrets,
  );
  const part = partly(now.status);
  return {
    ...{ plan, secrets },
    decide: new Decisions(request.begun ? options : {}, plan).of,
    previous: request.begun ? undefined : reopened,
    goal: { whole: chosen.length === all.length ? ('undone' as const) : part, part },
  };
}

/** What this undo is about: all that the run did, or what an undo that was begun has listed. */
function itemsOf({ begun }: UndoRequest, plan: Plan, state: RunState): UndoItem[] {
  const items = undoItems(plan, state);
  if (!begun) return items;
  const listed = new Set(undoSteps(state).map(({ step, host }) => `${step}@${host}`));
  return items.filter(({ step }) => listed.has(`${step.id}@${step.host}`));
}

/** What an earlier undo left out is open again. */
function reopened(state: RunState): RunState {
  return { ...state, steps: state.steps.map(askedAgain) };
}

/** A run of which a part was taken back: as it ended, or given up if it had not. */
function partly(status: RunStatus): 'succeeded' | 'failed' | 'aborted' {
  return status === 'succeeded' || status === 'failed' ? status : 'aborted';
}

async function choose(
  invocation: RecordedInvocation,
  { begun, afterFailure }: UndoRequest,
  items: readonly UndoItem[],
  { inventory }: PlanSource,
): Promise<readonly UndoItem[]> {
  const { terminal, options } = invocation;
  if (begun) return items;
  const limit = texts(options, 'limit').join(',');
  const wanted = selected(
    items,
    texts(options, 'step'),
    limit ? hostsOf(limit, inventory) : undefined,
  );
  const choices = new UndoChoices(options, wanted, afterFailure);
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

/** `resume` of a run that is being taken back goes on in that direction only. @throws CliError */
export function resumeUndo(invocation: RecordedInvocation, record: RunRecord): Promise<ExitCode> {
  if (isResumable(record.state)) return undoRun(invocation, { record, begun: true });
  const { runbook, status } = record.state;
  const what = status === 'undone' ? 'was undone' : 'was taken back in part';
  throw new CliError(
    EXIT.usage,
    `${record.run} ${what}: it is not gone on with`,
    `runbook run ${runbook} starts a new run`,
  );
}

/**
 * `--on-failure undo`: takes back what the run did, when it failed. What the run ended with
 * stays its exit code.
 */
export async function undoAfterFailure(
  invocation: RecordedInvocation,
  run: string,
  code: ExitCode,
): Promise<ExitCode> {
  const { options, terminal, stateDir } = invocation;
  if (text(options, 'onFailure') !== 'undo' || code === EXIT.ok) return code;
  const record = findRun(stateDir, run);
  if (record.state.status !== 'failed') {
    terminal.note(`not undone: it did not fail, it is ${record.state.status}`);
    return code;
  }
  const sure = flag(options, 'yes');
  if (!sure && !isInteractive(invocation)) {
    terminal.note(`not undone: nobody can be asked. runbook undo ${run}`);
    return code;
  }
  terminal.note(`${terminal.colors.err.bold('undo')}: taking back what this run did`);
  await undoRun(invocation, { record, afterFailure: sure }).catch((error: unknown) => {
    report(error, terminal, false);
  });
  return code;
}
