/** A procedure that is kept for the record is run only on purpose. */
import type { Plan } from '../plan/model.ts';
import { flag, type Invocation, isInteractive } from './command.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { ask } from './prompt.ts';

/** @throws CliError unless it isn't historical, or is confirmed */
export async function confirmHistorical(invocation: Invocation, plan: Plan): Promise<void> {
  const { terminal, options } = invocation;
  if (!plan.historical || flag(options, 'yes')) return;
  const question = `${plan.runbook} is historical: it is kept for the record. Run it all the same?`;
  const answer = isInteractive(invocation)
    ? await ask(terminal, question, [
        { key: 'y', label: 'yes', value: 'yes' },
        { key: 'n', label: 'no', value: 'no' },
      ])
    : undefined;
  if (answer === 'yes') return;
  throw new CliError(
    answer === 'no' ? EXIT.failed : EXIT.usage,
    `${plan.runbook} is historical: nothing was run`,
    '--yes runs it',
  );
}
