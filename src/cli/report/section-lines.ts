/** One step of a recorded run, on all its hosts, as lines. Pure. */
import { showControls } from '../../executor/control-characters.ts';
import type { MeantBlock } from '../../journal/blocks.ts';
import type { Attempt, Decision, StepEvidence } from '../../journal/evidence.ts';
import { resultMark } from '../progress.ts';
import { cut, tableLines, widthOf } from '../table.ts';
import type { Colors } from '../terminal.ts';
import { duration, localSecond, printable } from '../text.ts';
import {
  attempts,
  blockNotes,
  givenLines,
  outcomeText,
  outputFile,
  type RunReport,
  type Section,
  stepOutcome,
  type Variant,
  who,
} from './report.ts';
import type { View } from './run-lines.ts';

const OUTPUT_LINES = 10;
const OUTPUT_BYTES = 16 * 1024;

export function sectionLines(
  section: Section,
  { number, total }: { readonly number: number; readonly total: number },
  report: RunReport,
  view: View,
): string[] {
  const { bold, dim, cyan } = view.colors;
  const several = section.variants.length > 1;
  return [
    '',
    `${dim(`[${number}/${total}]`)} ${bold(section.title)} ${dim(section.step)}`,
    ...section.variants.flatMap((variant) => [
      ...(several ? [`  ${cyan(variant.hosts.map(({ state }) => state.host).join(', '))}`] : []),
      ...meantLines(variant, view.colors),
      ...variant.hosts.flatMap((step) => hostLines(step, hostWidth(section), report, view)),
    ]),
  ];
}

function meantLines({ blocks }: Variant, colors: Colors): string[] {
  if (!blocks) return [`  ${colors.dim('its text was not kept')}`];
  return blocks.flatMap((block) => blockLines(block, colors));
}

function blockLines(block: MeantBlock, colors: Colors): string[] {
  const notes = blockNotes(block);
  const lines = showControls(block.text).split('\n');
  const all = notes === '' ? lines : [colors.dim(notes), ...lines];
  return all.map((line, index) =>
    `  ${index === 0 ? colors.yellow(block.role.padEnd(7)) : ' '.repeat(7)} ${line}`.trimEnd(),
  );
}

function hostWidth({ variants }: Section): number {
  return Math.max(
    ...variants.flatMap(({ hosts }) => hosts.map(({ state }) => widthOf(state.host))),
  );
}

/** How a step ended on a host, and how it got there. */
function hostLines(
  step: StepEvidence,
  width: number,
  report: RunReport,
  { colors, columns }: View,
): string[] {
  const { state, happenings } = step;
  const mark = resultMark(markOf(step), colors);
  const host = colors.cyan(state.host) + ' '.repeat(width - widthOf(state.host));
  const facts = endFacts(step, report).map((fact) => colors.dim(`· ${fact}`));
  return [
    `  ${mark} ${host}  ${[stepOutcome(step), ...facts].join(' ')}`,
    ...detailLines(step).map((line) => `    ${line}`),
    ...guardLines(happenings, colors),
    ...(needsTelling(happenings) ? historyLines(happenings, report, colors) : []),
    ...outputLines(step, report, colors, columns),
  ];
}

function endFacts({ state, happenings }: StepEvidence, { evidence }: RunReport): string[] {
  const { exitCode, durationMs, endedAt, startedAt } = state;
  const at = endedAt ?? startedAt;
  const last = happenings.at(-1);
  return [
    exitCode === undefined || state.reason === 'exit-code' ? '' : `exit code ${exitCode}`,
    durationMs === undefined ? '' : duration(durationMs),
    at === undefined ? '' : localSecond(at),
    last === undefined ? '' : who(evidence.sessions[last.session]),
  ].filter((fact) => fact !== '');
}

function markOf({ state: { status, result } }: StepEvidence) {
  return status === 'done' ? (result ?? 'done') : status;
}

/** One try is told by the outcome. */
function needsTelling(happenings: StepEvidence['happenings']): boolean {
  return happenings.length > 1 || happenings[0]?.kind === 'decision';
}

function detailLines(step: StepEvidence): string[] {
  const { state, happenings } = step;
  const silent = attempts(happenings).at(-1)?.endedAt === undefined && state.status === 'unknown';
  const detail = state.detail ? state.detail.split('\n') : silent ? [NO_END] : [];
  return [...detail, ...givenLines(step)].map(showControls);
}

const NO_END = 'it was begun, and no end is recorded: nobody knows how it ended';

const REVERTS = {
  armed: 'the host is to undo it by itself',
  disarmed: 'told not to',
  fired: 'the host undid it by itself',
} as const;

function guardLines(happenings: StepEvidence['happenings'], colors: Colors): string[] {
  return happenings
    .flatMap((each) => (each.kind === 'attempt' ? each.reverts : []))
    .map(({ at, state }) => `    ${colors.dim(`${localSecond(at)}  ${REVERTS[state]}`)}`);
}

function historyLines(
  happenings: StepEvidence['happenings'],
  { evidence }: RunReport,
  colors: Colors,
): string[] {
  const rows = happenings.map((each) => {
    const session = evidence.sessions[each.session];
    return [timeOf(each), who(session), each.kind === 'attempt' ? tried(each) : decided(each)];
  });
  const columns = rows[0]?.map(() => ({ label: '' })) ?? [];
  const [, ...lines] = tableLines(columns, rows);
  return lines.map((line) => `    ${colors.dim(line)}`);
}

function timeOf(happening: Attempt | Decision): string {
  const at =
    happening.kind === 'decision' ? happening.at : (happening.startedAt ?? happening.endedAt);
  return at === undefined ? '' : localSecond(at);
}

function tried({ attempt, durationMs, ...rest }: Attempt): string {
  const took = durationMs === undefined ? '' : ` after ${duration(durationMs)}`;
  return `try ${attempt}: ${outcomeText(rest)}${took}`;
}

function decided({ decision, by, detail }: Decision): string {
  return `decided: ${decision} (${by}${detail ? `: ${showControls(detail)}` : ''})`;
}

function outputLines(
  step: StepEvidence,
  report: RunReport,
  colors: Colors,
  columns: number,
): string[] {
  const file = outputFile(step);
  if (file === undefined) return [];
  const { text, omitted } = report.output(file, OUTPUT_BYTES);
  const lines = printable(text, false).trimEnd().split('\n');
  if (lines.length === 1 && lines[0] === '') return [];
  const last = lines.slice(-OUTPUT_LINES);
  const more = omitted > 0 || last.length < lines.length;
  const { step: id, host } = step.state;
  return [
    ...(more ? [`    ${colors.dim(`… before it: --output ${id}@${host}`)}`] : []),
    ...last.map((line) => `    ${colors.dim('│')} ${cut(line, columns - 6)}`.trimEnd()),
  ];
}
