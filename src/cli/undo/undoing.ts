/** Takes a run back: from its journal to the plan that undoes it, and on to its end. */
import { openRun, openUndo } from '../../journal/file-fs.ts';
import { findRun, type RunRecord } from '../../journal/runs-fs.ts';
import type { RunState, RunStatus } from '../../journal/state.ts';
import { askedAgain, undoSteps } from '../../journal/undo.ts';
import type { Plan } from '../../plan/model.ts';
import { type UndoItem, undoItems, undoPlan } from '../../plan/undo.ts';
import { text } from '../command.ts';
import { Decisions } from '../decisions.ts';
import { carryOut, listedSteps, operatorIdentity } from '../execution.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type PlanSource, planOrThrow } from '../plan-input.ts';
import type { RecordedInvocation } from '../recording/recording.ts';
import { inProjectOf, readRunSource } from '../run-source.ts';
import { readSecrets } from '../secrets.ts';
import { choose } from './choose.ts';
import { completed } from './complete.ts';

export interface UndoRequest {
  readonly record: RunRecord;
  /** Goes on with an undo that was begun: what it takes back was decided then. */
  readonly begun?: boolean;
  /** After a failure, without a question: what failed is undone too. */
  readonly afterFailure?: boolean;
}

/** Shows what would be undone, asks what must be asked, and does it. @throws CliError, ProblemError */
export async function undoRun(given: RecordedInvocation, request: UndoRequest): Promise<ExitCode> {
  const { record } = request;
  const invocation = inProjectOf(record, given);
  const { options, root, terminal, version } = invocation;
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
  const withValues = planOrThrow(source, now, secrets);
  const items = undoItems(withValues, now).filter(({ id, host }) =>
    chosen.some((one) => one.id === id && one.host === host),
  );
  const ready = { ...undoPlan(withValues, items), secrets: outline.secrets };
  const plan = completed(ready, source, now, secrets);
  const part = partly(now.beforeUndo ?? now.status);
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
