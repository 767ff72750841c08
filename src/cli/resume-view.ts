/** What a resume finds and would do, step by step. The one table of `resume` and `plan --run`. Pure. */
import type { Decided } from '../executor/options.ts';
import type { ResumeVerdict } from '../journal/state.ts';
import { type Intent, intentOf } from '../plan/intent.ts';
import type { ResumeItem } from '../plan/resume.ts';
import { tableLines } from './table.ts';
import type { Colors } from './terminal.ts';
import { count } from './text.ts';

/** A row of the table. */
export interface ResumeRow {
  readonly item: ResumeItem;
  readonly intent: Intent;
  /** What was decided about it beforehand. */
  readonly decided?: Decided | undefined;
}

/** @param decide what was decided beforehand, by flags */
export function resumeRows(
  items: readonly ResumeItem[],
  decide: (step: ResumeItem, verdict: ResumeVerdict) => Decided | undefined = () => undefined,
): ResumeRow[] {
  return items.map((item) => ({
    item,
    intent: intentOf(item),
    decided: item.verdict === 'done' || !item.step ? undefined : decide(item, item.verdict),
  }));
}

/** Nothing is done with it before a person has said what. */
export function isOpenQuestion({ intent, decided }: ResumeRow): boolean {
  return intent.kind === 'ask' && decided === undefined;
}

/** What a resume does with a row, in words. */
export function intentText({ item, intent, decided }: ResumeRow): string {
  if (decided) return DECIDED[decided.choice];
  switch (intent.kind) {
    case 'keep':
      return item.skippedBy === undefined ? 'keep' : 'leave out';
    case 'run':
      return 'run';
    case 'rerun':
      return 'run again';
    case 'look-up':
      return {
        attach: 're-attach to it',
        verify: 'let its verify decide',
        check: 'let its check decide',
      }[intent.by];
    case 'ask':
      return 'ask you';
    case 'removed':
      return 'leave it alone';
  }
}

const DECIDED = {
  done: 'keep, as decided',
  rerun: 'run again, as decided',
  skip: 'leave out, as decided',
  abort: 'stop',
} as const;

const FOUND = {
  done: 'done',
  'done-but-edited': 'done, but edited',
  'inventory-changed': 'inventory changed',
  new: 'new',
  removed: 'removed',
  pending: 'pending',
  failed: 'failed',
  unknown: 'unknown',
} as const satisfies Record<ResumeVerdict, string>;

function foundText({ verdict, skippedBy }: ResumeItem): string {
  if (skippedBy === undefined) return FOUND[verdict];
  return SKIPPED[verdict] ?? FOUND[verdict];
}

/** Of steps that somebody left out. */
const SKIPPED: Partial<Record<ResumeVerdict, string>> = {
  done: 'skipped',
  'done-but-edited': 'skipped, but edited',
};

export interface ResumeViewOptions {
  readonly colors: Colors;
  readonly columns?: number;
  /** List every row, also of a long table. */
  readonly verbose: boolean;
}

/** More rows than these are summed up where there is nothing to decide. */
const SHORT = 12;

/** The table, and what is to be known besides. */
export function resumeLines(rows: readonly ResumeRow[], view: ResumeViewOptions): string[] {
  const whole = view.verbose || rows.length <= SHORT;
  const listed = whole ? rows : rows.filter((row) => !isPlain(row));
  return [
    ...(listed.length > 0 ? table(listed, view) : []),
    ...(whole ? [] : summary(rows, view.colors)),
    ...warnings(rows, view.colors),
  ];
}

/** What somebody left out is to be seen: it is not done. */
function isPlain({ intent: { kind }, item }: ResumeRow): boolean {
  return (kind === 'keep' && item.skippedBy === undefined) || kind === 'run';
}

function table(rows: readonly ResumeRow[], { colors, columns }: ResumeViewOptions): string[] {
  const labels = ['STEP', 'HOST', 'FOUND', 'RESUME WILL', ''].map((label) => ({ label }));
  // Without colours where there is no text: a row must not end in spaces.
  const dimmed = (text: string): string => (text === '' ? '' : colors.dim(text));
  const cells = rows.map((row) => {
    const { id, host, verdict } = row.item;
    const will = intentText(row);
    return [
      id,
      colors.cyan(host),
      verdictColor(verdict, colors)(foundText(row.item)),
      isOpenQuestion(row) ? colors.bold(will) : will,
      dimmed(remark(row)),
    ];
  });
  return tableLines(labels, cells, colors.dim, columns);
}

/** Why, where the verdict doesn't say it all. */
function remark({ item: { verdict, detail, skippedBy }, intent, decided }: ResumeRow): string {
  if (skippedBy !== undefined) return `by ${skippedBy}`;
  if (intent.kind === 'rerun' && !decided) return intent.because;
  return verdict === 'failed' || verdict === 'unknown' ? (detail.split('\n')[0] ?? '') : '';
}

/** `40 steps are done, 12 will be run`. */
function summary(rows: readonly ResumeRow[], colors: Colors): string[] {
  const plain = rows.filter(isPlain);
  const done = plain.filter(({ intent }) => intent.kind === 'keep').length;
  const toRun = plain.length - done;
  const parts = [
    ...(done > 0 ? [`${colors.green('✔')} ${count(done, 'step')} done: kept`] : []),
    ...(toRun > 0 ? [`${colors.dim('·')} ${count(toRun, 'step')} to run`] : []),
  ];
  return parts.length > 0 ? [`${parts.join('   ')}   ${colors.dim('(-v lists them)')}`] : [];
}

/** A step that changed something, and that nothing knows of any more. */
function warnings(rows: readonly ResumeRow[], colors: Colors): string[] {
  return rows
    .filter(({ item }) => item.verdict === 'removed' && item.state?.result === 'changed')
    .map(({ item: { id, host, state } }) => {
      const what = `${id} changed ${host}, and is no longer in the runbook`;
      const then = state?.put
        ? `resume leaves what it did; undo puts ${state.put.path} back`
        : 'resume leaves what it did; undo asks you to take it back by hand';
      return `${colors.yellow('!')} ${what}: ${then}`;
    });
}

function verdictColor(verdict: ResumeVerdict, colors: Colors): (text: string) => string {
  if (verdict === 'done') return colors.green;
  if (verdict === 'failed') return colors.red;
  if (verdict === 'pending' || verdict === 'new') return (text) => text;
  return colors.magenta;
}
