/**
 * `{{ steps.<id>.<key> }}`: a value that an earlier step wrote to `$RUNBOOK_OUTPUT`. Pure.
 *
 * Before the run nobody knows it: plans, pages and hashes hold `‹steps.id.key›`. Just
 * before a step that names one, its texts are rendered again with the recorded values.
 */
import { didYouMean } from '../problem/suggest.ts';
import type { Runbook, Step } from '../runbook/model.ts';
import { namedPaths } from '../template/names.ts';
import { blocksOf } from './hash.ts';

/** A value that a text waits for. */
export interface OutputRef {
  readonly step: string;
  readonly key: string;
}

/** What a step on a host gave, as the journal has it. */
export interface RecordedOutputs {
  readonly step: string;
  readonly host: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Keys whose values held a secret: they were not kept. */
  readonly withheld?: readonly string[];
}

export type OutputValue =
  | { readonly ok: true; readonly value: string }
  /** Why there is none, in a sentence. */
  | { readonly ok: false; readonly why: string };

/** What the texts of one step may name below `steps`. */
export interface StepOutputs {
  /** Steps that come before it and run commands. */
  readonly before: readonly string[];
  /** Why other steps of the runbook have nothing to give, by id. */
  readonly others: Readonly<Record<string, string>>;
  /** The values, at run time; without it, placeholders. */
  readonly lookUp?: (ref: OutputRef) => OutputValue;
}

/** What a step may name: the page's order decides, for the targets' order follows it. */
export function outputsFor(runbook: Pick<Runbook, 'steps'>, step: Step): StepOutputs {
  const at = runbook.steps.findIndex(({ id }) => id === step.id);
  const before: string[] = [];
  const others: Record<string, string> = {};
  for (const [index, { id, action }] of runbook.steps.entries()) {
    if (index < at && action.role === 'run') before.push(id);
    else others[id] = index < at ? `the step "${id}" runs no command` : later(id, index === at);
  }
  return { before, others };
}

function later(id: string, itself: boolean): string {
  return itself ? 'a step can not name what it gives itself' : `the step "${id}" comes later`;
}

/** The values that a step's blocks and paths name, each once. */
export function outputRefs(step: Step): OutputRef[] {
  const texts = blocksOf(step).flatMap(({ text, options }) => [text, options.path ?? '']);
  const refs = texts.flatMap(refsIn);
  return [...new Map(refs.map((ref) => [placeholder(ref), ref])).values()];
}

/** The `steps` of a template's context, with just what `text` names. */
export function outputsContext(
  text: string,
  { before, lookUp }: StepOutputs,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const context = Object.fromEntries(
    before.map((id): [string, Record<string, string>] => [id, {}]),
  );
  for (const ref of refsIn(text)) {
    const own = Object.hasOwn(context, ref.step) ? context[ref.step] : undefined;
    const found = lookUp?.(ref) ?? { ok: true, value: placeholder(ref) };
    if (own && found.ok) own[ref.key] = found.value;
  }
  return context;
}

/** What to say of a missing name below `steps`. @param path as the template names it */
export function outputHint(
  path: readonly (string | number)[],
  outputs: StepOutputs | undefined,
): string | undefined {
  const [, step, key] = path.map(String);
  if (!outputs) return 'only the blocks of a step can name what an earlier step gave';
  if (step === undefined) return undefined;
  if (!outputs.before.includes(step))
    return Object.hasOwn(outputs.others, step)
      ? outputs.others[step]
      : didYouMean(step, [...outputs.before, ...Object.keys(outputs.others)]);
  const found = key === undefined ? undefined : outputs.lookUp?.({ step, key });
  return found && !found.ok ? found.why : undefined;
}

/** The host's own value, else that of the only host that has one. */
export function findOutput(
  recorded: readonly RecordedOutputs[],
  host: string,
  { step, key }: OutputRef,
): OutputValue {
  const ofStep = recorded.filter((one) => one.step === step);
  const having = ofStep.filter(({ outputs }) => Object.hasOwn(outputs, key));
  const found =
    having.find((one) => one.host === host) ?? (having.length === 1 ? having[0] : undefined);
  if (found) return { ok: true, value: found.outputs[key] as string };
  return { ok: false, why: missing(ofStep, having, host, { step, key }) };
}

function missing(
  ofStep: readonly RecordedOutputs[],
  having: readonly RecordedOutputs[],
  host: string,
  { step, key }: OutputRef,
): string {
  const names = (all: readonly RecordedOutputs[]) => all.map((one) => one.host).join(', ');
  if (having.length > 1)
    return `${step} gave "${key}" on several hosts (${names(having)}), and ${host} is none of them`;
  const withheld = ofStep.filter((one) => one.withheld?.includes(key));
  if (withheld.length > 0)
    return `${step} gave a "${key}" on ${names(withheld)} that holds a secret: it was not kept`;
  if (ofStep.length > 0)
    return `${step} wrote no "${key}=…" to $RUNBOOK_OUTPUT on ${names(ofStep)}`;
  return `${step} has not been run, or was skipped: it gave nothing`;
}

function refsIn(text: string): OutputRef[] {
  if (!text.includes('steps')) return [];
  return namedPaths(text).flatMap(([root, step, key]) =>
    root === 'steps' && step !== undefined && key !== undefined ? [{ step, key }] : [],
  );
}

/** What stands for a value that isn't known yet. */
export function placeholder({ step, key }: OutputRef): string {
  return `‹steps.${step}.${key}›`;
}
