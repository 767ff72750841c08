/**
 * Draws a run for a person, from the executor's events. A step on one host at a time has
 * a heading and live output behind a gutter; where several hosts go at once each line
 * begins with its host (`side-by-side.ts`).
 */
import type { ExecutorEvent } from '../executor/events.ts';
import { rounds } from '../executor/order/schedule.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import type { InTurn } from './connections.ts';
import { actionLines, actionText, type Drawn, eventLines, keptLine } from './progress.ts';
import { Screen } from './screen.ts';
import { SideBySide } from './side-by-side.ts';
import type { Terminal } from './terminal.ts';
import { printable } from './text.ts';

/** What is drawn, and how. */
export interface View {
  readonly plan: Plan;
  readonly forks?: number;
  /** Draw each step that is kept. */
  readonly verbose: boolean;
}

/** The place of a run on the terminal. */
export interface Drawing {
  /** What to give to the executor as `emit`. */
  readonly draw: (event: ExecutorEvent) => void;
  /** Shows what a step will do, before the question; it isn't shown again when it begins. */
  readonly preview: (step: PlannedStep) => void;
  /** Around each question: hosts that are under way wait with what they print. */
  readonly alone: InTurn;
  /** A line about a step, behind its host when several go at once. */
  readonly about: (step: Pick<PlannedStep, 'id' | 'host'>, line: string) => string;
  /** How many hosts a step has. */
  readonly hosts: (step: string) => number;
}

export function createDrawing(terminal: Terminal, view: View): Drawing {
  const screen = new Screen(terminal);
  const together = stepsTogether(view);
  const alone = new OneHost(screen);
  const several = new SideBySide(screen, view.plan);
  const of = (step: string): OneHost | SideBySide => (together.has(step) ? several : alone);
  const numbered = numbering(view.plan);
  let kept = 0;

  const draw = (given: ExecutorEvent): void => {
    const event = numbered(given);
    if (event.type === 'step-kept' && !view.verbose) {
      kept += 1;
      return;
    }
    if (kept > 0) screen.line(`\n${keptLine(kept, terminal.colors.err)}`);
    kept = 0;
    if ('step' in event && event.step !== undefined) of(event.step).draw(event);
    else {
      alone.close();
      several.close();
      for (const line of eventLines(event as Drawn, terminal.colors.err)) screen.line(line);
    }
  };
  return {
    draw,
    preview: (step) => of(step.id).preview(step),
    alone: screen.alone,
    about: ({ id, host }, line) => (together.has(id) ? several.about(host, line) : line),
    hosts: (id) => several.hosts(id).length,
  };
}

/**
 * A person counts the steps of the page, however many hosts each has: the same `[2/5]`
 * whether its hosts go side by side or one by one. Programs get each step on each host.
 */
function numbering({ steps }: Plan): (event: ExecutorEvent) => ExecutorEvent {
  const ids = [...new Set(steps.map(({ id }) => id))];
  const total = ids.length;
  return (event) => {
    if (event.type === 'run-started') return { ...event, steps: total };
    if (event.type !== 'step-started' && event.type !== 'step-kept') return event;
    return { ...event, index: ids.indexOf(event.step) + 1, total };
  };
}

/** Ids of the steps that several hosts may be at together. */
function stepsTogether({ plan, forks }: View): Set<string> {
  const wide = rounds(plan, forks).filter(({ lanes, width }) => width > 1 && lanes.length > 1);
  return new Set(wide.flatMap(({ lanes }) => lanes.flat().map(({ step }) => step.id)));
}

/** One host at a time: output is shown as it comes, also in pieces of a line. */
class OneHost {
  readonly #screen: Screen;
  readonly #previewed = new Set<string>();
  #atLineStart = true;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  draw(event: ExecutorEvent): void {
    const colors = this.#screen.terminal.colors.err;
    if (event.type === 'output') {
      const bar = event.stream === 'stdout' ? colors.dim('│ ') : colors.red('┆ ');
      this.#output(printable(event.text, colors.isColorSupported), `    ${bar}`);
      return;
    }
    this.close();
    const known =
      event.type === 'phase' &&
      event.phase === 'action' &&
      this.#previewed.delete(`${event.step}@${event.host}`);
    if (!known) for (const line of eventLines(event, colors)) this.#screen.line(line);
  }

  preview({ id, host, action }: PlannedStep): void {
    const colors = this.#screen.terminal.colors.err;
    for (const line of actionLines(actionText(action), colors)) this.#screen.line(line);
    this.#previewed.add(`${id}@${host}`);
  }

  /** Ends a line that the host left open. */
  close(): void {
    if (!this.#atLineStart) this.#screen.line();
    this.#atLineStart = true;
  }

  #output(text: string, bar: string): void {
    if (text === '') return;
    const whole = text.endsWith('\n');
    const lines = (whole ? text.slice(0, -1) : text).replaceAll('\n', `\n${bar}`);
    this.#screen.write(`${this.#atLineStart ? bar : ''}${lines}${whole ? '\n' : ''}`);
    this.#atLineStart = whole;
  }
}
