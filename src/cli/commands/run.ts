/** `runbook run`: executes a runbook, from its first step. */
import { createRun, newRunId } from '../../journal/file-fs.ts';
import { type Action, text } from '../command.ts';
import { carryOut, listedSteps, operatorIdentity } from '../execution.ts';
import { confirmHistorical } from '../historical.ts';
import { completer, planInput, planOrThrow, planWith, readPlanSource } from '../plan-input.ts';
import { recorded } from '../recording/recording.ts';
import { readSecrets } from '../secrets.ts';
import { undoAfterFailure, undoesOnFailure } from '../undo/after.ts';

export const run: Action = recorded(async (invocation) => {
  const { args, options, root, stateDir, version } = invocation;
  const source = await readPlanSource(root(), args[0] as string);
  const { runbook, inventory } = source;
  const input = planInput(options);
  // Everything is checked before a secret is asked for: nobody types one for nothing.
  const preview = planOrThrow(source, input);
  await confirmHistorical(invocation, preview);
  const transport = text(options, 'transport') ?? 'ssh';
  const id = newRunId();
  const code = await carryOut(invocation, {
    thenUndo: undoesOnFailure(options),
    run: id,
    plan: preview,
    inventory,
    transport,
    prepare: async () => {
      const secrets = await readSecrets(runbook, preview, invocation);
      const complete = completer(source, input, secrets);
      return { secrets, complete, plan: planWith(secrets, preview, source, input) };
    },
    openJournal: (plan) =>
      createRun(
        stateDir,
        {
          ...operatorIdentity(version),
          runbook: plan.runbook,
          file: plan.file,
          root: root(),
          title: plan.title,
          // As given: what follows from the inventory must be seen to change.
          params: input.params,
          selection: input.selection,
          transport,
          steps: listedSteps(plan),
        },
        id,
      ),
  });
  return undoAfterFailure(invocation, id, code);
});
