/**
 * Draws a run for a person, from the executor's events: a heading a step, what
 * is sent, live output behind a gutter, how it ended, and the recap.
 */
import type { ExecutorEvent, Recap } from '../executor/events.ts';
import type { PlannedStep } from '../plan/model.ts';
import { heldLines } from './lock-view.ts';
import { tableLines } from './table.ts';
import type { Colors, Terminal } from './terminal.ts';
import { count, duration, printable, reasonText } from './text.ts';

type EventOf<T extends ExecutorEvent['type']> = Extract<ExecutorEvent, { type: T }>;
export type Result = EventOf<'step-ended'>['result'];

/** Sign and colour of each way for a step to end. */
export function resultMark(result: Result | 'pending' | 'done', colors: Colors): string {
  const marks = {
    ok: colors.green('✔'),
    done: colors.green('✔'),
    changed: colors.yellow('✔'),
    skipped: colors.dim('↷'),
    failed: colors.red('✘'),
    unknown: colors.magenta('?'),
    pending: colors.dim('·'),
  } as const;
  return marks[result];
}

/** Lines that a live command prints, each behind a gutter; a line may come in pieces. */
class Gutter {
  readonly #terminal: Terminal;
  #atLineStart = true;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  write(text: string, bar: string): void {
    const lines = text.split('\n');
    lines.forEach((line, index) => {
      const last = index === lines.length - 1;
      if (last && line === '') return;
      this.#terminal.write(`${this.#atLineStart ? bar : ''}${line}${last ? '' : '\n'}`);
      this.#atLineStart = !last;
    });
  }

  /** Ends a line that the host left open. */
  close(): void {
    if (!this.#atLineStart) this.#terminal.write('\n');
    this.#atLineStart = true;
  }
}

export interface Progress {
  /** What to give to the executor as `emit`. */
  readonly draw: (event: ExecutorEvent) => void;
  /** Shows what a step will do, before the question; it isn't shown again when it begins. */
  readonly preview: (step: PlannedStep) => void;
}

export function createProgress(terminal: Terminal): Progress {
  const colors = terminal.colors.err;
  const gutter = new Gutter(terminal);
  const previewed = new Set<string>();
  const draw = (event: ExecutorEvent): void => {
    if (event.type === 'output') {
      const bar = event.stream === 'stdout' ? colors.dim('│ ') : colors.red('┆ ');
      gutter.write(printable(event.text, colors.isColorSupported), `    ${bar}`);
      return;
    }
    gutter.close();
    const known =
      event.type === 'phase' &&
      event.phase === 'action' &&
      previewed.delete(`${event.step}@${event.host}`);
    if (!known) for (const line of eventLines(event, colors)) terminal.note(line);
  };
  const preview = ({ id, host, action }: PlannedStep): void => {
    for (const line of actionLines(actionText(action), colors)) terminal.note(line);
    previewed.add(`${id}@${host}`);
  };
  return { draw, preview };
}

/** What will happen, in the author's words. A file's content is shown as a diff by the executor. */
function actionText(action: PlannedStep['action']): string {
  if (action.kind === 'run') return action.command.script;
  return action.kind === 'put' ? `write ${action.file.path}` : '';
}

function actionLines(text: string, colors: Colors): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line, index) => `  ${colors.dim(index === 0 ? '$' : ' ')} ${line}`);
}

/** What is drawn for an event, apart from live output. */
function eventLines(event: Exclude<ExecutorEvent, { type: 'output' }>, colors: Colors): string[] {
  switch (event.type) {
    case 'run-started':
      return [
        `${colors.bold(event.title)} ${colors.dim(`— ${event.runbook}, ${count(event.steps, 'step')}`)}`,
      ];
    case 'step-started':
      return ['', heading(event, colors)];
    case 'step-kept':
      return [
        '',
        heading(event, colors),
        `  ${resultMark(event.result, colors)} ${colors.dim(`${event.result}, not run again`)}`,
      ];
    case 'decision':
      return [
        `  ${colors.dim('decided:')} ${colors.magenta(event.verdict)} → ${colors.bold(event.decision)} ${colors.dim(`(${event.by}: ${event.detail})`)}`,
      ];
    case 'phase':
      return phaseLines(event, colors);
    case 'notice':
      return event.text.split('\n').map((line) => `  ${colors.yellow('!')} ${line}`);
    case 'step-ended':
      return endLines(event, colors);
    case 'paused':
      return ['', ...pausedLines(event, colors)];
    case 'run-ended':
      return ['', ...recapLines(event.recap, colors)];
  }
}

function heading(event: EventOf<'step-started'> | EventOf<'step-kept'>, colors: Colors): string {
  const { index, total, title, step, host } = event;
  const place = colors.dim(`[${index}/${total}]`);
  return `${place} ${colors.bold(title)} ${colors.dim(step)} ${colors.cyan(`[${host}]`)}`;
}

function pausedLines({ detail, held }: EventOf<'paused'>, colors: Colors): string[] {
  const [first = '', ...more] = held ? heldLines(held, new Date()) : [detail];
  return [`${colors.yellow('paused')}: ${first}`, ...more];
}

function phaseLines(event: EventOf<'phase'>, colors: Colors): string[] {
  const lines = event.text.replace(/\n$/, '').split('\n');
  if (event.phase === 'diff') return lines.map((line) => `    ${diffColor(line, colors)}`);
  if (event.phase === 'action') return actionLines(event.text, colors);
  const attempt = event.attempt !== undefined && event.attempt > 1 ? ` (try ${event.attempt})` : '';
  const more = lines.length > 1 ? ' …' : '';
  return [`  ${colors.dim(`${event.phase}${attempt}: ${lines[0]}${more}`)}`];
}

function diffColor(line: string, colors: Colors): string {
  if (/^(\+\+\+|---)/.test(line)) return colors.bold(line);
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('@@') ? colors.cyan(line) : line;
}

function endLines(event: EventOf<'step-ended'>, colors: Colors): string[] {
  const { result, reason, exitCode, detail, hint, durationMs } = event;
  const why =
    result === 'failed' && reason !== undefined ? `: ${reasonText(reason, exitCode)}` : '';
  const mark = resultMark(result, colors);
  return [
    `  ${mark} ${result}${why} ${colors.dim(duration(durationMs))}`,
    ...(detail ? detail.split('\n').map((line) => `    ${line}`) : []),
    ...(hint ? [`    ${colors.cyan('hint:')} ${hint.replaceAll('\n', '\n      ')}`] : []),
  ];
}

const COUNTS = ['ok', 'changed', 'skipped', 'failed', 'unreachable', 'unknown'] as const;

/** The table at the end: how many steps ended how, by host. Zeros are dim, what went wrong is red. */
export function recapLines(recap: readonly Recap[], colors: Colors): string[] {
  const paint = {
    ok: colors.green,
    changed: colors.yellow,
    skipped: colors.cyan,
    failed: colors.red,
    unreachable: colors.red,
    unknown: colors.magenta,
  };
  const columns = [
    { label: 'RECAP' },
    ...COUNTS.map((label) => ({ label, align: 'right' as const })),
  ];
  const rows = recap.map((row) => [
    colors.cyan(row.host),
    ...COUNTS.map((name) => (row[name] === 0 ? colors.dim('0') : paint[name](String(row[name])))),
  ]);
  return tableLines(columns, rows, colors.dim);
}
