/** The person in front of a run: what is asked, and what each answer means. */
import type { Operator, StepChoice, UnknownChoice } from '../executor/events.ts';
import type { PlannedStep } from '../plan/model.ts';
import { ask, type Choice } from './prompt.ts';
import type { Terminal } from './terminal.ts';

const STEP_CHOICES: readonly Choice<StepChoice>[] = [
  { key: 'y', label: 'yes', value: 'yes' },
  { key: 'n', label: 'no', value: 'no' },
  { key: 's', label: 'skip', value: 'skip' },
  { key: 'a', label: 'abort', value: 'abort' },
];

const UNKNOWN_CHOICES: readonly Choice<UnknownChoice>[] = [
  { key: 'd', label: 'done', value: 'done' },
  { key: 'r', label: 'rerun', value: 'rerun' },
  { key: 's', label: 'skip', value: 'skip' },
  { key: 'a', label: 'abort', value: 'abort' },
];

const QUESTIONS = {
  unknown: 'Nobody knows how this step ended. What now?',
  'done-but-edited': 'This step was done, and its text was edited since. What now?',
  'inventory-changed': 'This step was done with other values from the inventory. What now?',
  failed: 'This step failed. What now?',
} as const;

/** Without anybody: each question stays open, and the run pauses. What is to be done is shown. */
export function nobody(terminal: Terminal): Operator {
  return {
    async manual(step) {
      showItems(step, terminal);
      return undefined;
    },
    confirm: async () => undefined,
    resolve: async () => undefined,
  };
}

function showItems({ action }: PlannedStep, terminal: Terminal): void {
  const items = action.kind === 'manual' ? action.items : [];
  for (const [index, item] of items.entries()) {
    terminal.note(`  ${terminal.colors.err.bold(`${index + 1}.`)} ${indented(item)}`);
  }
}

/**
 * Asks at the terminal.
 * @param preview shows what a step will do
 * @param signal an interrupt: what is being asked stays without an answer
 */
export function terminalOperator(
  terminal: Terminal,
  preview: (step: PlannedStep) => void,
  signal: AbortSignal,
): Operator {
  const rerun = new Set<string>();
  return {
    async manual(step) {
      showItems(step, terminal);
      return ask(terminal, '  Done?', STEP_CHOICES, signal);
    },
    async confirm(step) {
      preview(step);
      // Who has just said "rerun" isn't asked again.
      if (rerun.delete(`${step.id}@${step.host}`)) return 'yes';
      return ask(terminal, `  Run it on ${step.host}?`, STEP_CHOICES, signal);
    },
    async resolve(step, verdict, detail) {
      terminal.note(`  ${detail}`);
      const choice = await ask(terminal, `  ${QUESTIONS[verdict]}`, UNKNOWN_CHOICES, signal);
      if (choice === 'rerun') rerun.add(`${step.id}@${step.host}`);
      return choice;
    },
  };
}

function indented(item: string): string {
  return item.replaceAll('\n', '\n     ');
}
