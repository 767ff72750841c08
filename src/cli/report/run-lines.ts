/** A recorded run for a person at a terminal: what `show <run>` prints. Pure. */
import type { SessionEvidence } from '../../journal/evidence.ts';
import { nextCommand, statusColor } from '../run-view.ts';
import type { Colors } from '../terminal.ts';
import { duration, localSecond } from '../text.ts';
import { type RunReport, sections, who } from './report.ts';
import { sectionLines } from './section-lines.ts';

export interface View {
  readonly colors: Colors;
  /** Width of the terminal. */
  readonly columns: number;
  /** A path as it is shown: `~/…`. */
  readonly path: (path: string) => string;
}

/** @param step only this one, without the head */
export function runLines(report: RunReport, view: View, step?: string): string[] {
  const all = sections(report);
  const lines = all.map((section, index) =>
    step === undefined || section.step === step
      ? sectionLines(section, { number: index + 1, total: all.length }, report, view)
      : [],
  );
  if (step !== undefined) return lines.flat();
  return [...headLines(report, view), ...lines.flat(), ...nextLines(report, view.colors)];
}

const BEGINNINGS = { run: 'begun', resume: 'resumed', undo: 'undone' } as const;

function headLines({ run, folder, status, evidence }: RunReport, view: View): string[] {
  const { colors } = view;
  const { title, runbook, params, selection, unlocked } = evidence.state;
  const vars = Object.entries({ ...params, ...dashed(selection) });
  const field = (name: string, value: string): string => `  ${colors.dim(name.padEnd(8))} ${value}`;
  return [
    `${colors.bold(title || run)} ${colors.dim(`— ${runbook}`)}  ${statusColor(status, colors)(status)}`,
    field('run', run),
    ...(evidence.file === '' ? [] : [field('file', evidence.file)]),
    ...(vars.length === 0 ? [] : [field('with', vars.map((pair) => pair.join('=')).join(' '))]),
    field('journal', view.path(folder)),
    ...evidence.sessions.map((session) =>
      field(BEGINNINGS[session.kind], sessionText(session, colors)),
    ),
    ...(unlocked ?? []).map(({ at, host, lock, ...by }) =>
      field(
        'unlocked',
        `${localSecond(at)} by ${who(by)} ${colors.dim(`— ${lock} on ${host ?? by.machine}`)}`,
      ),
    ),
  ];
}

function dashed(selection: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(selection).map(([name, value]) => [`--${name}`, value]));
}

function sessionText(session: SessionEvidence, colors: Colors): string {
  const { at, end, endedAt } = session;
  const took =
    endedAt === undefined ? '' : ` after ${duration(Date.parse(endedAt) - Date.parse(at))}`;
  const ended = end === undefined ? 'no end recorded' : `${end}${took}`;
  return `${localSecond(at)} by ${who(session)} ${colors.dim(`— ${ended}`)}`;
}

function nextLines({ run, evidence, status, recorded }: RunReport, colors: Colors): string[] {
  const next = nextCommand(evidence.state, status);
  const film = `runbook replay ${run} plays what the operator saw`;
  const lines = [
    ...(next === undefined ? [] : [`${colors.bold('next:')} ${next}`]),
    ...(recorded ? [colors.dim(film)] : []),
  ];
  return lines.length > 0 ? ['', ...lines] : [];
}
