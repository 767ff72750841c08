/** A recorded run as a Markdown page: the steps as written, beside each what happened. Pure. */
import type { MeantBlock } from '../../journal/blocks.ts';
import type { StepEvidence } from '../../journal/evidence.ts';
import { formatPlace } from '../../problem/problem.ts';
import { duration, printable } from '../text.ts';
import { codeBlock, escapeHtml, escapeText, table } from './markdown-text.ts';
import {
  attempts,
  blockNotes,
  givenLines,
  outcomeText,
  outputFile,
  type RunReport,
  type Section,
  sections,
  stepOutcome,
  type Variant,
  who,
} from './report.ts';

const OUTPUT_LINES = 50;
const OUTPUT_BYTES = 64 * 1024;

export function markdownReport(report: RunReport): string {
  const parts = [
    head(report),
    ...problems(report),
    ...sections(report).flatMap((section) => sectionParts(section, report)),
  ];
  return `${parts.join('\n\n')}\n`;
}

const BEGINNINGS = { run: 'Begun', resume: 'Resumed', undo: 'Undone' } as const;

function head({ run, status, evidence }: RunReport): string {
  const { title, runbook, params, selection, transport, unlocked } = evidence.state;
  const rows = [
    ['Outcome', `**${status}**`],
    ['Run', `\`${run}\``],
    ['Runbook', escapeText([runbook, evidence.file].filter(Boolean).join(', '))],
    ...Object.entries(params).map(([name, value]) => [`\`${name}\``, escapeText(value)]),
    ...Object.entries(selection).map(([name, value]) => [`\`--${name}\``, escapeText(value)]),
    ['Transport', escapeText(transport)],
    ...evidence.sessions.map(({ kind, at, end, ...by }) => [
      BEGINNINGS[kind],
      escapeText(`${utc(at)} by ${who(by)} — ${end ?? 'no end recorded'}`),
    ]),
    ...(unlocked ?? []).map(({ at, host, lock, ...by }) => [
      'Unlocked',
      escapeText(`${utc(at)}: lock ${lock} on ${host ?? by.machine}, by ${who(by)}`),
    ]),
  ];
  return [`# ${escapeText(title || run)}`, table(['', ''], rows)].join('\n\n');
}

function problems(report: RunReport): string[] {
  return report.problems.map(({ severity, message, place }) =>
    escapeQuote(`**${severity}** ${escapeText(message)}`, place && formatPlace(place)),
  );
}

function escapeQuote(text: string, place: string | undefined): string {
  return `> ${text}${place === undefined ? '' : ` (${escapeText(place)})`}`;
}

function sectionParts(section: Section, report: RunReport): string[] {
  const several = section.variants.length > 1;
  return [
    `## ${escapeText(section.title)} \`${section.step}\``,
    ...section.variants.flatMap((variant) => [
      ...(several
        ? [`On ${variant.hosts.map(({ state }) => escapeText(state.host)).join(', ')}:`]
        : []),
      ...meant(variant),
      outcomes(variant.hosts, report),
      ...variant.hosts.flatMap((step) => [...story(step, report), ...output(step, report)]),
    ]),
  ];
}

function meant({ blocks }: Variant): string[] {
  if (!blocks) return ['*Its text was not kept.*'];
  return blocks.flatMap((block) => [label(block), codeBlock(block.text, block.lang)]);
}

function label(block: MeantBlock): string {
  return `*${block.role}* ${escapeText(blockNotes(block))}`.trimEnd();
}

const SIGNS: Readonly<Record<string, string>> = {
  done: '✔',
  skipped: '↷',
  failed: '✘',
  unknown: '?',
  pending: '·',
  undone: '↺',
};

function outcomes(hosts: readonly StepEvidence[], { evidence }: RunReport): string {
  const rows = hosts.map((step) => {
    const { host, status, exitCode, startedAt, endedAt, durationMs } = step.state;
    const last = step.happenings.at(-1);
    const at = endedAt ?? startedAt;
    return [
      escapeText(host),
      `${SIGNS[status] ?? ''} ${escapeText(stepOutcome(step))}`.trim(),
      exitCode === undefined ? '' : String(exitCode),
      at === undefined ? '' : utc(at),
      durationMs === undefined ? '' : duration(durationMs),
      last === undefined ? '' : escapeText(who(evidence.sessions[last.session])),
      String(attempts(step.happenings).length),
    ];
  });
  return table(['Host', 'Outcome', 'Exit code', 'When', 'Took', 'Who', 'Tries'], rows);
}

/** What the table can't say: why, what was decided, what each try came to. */
function story(step: StepEvidence, { evidence }: RunReport): string[] {
  const { state, happenings } = step;
  const told = happenings.flatMap((each) => {
    const by = who(evidence.sessions[each.session]);
    if (each.kind === 'decision') {
      const why = `${each.by}${each.detail ? `: ${each.detail}` : ''}`;
      return [`${utc(each.at)}, ${by}: decided ${each.decision} (${why})`];
    }
    const at = each.startedAt ?? each.endedAt;
    const tried = `${at === undefined ? '' : utc(at)}, ${by}: try ${each.attempt}, ${outcomeText(each)}`;
    const reverts = each.reverts.map(
      (revert) => `${utc(revert.at)}: undo on the host ${revert.state}`,
    );
    return happenings.length > 1 ? [tried, ...reverts] : reverts;
  });
  const all = [...(state.detail ? [state.detail] : []), ...givenLines(step), ...told];
  if (all.length === 0) return [];
  const items = all.map((item) => `- ${escapeText(item).replaceAll('\n', '\n  ')}`);
  return [`${escapeText(state.host)}:\n\n${items.join('\n')}`];
}

function output(step: StepEvidence, report: RunReport): string[] {
  const file = outputFile(step);
  if (file === undefined) return [];
  const { text, omitted } = report.output(file, OUTPUT_BYTES);
  const lines = printable(text, false).trimEnd().split('\n');
  if (lines.join('') === '') return [];
  const last = lines.slice(-OUTPUT_LINES);
  const part = omitted > 0 || last.length < lines.length ? `, the last ${last.length} lines` : '';
  const summary = `<summary>Output of ${escapeHtml(step.state.host)}${part}</summary>`;
  return [`<details>${summary}\n\n${codeBlock(last.join('\n'), 'text')}\n\n</details>`];
}

/** A report is read anywhere: its times are UTC. */
function utc(iso: string): string {
  return iso.replace(/^(\S+)T(\d\d:\d\d:\d\d).*Z$/, '$1 $2 UTC');
}
