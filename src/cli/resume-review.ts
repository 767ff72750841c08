/**
 * What a resume must be told before anything is sent: the table, then each open question,
 * put to the operator, or refused with the flags that answer it.
 */
import type { UnknownChoice } from '../executor/events.ts';
import type { MeantBlock } from '../journal/blocks.ts';
import type { RunState } from '../journal/state.ts';
import type { Question } from '../plan/intent.ts';
import type { Plan } from '../plan/model.ts';
import { compareWithState, type ResumeItem } from '../plan/resume.ts';
import { flag, type Invocation, isInteractive } from './command.ts';
import type { Decisions } from './decisions.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { ask, type Choice } from './prompt.ts';
import { refusal } from './resume-refusal.ts';
import { isOpenQuestion, type ResumeRow, resumeLines, resumeRows } from './resume-view.ts';
import { changeLines } from './step-change.ts';
import type { Terminal } from './terminal.ts';

export interface Review {
  readonly run: string;
  readonly plan: Plan;
  readonly state: RunState;
  readonly decisions: Decisions;
  /** The texts that the run meant, by hash. */
  readonly meant: ReadonlyMap<string, readonly MeantBlock[]>;
}

/**
 * Shows the table, and has everything decided that can be decided now.
 * @throws CliError with exit 3 when something stays undecided: nothing was sent
 */
export async function review(invocation: Invocation, request: Review): Promise<void> {
  const { terminal, options } = invocation;
  const { plan, state, decisions, run } = request;
  const rows = resumeRows(compareWithState(plan, state), decisions.of);
  const view = { colors: terminal.colors.err, columns: terminal.columns };
  const lines = resumeLines(rows, { ...view, verbose: flag(options, 'verbose') });
  for (const line of lines) terminal.note(line);
  const open = rows.filter(isOpenQuestion);
  if (open.length === 0) return;
  if (!isInteractive(invocation)) throw refusal(run, plan, open, invocation);
  for (const group of alike(open)) await settleGroup(terminal, group, request);
}

/** Rows that can be answered together: the same step, found the same way, on several hosts. */
type Group = readonly [ResumeItem, ...ResumeItem[]];

function alike(rows: readonly ResumeRow[]): Group[] {
  const items = rows.map(({ item }) => item);
  const groups = Map.groupBy(
    items,
    ({ id, verdict, skippedBy = '' }) => `${id}\0${verdict}\0${skippedBy}`,
  );
  return [...groups.values()].flatMap(([first, ...more]): Group[] =>
    first ? [[first, ...more]] : [],
  );
}

async function settleGroup(terminal: Terminal, group: Group, request: Review): Promise<void> {
  const answer = await askAbout(terminal, group, request);
  if (answer === 'each') {
    for (const item of group) await settleGroup(terminal, [item], request);
    return;
  }
  for (const item of group) request.decisions.answer(item, item.verdict, answer);
}

type Answer = Exclude<UnknownChoice, 'abort'> | 'each';

/** @throws CliError when the operator gives up, or is gone */
async function askAbout(terminal: Terminal, group: Group, request: Review): Promise<Answer> {
  const [first] = group;
  showGroup(terminal, group, request);
  const choices = choicesOf(first, group.length > 1);
  const { dim, bold } = terminal.colors.err;
  for (const { key, label, meaning } of choices)
    terminal.note(`  ${bold(label.replace(key, `[${key}]`).padEnd(9))} ${dim(meaning)}`);
  const answer = await ask<Answer | 'abort'>(terminal, '  What now?', choices);
  if (answer !== undefined && answer !== 'abort') return answer;
  const why = answer === 'abort' ? 'given up' : 'no answer';
  throw new CliError(EXIT.paused, `${why}: nothing was sent, the run is as it was`);
}

const FOUND = {
  unknown: 'was begun, and nobody knows how it ended',
  'done-but-edited': 'was done, and its text was edited since',
  'inventory-changed': 'was done, and the inventory now gives another text',
  failed: 'failed',
} as const satisfies Record<Question, string>;

function foundText({ verdict, skippedBy }: ResumeItem): string {
  const found = FOUND[verdict as Question];
  return skippedBy === undefined ? found : found.replace('was done', `was skipped by ${skippedBy}`);
}

function showGroup(terminal: Terminal, group: Group, { meant }: Review): void {
  const { bold, dim, cyan, magenta } = terminal.colors.err;
  const [first] = group;
  const hosts = group.map(({ host }) => host).join(', ');
  const found = foundText(first);
  terminal.note();
  terminal.note(`${bold(first.title)} ${dim(first.id)} ${cyan(`[${hosts}]`)} ${magenta(found)}`);
  if (first.verdict === 'failed' || first.verdict === 'unknown')
    for (const { host, detail } of group) terminal.note(`  ${cyan(host)}: ${detail}`);
  const more = group.length > 1 ? dim(`  (on ${first.host}; the others may differ)`) : undefined;
  if (more) terminal.note(more);
  for (const line of changeLines(first, meant, terminal.colors.err)) terminal.note(line);
}

type MeantChoice = Choice<Answer | 'abort'> & { readonly meaning: string };

function choicesOf({ verdict, skippedBy }: ResumeItem, several: boolean): MeantChoice[] {
  const isEdited = verdict === 'done-but-edited' || verdict === 'inventory-changed';
  const wasDone = isEdited && skippedBy === undefined;
  const keep: MeantChoice = wasDone
    ? { key: 'k', label: 'keep', value: 'done', meaning: 'it stays done: the new text is not run' }
    : {
        key: 'd',
        label: 'done',
        value: 'done',
        meaning: 'it is done, you saw to it: not run again',
      };
  return [
    keep,
    { key: 'r', label: 'rerun', value: 'rerun', meaning: "today's text is run, from its check on" },
    { key: 's', label: 'skip', value: 'skip', meaning: 'it is left out, and recorded as skipped' },
    ...(several
      ? [{ key: 'e', label: 'each', value: 'each', meaning: 'decide host by host' } as const]
      : []),
    {
      key: 'a',
      label: 'abort',
      value: 'abort',
      meaning: 'nothing is sent, the run stays as it is',
    },
  ];
}
