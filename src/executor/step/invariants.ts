/** What must hold around each changing step: the runbook's invariants, in their order. */
import type { PlannedCommand } from '../../plan/model.ts';
import type { ExecEnd } from '../../transports/transport.ts';
import { announce, failed, interrupted, type Outcome, type StepContext } from '../context.ts';
import { type Failure, failureOf } from './failure.ts';
import { probe, tryProbe } from './probes.ts';

/** `held`: the context to go on with, whose invariants are those that must hold afterwards. */
export type Before =
  | { readonly kind: 'held'; readonly context: StepContext }
  | { readonly kind: 'stop'; readonly outcome: Outcome };

/**
 * Before an action: all must exit 0, or the step isn't begun. What takes a run back begins
 * all the same, it may be the way to put things right; it must break nothing that held.
 * @throws ConnectError
 */
export async function holding(context: StepContext): Promise<Before> {
  const held: PlannedCommand[] = [];
  for (const command of around(context)) {
    announce(context, 'invariant', command.script);
    const { end } = await probe(context, command);
    if (end.kind === 'aborted') return { kind: 'stop', outcome: interrupted(context) };
    const failure = failureBefore(command, end);
    if (!failure) held.push(command);
    else if (context.undoes && failure.reason === 'invariant') goesOn(context, failure);
    else return { kind: 'stop', outcome: failed(failure) };
  }
  return { kind: 'held', context: { ...context, invariants: held } };
}

/** A host that can't be asked was sent nothing. */
function failureBefore(command: PlannedCommand, end: ExecEnd): Failure | undefined {
  return failureOf(end.kind === 'lost' ? { end } : { invariant: { command, end, when: 'before' } });
}

function goesOn({ report, step }: StepContext, { detail }: Failure): void {
  const text = `${detail}. What takes a run back goes on all the same.`;
  report.emit({ type: 'notice', step: step.id, host: step.host, text });
}

/** After an action. @returns the failure of the first that doesn't exit 0, or can't be asked */
export async function broken(context: StepContext): Promise<Failure | 'interrupted' | undefined> {
  for (const command of around(context)) {
    announce(context, 'invariant', command.script);
    const { end } = await tryProbe(context, command);
    if (end.kind === 'aborted') return 'interrupted';
    const failure = failureOf({ invariant: { command, end, when: 'after' } });
    if (failure) return failure;
  }
  return undefined;
}

/** What changes nothing breaks nothing. */
function around({ step, invariants }: StepContext): readonly PlannedCommand[] {
  return step.changing ? invariants : [];
}
