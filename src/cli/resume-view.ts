/** What a resume would do with each step. Pure. */
import type { ResumeVerdict } from '../journal/state.ts';
import type { PlannedStep } from '../plan/model.ts';
import type { ResumeItem } from '../plan/resume.ts';
import { tableLines } from './table.ts';
import type { Colors } from './terminal.ts';

const INTENTS: Record<ResumeVerdict, (step: PlannedStep | undefined) => string> = {
  done: () => 'keep',
  pending: () => 'run',
  new: () => 'run',
  failed: () => 'ask, then run again',
  'done-but-edited': () => 'ask',
  'inventory-changed': () => 'ask',
  removed: () => 'report',
  unknown: (step) => {
    if (step?.verify) return 'let its verify decide';
    return step?.rerunSafe ? 'run again (rerun=safe)' : 'ask';
  },
};

/** What a resume would do with a step: `keep`, `run`, `ask` … */
export function intent({ verdict, step }: Pick<ResumeItem, 'verdict' | 'step'>): string {
  return INTENTS[verdict](step);
}

/** A table, one line a step. */
export function resumeLines(items: readonly ResumeItem[], colors: Colors): string[] {
  const columns = ['STEP', 'HOST', 'FOUND', 'RESUME WOULD', ''].map((label) => ({ label }));
  const rows = items.map((item) => [
    item.id,
    colors.cyan(item.host),
    verdictColor(item.verdict, colors)(item.verdict),
    intent(item),
    colors.dim(item.detail === item.verdict ? '' : item.detail),
  ]);
  return tableLines(columns, rows, colors.dim);
}

function verdictColor(verdict: ResumeVerdict, colors: Colors): (text: string) => string {
  if (verdict === 'done') return colors.green;
  if (verdict === 'failed') return colors.red;
  if (verdict === 'pending' || verdict === 'new') return (text) => text;
  return colors.magenta;
}
