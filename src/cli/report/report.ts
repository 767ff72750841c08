/** A recorded run as its page would tell it: steps in order, what was meant, what happened. Pure. */
import type { MeantBlock } from '../../journal/blocks.ts';
import type { Attempt, RunEvidence, StepEvidence } from '../../journal/evidence.ts';
import type { RunSession, StepState } from '../../journal/state.ts';
import { undoneStep } from '../../journal/undo.ts';
import type { Problem } from '../../problem/problem.ts';
import type { ShownStatus } from '../liveness-fs.ts';
import { reasonText } from '../text.ts';

export interface RunReport {
  readonly run: string;
  /** Folder of the journal. */
  readonly folder: string;
  readonly status: ShownStatus;
  readonly evidence: RunEvidence;
  /** By hash of their step. */
  readonly blocks: ReadonlyMap<string, readonly MeantBlock[]>;
  /** There is a recording to replay. */
  readonly recorded: boolean;
  /** What is wrong with the journal. */
  readonly problems: readonly Problem[];
  /** The end of an output file, as recorded (masked). */
  readonly output: (file: string, maxBytes: number) => Excerpt;
}

export interface Excerpt {
  readonly text: string;
  /** Bytes of the file before `text`. */
  readonly omitted: number;
}

/** A heading of the page: one step, on all its hosts. */
export interface Section {
  readonly step: string;
  readonly title: string;
  readonly variants: readonly Variant[];
}

/** Hosts for which the same text was meant. */
export interface Variant {
  /** Undefined when the texts were not kept, or don't match the journal. */
  readonly blocks: readonly MeantBlock[] | undefined;
  readonly hosts: readonly StepEvidence[];
}

/** The order of a page, whatever order the hosts were served in. */
export function sections({ evidence, blocks }: RunReport): Section[] {
  return grouped(evidence.steps, ({ state }) => state.step).map((hosts) => ({
    step: hosts[0].state.step,
    title: hosts[0].state.title,
    variants: grouped(hosts, ({ state }) => textHash(state)).map((same) => ({
      blocks: inPageOrder(blocks.get(textHash(same[0].state))),
      hosts: same,
    })),
  }));
}

/** What undoes a step is told apart by its text, not by what it undoes. */
export function textHash({ step, hash, sourceHash }: StepState): string {
  return undoneStep(step) === undefined ? hash : sourceHash;
}

/** As `plan` shows them: what is looked at, what is done, what must hold, how to go back. */
const ROLES = ['check', 'run', 'put', 'manual', 'answer', 'expect', 'verify', 'undo'];

function inPageOrder(blocks: readonly MeantBlock[] | undefined): MeantBlock[] | undefined {
  return blocks?.toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}

type Some<T> = [T, ...T[]];

/** In the order in which each key is first seen. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Some<T>[] {
  const groups = new Map<string, Some<T>>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

/** The file of a step's last output; undefined when nothing was sent. */
export function outputFile({ happenings }: StepEvidence): string | undefined {
  return attempts(happenings).findLast(({ output }) => output !== undefined)?.output;
}

export function attempts(happenings: StepEvidence['happenings']): Attempt[] {
  return happenings.filter((happening) => happening.kind === 'attempt');
}

/** How an attempt, or a step, stands: `changed`, `failed: exit code 3`, `unknown`. */
export function outcomeText({
  result,
  reason,
  exitCode,
}: Pick<Attempt, 'reason' | 'exitCode'> & { readonly result: string }): string {
  return reason === undefined ? result : `${result}: ${reasonText(reason, exitCode)}`;
}

/** How a step stands at the end: its result, or why it has none. */
export function stepOutcome({ state }: StepEvidence): string {
  const { status, result, reason, exitCode } = state;
  return outcomeText({ result: status === 'done' ? (result ?? 'done') : status, reason, exitCode });
}

/** `ada on desk`. */
export function who(session: Pick<RunSession, 'operator' | 'machine'> | undefined): string {
  return session ? `${session.operator} on ${session.machine}` : 'nobody known';
}

/** What else is said about a block: `/etc/motd (mode 0644, owner root, sudo)`; empty when nothing is. */
export function blockNotes({ path, mode, owner, sudo }: MeantBlock): string {
  const how = [mode && `mode ${mode}`, owner && `owner ${owner}`, sudo && 'sudo'].filter(Boolean);
  return [path, how.length > 0 && `(${how.join(', ')})`].filter(Boolean).join(' ');
}

/** What a step gave to later ones, a line each. */
export function givenLines({ state }: StepEvidence): string[] {
  const given = Object.entries(state.outputs ?? {}).map(([name, value]) => `gave ${name}=${value}`);
  const withheld = (state.withheld ?? []).map((name) => `gave ${name}, which held a secret`);
  return [...given, ...withheld];
}
