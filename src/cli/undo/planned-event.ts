/** The first event of an undo with `--json`: what would be undone, before anything is sent. Pure. */
import type { UndoItem } from '../../plan/undo.ts';
import type { UndoChoices } from './choice.ts';

/** `open`: somebody must say; nobody can be asked with `--json`. */
type Decision = 'undo' | 'leave' | 'open';

export interface UndoPlanned {
  readonly type: 'undo-planned';
  readonly run: string;
  readonly runbook: string;
  /** In the order of undoing. */
  readonly steps: readonly (Pick<
    UndoItem,
    'host' | 'title' | 'way' | 'doubt' | 'changed' | 'why'
  > & { readonly step: string; readonly decision: Decision })[];
}

/** @param choices absent when an undo that was begun goes on: all was decided then */
export function undoPlanned(
  run: string,
  runbook: string,
  items: readonly UndoItem[],
  choices?: UndoChoices,
): UndoPlanned {
  const steps = items.map((item) => {
    const { id: step, host, title, way, doubt, changed, why } = item;
    const decision = choices ? decisionOf(item, choices) : 'undo';
    return { ...{ step, host, title, way, decision }, doubt, changed, why };
  });
  return { type: 'undo-planned', run, runbook, steps };
}

function decisionOf(item: UndoItem, choices: UndoChoices): Decision {
  if (choices.isLeft(item)) return 'leave';
  return choices.open(item) ? 'open' : 'undo';
}
