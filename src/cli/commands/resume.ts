/** `runbook resume`: goes on with a run; what is finished isn't run again. */
import { openRun } from '../../journal/file-fs.ts';
import { findRun, listRuns, type RunRecord } from '../../journal/runs-fs.ts';
import { type Action, isInteractive, text } from '../command.ts';
import { Decisions } from '../decisions.ts';
import { CliError } from '../errors.ts';
import { carryOut, listedSteps, operatorIdentity } from '../execution.ts';
import { EXIT } from '../exit-codes.ts';
import { planOrThrow, readPlanSource } from '../plan-input.ts';
import { recorded } from '../recording/recording.ts';
import { isResumable } from '../run-view.ts';
import { readSecrets } from '../secrets.ts';

export const run: Action = recorded(async (invocation) => {
  const { args, options, terminal, env, root, stateDir, version } = invocation;
  const record = args[0] === undefined ? lastUnfinished(stateDir) : findRun(stateDir, args[0]);
  const { state } = record;
  if (state.status === 'succeeded') {
    terminal.note(`${record.run} succeeded: there is nothing to resume`);
    return EXIT.ok;
  }
  terminal.problems(record.problems);
  const source = await readPlanSource(root(), state.runbook);
  const { runbook, inventory } = source;
  const preview = planOrThrow(source, state);
  const decide = new Decisions(options, preview).of;
  return carryOut(invocation, {
    run: record.run,
    plan: preview,
    inventory,
    transport: text(options, 'transport') ?? state.transport,
    prepare: async () => {
      const interactive = isInteractive(invocation);
      const secrets = await readSecrets(runbook, preview, env, terminal, interactive);
      return { secrets, plan: planOrThrow(source, state, secrets), decide };
    },
    openJournal: (plan) =>
      openRun(record.folder, { ...operatorIdentity(version), steps: listedSteps(plan) }),
  });
});

function lastUnfinished(stateDir: string): RunRecord {
  const record = listRuns(stateDir).find(({ state }) => isResumable(state));
  if (record) return record;
  throw new CliError(EXIT.usage, 'there is no run to resume on this machine', 'runbook history');
}
