/** What the steps of a run give each other: `key=value` lines of `$RUNBOOK_OUTPUT`. */
import type { RunState } from '../../journal/state.ts';
import type { PlannedStep } from '../../plan/model.ts';
import type { RecordedOutputs } from '../../plan/step-outputs.ts';
import { formatPlace, type Problem } from '../../problem/problem.ts';
import type { Outcome, StepContext } from '../context.ts';
import type { Failure } from './failure.ts';

/** A step rendered again, with what was given so far. */
export type Complete = (
  step: PlannedStep,
  recorded: readonly RecordedOutputs[],
) =>
  | { readonly ok: true; readonly step: PlannedStep }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Completed =
  | { readonly ok: true; readonly step: PlannedStep }
  | { readonly ok: false; readonly failure: Failure };

export class Outputs {
  readonly #given = new Map<string, RecordedOutputs>();
  readonly #complete: Complete | undefined;

  /** @param previous what earlier sessions of the run recorded */
  constructor(complete: Complete | undefined, previous: RunState | undefined) {
    this.#complete = complete;
    for (const { status, step, host, outputs = {}, withheld } of previous?.steps ?? [])
      if (status === 'done') this.#note({ step, host, outputs, withheld });
  }

  /** The step as it is sent: nothing in it waits for another any more. */
  complete(step: PlannedStep): Completed {
    if (!step.needs) return { ok: true, step };
    const done = this.#complete?.(step, [...this.#given.values()]) ?? { ok: false, problems: [] };
    return done.ok ? done : { ok: false, failure: incomplete(step, done.problems) };
  }

  /** Takes note of what a step gave. @returns its outcome as it may be recorded */
  take({ report, step: { id: step, host } }: StepContext, outcome: Outcome): Outcome {
    if (outcome.kind !== 'ended' || outcome.result === 'failed') return outcome;
    const all = Object.entries(outcome.outputs ?? {});
    const secret = all.filter(([, value]) => report.holdsSecret(value)).map(([key]) => key);
    const outputs = Object.fromEntries(all.filter(([key]) => !secret.includes(key)));
    const withheld = secret.length > 0 ? secret : undefined;
    this.#note({ step, host, outputs, withheld });
    for (const key of secret) {
      const text = `The output "${key}" holds a secret: it is not kept, and no step can name it.`;
      report.emit({ type: 'notice', step, host, text });
    }
    return all.length > 0 ? { ...outcome, outputs, withheld } : outcome;
  }

  #note(given: RecordedOutputs): void {
    this.#given.set(`${given.step}\0${given.host}`, given);
  }
}

function incomplete({ id, needs = [] }: PlannedStep, problems: readonly Problem[]): Failure {
  const names = needs.map(({ step, key }) => `steps.${step}.${key}`).join(', ');
  const said = problems.map(({ place, message, hint }) =>
    [place ? `${formatPlace(place)}: ` : '', message, hint ? `: ${hint}` : ''].join(''),
  );
  return {
    reason: 'output',
    detail: said.length > 0 ? said.join('\n') : `nobody knows ${names}, which ${id} names`,
    hint: 'Nothing was sent. Run again the step that gives it, or give it another way.',
  };
}
