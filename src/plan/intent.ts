/**
 * What a resume does with a step by itself, and what it must ask about. The table that
 * `resume` shows and the loop that does it both go by this. Pure.
 */
import type { FailureReason } from '../journal/entries.ts';
import type { ResumeVerdict, StepState } from '../journal/state.ts';
import type { PlannedStep } from './model.ts';
import type { ResumeItem } from './resume.ts';

export type Intent =
  /** It is done. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'run' }
  /** Run again without a question. */
  | { readonly kind: 'rerun'; readonly because: string }
  /** The host is asked first: it may know how the step ended. */
  | { readonly kind: 'look-up'; readonly by: 'attach' | 'verify' | 'check' }
  /** A person must say. */
  | { readonly kind: 'ask' }
  /** No longer in the runbook: it is said, and nothing is done. */
  | { readonly kind: 'removed' };

/** Failures before anything was sent: trying again repeats nothing. */
const NOTHING_SENT: readonly FailureReason[] = [
  'unsupported',
  'configuration',
  'resolution',
  'unreachable',
  'host-key',
  'authentication',
  'not-armed',
  'output',
];

/** What a resume does with one row of its table, when nobody has decided about it. */
export function intentOf({ verdict, step, state }: ResumeItem): Intent {
  if (verdict === 'removed' || !step) return { kind: 'removed' };
  if (verdict === 'done') return { kind: 'keep' };
  if (!isQuestion(verdict) || nothingWasSent(verdict, state)) return { kind: 'run' };
  const by = verdict === 'unknown' ? lookUp(step, state) : undefined;
  if (by) return { kind: 'look-up', by };
  const because = harmlessBecause(step, verdict);
  return because === undefined ? { kind: 'ask' } : { kind: 'rerun', because };
}

/** Verdicts about which somebody, or something, must decide. */
export type Question = Extract<
  ResumeVerdict,
  'unknown' | 'done-but-edited' | 'inventory-changed' | 'failed'
>;

export function isQuestion(verdict: ResumeVerdict): verdict is Question {
  return ['unknown', 'done-but-edited', 'inventory-changed', 'failed'].includes(verdict);
}

/** It failed before anything reached the host. */
export function nothingWasSent(verdict: Question, state: StepState | undefined): boolean {
  return verdict === 'failed' && NOTHING_SENT.some((reason) => reason === state?.reason);
}

function lookUp(
  step: PlannedStep,
  state: StepState | undefined,
): Extract<Intent, { kind: 'look-up' }>['by'] | undefined {
  // Also of a host that goes back by itself, or was to boot anew.
  const tells = state?.remote ?? state?.revert ?? state?.boot;
  if (tells !== undefined) return 'attach';
  if (step.verify) return 'verify';
  return step.check ? 'check' : undefined;
}

/** Why running it again does no harm; undefined when it may. */
export function harmlessBecause(step: PlannedStep, verdict: Question): string | undefined {
  if (step.action.kind === 'run' && !step.changing) return 'it changes nothing';
  if (verdict !== 'unknown' && verdict !== 'failed') return undefined;
  if (step.rerunSafe) return 'its author declares rerun=safe';
  if (step.action.kind === 'put') return 'a file is replaced as a whole, or not at all';
  return undefined;
}
