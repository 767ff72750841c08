/** The person in front of a run: what is asked, and what each answer means. */
import type { Operator, StepChoice, UnknownChoice } from '../executor/events.ts';
import type { PlannedStep } from '../plan/model.ts';
import type { Drawing } from './drawing.ts';
import { ask, askSecret, type Choice } from './prompt.ts';
import type { Terminal } from './terminal.ts';

const STEP_CHOICES: readonly Choice<StepChoice>[] = [
  { key: 'y', label: 'yes', value: 'yes' },
  { key: 'n', label: 'no', value: 'no' },
  { key: 's', label: 'skip', value: 'skip' },
  { key: 'a', label: 'abort', value: 'abort' },
];

/** `everywhere`: this step isn't asked about again. */
const CONFIRM_CHOICES: readonly Choice<StepChoice | 'everywhere'>[] = [
  ...STEP_CHOICES.slice(0, 1),
  { key: 'l', label: 'all hosts', value: 'everywhere' },
  ...STEP_CHOICES.slice(1),
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

type Here = Pick<Drawing, 'preview' | 'alone' | 'about' | 'hosts'>;

/** Without anybody: each question stays open, and the run pauses. What is to be done is shown. */
export function nobody(terminal: Terminal, drawing: Here): Operator {
  return {
    manual: (step) =>
      drawing.alone(async () => {
        showItems(step, terminal, drawing);
        return undefined;
      }),
    confirm: async (step) => {
      const why = '  nobody can be asked: --yes goes on without a question';
      await drawing.alone(async () => terminal.note(drawing.about(step, why)));
      return undefined;
    },
    resolve: async () => undefined,
  };
}

function showItems(step: PlannedStep, terminal: Terminal, { about }: Here): void {
  const items = step.action.kind === 'manual' ? step.action.items : [];
  for (const [index, item] of items.entries()) {
    const lines = `  ${terminal.colors.err.bold(`${index + 1}.`)} ${indented(item)}`.split('\n');
    for (const line of lines) terminal.note(about(step, line));
  }
}

/**
 * Asks at the terminal, one question at a time; hosts that are under way wait with what they print.
 * @param signal an interrupt: what is being asked stays without an answer
 */
export function terminalOperator(terminal: Terminal, drawing: Here, signal: AbortSignal): Operator {
  /** `step@host` that is to be run again: who has just said so isn't asked again. */
  const rerun = new Set<string>();
  /** Steps that may be run on all hosts. */
  const everywhere = new Set<string>();
  return {
    password: ({ host, user, again }) =>
      drawing.alone(() => {
        if (again) terminal.note('  sudo refuses this password');
        return askSecret(terminal, `  sudo password of ${user} on ${host}:`, signal);
      }),
    manual: (step) =>
      drawing.alone(() => {
        showItems(step, terminal, drawing);
        return ask(terminal, drawing.about(step, '  Done?'), STEP_CHOICES, signal);
      }),
    async confirm(step) {
      if (rerun.delete(`${step.id}@${step.host}`) || everywhere.has(step.id)) return 'yes';
      drawing.preview(step);
      return drawing.alone(async () => {
        const question = drawing.about(step, `  Run it on ${step.host}?`);
        const choices = drawing.hosts(step.id) > 1 ? CONFIRM_CHOICES : STEP_CHOICES;
        const choice = await ask<StepChoice | 'everywhere'>(terminal, question, choices, signal);
        if (choice === 'everywhere') everywhere.add(step.id);
        return choice === 'everywhere' ? 'yes' : choice;
      });
    },
    resolve: (step, verdict, detail) =>
      drawing.alone(async () => {
        terminal.note(drawing.about(step, `  ${detail}`));
        const question = drawing.about(step, `  ${QUESTIONS[verdict]}`);
        const choice = await ask(terminal, question, UNKNOWN_CHOICES, signal);
        if (choice === 'rerun') rerun.add(`${step.id}@${step.host}`);
        return choice;
      }),
  };
}

function indented(item: string): string {
  return item.replaceAll('\n', '\n     ');
}
