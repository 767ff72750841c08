/** What a person reads of each of the executor's events, as lines. Pure; `drawing.ts` places them. */
import type { ExecutorEvent, Recap } from '../executor/events.ts';
import type { PlannedStep } from '../plan/model.ts';
import { heldLines } from './lock-view.ts';
import { tableLines } from './table.ts';
import type { Colors } from './terminal.ts';
import { count, duration, reasonText } from './text.ts';

type EventOf<T extends ExecutorEvent['type']> = Extract<ExecutorEvent, { type: T }>;
export type Result = EventOf<'step-ended'>['result'];

/** Sign and colour of each way for a step to end. */
export function resultMark(result: Result | 'pending' | 'done' | 'undone', colors: Colors): string {
  const marks = {
    ok: colors.green('✔'),
    done: colors.green('✔'),
    changed: colors.yellow('✔'),
    skipped: colors.dim('↷'),
    failed: colors.red('✘'),
    unknown: colors.magenta('?'),
    pending: colors.dim('·'),
    undone: colors.cyan('↺'),
  } as const;
  return marks[result];
}

/** What will happen, in the author's words. A file's content is shown as a diff by the executor. */
export function actionText(action: PlannedStep['action']): string {
  if (action.kind === 'run') return action.command.does ?? action.command.script;
  return action.kind === 'put' ? `write ${action.file.path}` : '';
}

export function actionLines(text: string, colors: Colors): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line, index) => `  ${colors.dim(index === 0 ? '$' : ' ')} ${line}`);
}

/** Events that are drawn as whole lines: all but live output. */
export type Drawn = Exclude<ExecutorEvent, { type: 'output' }>;

/** What is drawn for an event. */
export function eventLines(event: Drawn, colors: Colors): string[] {
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

/** Steps that an earlier session finished, summed up. */
export function keptLine(steps: number, colors: Colors): string {
  const were = steps === 1 ? 'was' : 'were';
  return `${colors.green('✔')} ${colors.dim(`${count(steps, 'step')} ${were} done before: not run again`)}`;
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

export function phaseLines(event: EventOf<'phase'>, colors: Colors): string[] {
  const lines = event.text.replace(/\n$/, '').split('\n');
  if (event.phase === 'diff') return lines.map((line) => `    ${diffColor(line, colors)}`);
  if (event.phase === 'action') return actionLines(event.text, colors);
  const attempt = event.attempt !== undefined && event.attempt > 1 ? ` (try ${event.attempt})` : '';
  const more = lines.length > 1 ? ' …' : '';
  return [`  ${colors.dim(`${event.phase}${attempt}: ${lines[0]}${more}`)}`];
}

/** A line of a unified diff. */
export function diffColor(line: string, colors: Colors): string {
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
