/** `runbook resume`: goes on with a run; what is finished isn't run again. */
import { readBlocks } from '../../journal/blocks-fs.ts';
import { openRun } from '../../journal/file-fs.ts';
import { findRun, listRuns, type RunRecord } from '../../journal/runs-fs.ts';
import { undoSteps } from '../../journal/undo.ts';
import type { Plan } from '../../plan/model.ts';
import { ProblemError } from '../../problem/problem.ts';
import { type Action, text } from '../command.ts';
import { Decisions } from '../decisions.ts';
import { CliError } from '../errors.ts';
import { carryOut, listedSteps, operatorIdentity, type Prepared } from '../execution.ts';
import { EXIT } from '../exit-codes.ts';
import { completer, type PlanSource, planOrThrow, planWith } from '../plan-input.ts';
import { type RecordedInvocation, recorded } from '../recording/recording.ts';
import { review } from '../resume-review.ts';
import { inProjectOf, readRunSource } from '../run-source.ts';
import { isResumable } from '../run-view.ts';
import { readSecrets } from '../secrets.ts';
import { resumeUndo, undoAfterFailure, undoesOnFailure } from '../undo/after.ts';

export const run: Action = recorded(async (given) => {
  const { args, options, terminal, stateDir, version } = given;
  const record = args[0] === undefined ? lastUnfinished(stateDir) : findRun(stateDir, args[0]);
  // Before anything is asked: nothing may be built on it.
  if (record.damage) throw new ProblemError([record.damage]);
  const { state } = record;
  if (state.status === 'succeeded') {
    terminal.note(`${record.run} succeeded: there is nothing to resume`);
    return EXIT.ok;
  }
  if (state.status === 'undone' || undoSteps(state).length > 0) return resumeUndo(given, record);
  const invocation = inProjectOf(record, given);
  terminal.problems(record.problems);
  const source = await readRunSource(invocation.root(), record, text(options, 'runbook'));
  const preview = planOrThrow(source, state);
  const decisions = new Decisions(options, preview);
  const code = await carryOut(invocation, {
    thenUndo: undoesOnFailure(options),
    run: record.run,
    plan: preview,
    inventory: source.inventory,
    transport: text(options, 'transport') ?? state.transport,
    // Under the locks: the run stays as it is found here.
    prepare: () => prepare(invocation, findRun(stateDir, record.run), source, preview, decisions),
    openJournal: (plan) =>
      openRun(record.folder, { ...operatorIdentity(version), steps: listedSteps(plan) }),
  });
  return undoAfterFailure(invocation, record.run, code);
});

async function prepare(
  invocation: RecordedInvocation,
  { run: id, folder, state }: RunRecord,
  source: PlanSource,
  plan: Plan,
  decisions: Decisions,
): Promise<Prepared> {
  await review(invocation, { run: id, plan, state, decisions, meant: readBlocks(folder) });
  const secrets = await readSecrets(source.runbook, plan, invocation);
  const complete = completer(source, state, secrets);
  const ready = planWith(secrets, plan, source, state);
  return { secrets, complete, plan: ready, decide: decisions.of };
}

function lastUnfinished(stateDir: string): RunRecord {
  const record = listRuns(stateDir).find(
    // Who gave a run up doesn't mean it when no run is named.
    ({ state }) => isResumable(state) && state.status !== 'aborted',
  );
  if (record) return record;
  throw new CliError(EXIT.usage, 'there is no run to resume on this machine', 'runbook history');
}
