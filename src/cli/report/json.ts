/** A recorded run as JSON, for programs. Its schema is in `schemas/report.ts`. Pure. */
import type { StepEvidence } from '../../journal/evidence.ts';
import { printable } from '../text.ts';
import { outputFile, type RunReport, textHash } from './report.ts';

const OUTPUT_BYTES = 64 * 1024;

export function jsonReport(report: RunReport): Record<string, unknown> {
  const { run, folder, status, evidence, problems } = report;
  const { runbook, title, startedAt, endedAt, transport, params, selection } = evidence.state;
  return {
    v: 1,
    ...{ run, runbook, file: evidence.file, title, status, startedAt, endedAt },
    ...{ transport, params, selection, folder },
    sessions: evidence.sessions,
    unlocked: evidence.state.unlocked,
    steps: evidence.steps.map((step) => stepReport(step, report)),
    problems,
  };
}

function stepReport(step: StepEvidence, { blocks, output }: RunReport): Record<string, unknown> {
  const { state, happenings } = step;
  const { step: id, host, title, status, result, reason, exitCode, detail } = state;
  const { attempts, startedAt, endedAt, durationMs, outputs, hash } = state;
  const file = outputFile(step);
  return {
    ...{ step: id, host, title, status, result, reason, exitCode, detail },
    ...{ attempts, startedAt, endedAt, durationMs, outputs, hash },
    blocks: blocks.get(textHash(state)),
    happenings,
    output: file === undefined ? undefined : { file, ...excerpt(output(file, OUTPUT_BYTES)) },
  };
}

function excerpt({ text, omitted }: { readonly text: string; readonly omitted: number }) {
  return { text: printable(text, false), omitted };
}
