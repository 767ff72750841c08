/**
 * A recorded run as JUnit XML: a test suite a host, a test case a step. Written so that
 * the schema of Jenkins takes it; GitLab, GitHub's actions and Azure read the same. Pure.
 */
import type { StepEvidence } from '../../journal/evidence.ts';
import { printable, reasonText } from '../text.ts';
import { attempts, outputFile, type RunReport, stepOutcome, who } from './report.ts';
import { element, type XmlElement, xmlDocument } from './xml.ts';

const OUTPUT_BYTES = 64 * 1024;

export function junitReport(report: RunReport): string {
  const { steps, state } = report.evidence;
  const hosts = [...new Set(steps.map(({ state: { host } }) => host))];
  const { skipped: _, ...totals } = counts(steps);
  return xmlDocument(
    element(
      'testsuites',
      { name: state.title || report.run, ...totals },
      hosts.map((host) =>
        suite(
          host,
          steps.filter((step) => step.state.host === host),
          report,
        ),
      ),
    ),
  );
}

function suite(host: string, steps: readonly StepEvidence[], report: RunReport): XmlElement {
  const { startedAt } = report.evidence.state;
  // As its readers want it: no zone, no fraction.
  const timestamp = startedAt === '' ? undefined : startedAt.slice(0, '2026-07-14T09:12:00'.length);
  return element('testsuite', { name: host, hostname: host, timestamp, ...counts(steps) }, [
    element('properties', {}, properties(report)),
    ...steps.map((step) => testCase(step, report)),
  ]);
}

function properties({ run, status, evidence }: RunReport): XmlElement[] {
  const { runbook, transport, params, selection } = evidence.state;
  const all = {
    ...{ run, runbook, status, file: evidence.file, transport },
    operators: [...new Set(evidence.sessions.map(who))].join(', '),
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`param.${name}`, value])),
    ...Object.fromEntries(Object.entries(selection).map(([name, value]) => [`--${name}`, value])),
  };
  return Object.entries(all).map(([name, value]) => element('property', { name, value }));
}

function counts(steps: readonly StepEvidence[]) {
  const how = steps.map(kindOf);
  return {
    tests: steps.length,
    failures: how.filter((kind) => kind === 'failure').length,
    errors: how.filter((kind) => kind === 'error').length,
    skipped: how.filter((kind) => kind === 'skipped').length,
    time: seconds(steps.reduce((sum, { state }) => sum + (state.durationMs ?? 0), 0)),
  };
}

type Kind = 'passed' | 'failure' | 'error' | 'skipped';

/** Of an unknown outcome nobody may say that it passed, nor that it failed: an error. */
function kindOf({ state }: StepEvidence): Kind {
  if (state.status === 'failed') return 'failure';
  if (state.status === 'unknown') return 'error';
  return state.status === 'done' ? 'passed' : 'skipped';
}

function testCase(step: StepEvidence, report: RunReport): XmlElement {
  const { state } = step;
  const name = `${state.title} (${state.step})`;
  const classname = `${report.evidence.state.runbook}.${state.host}`;
  const time = seconds(state.durationMs ?? 0);
  const printed = output(step, report);
  return element('testcase', { name, classname, time }, [
    ...verdict(step),
    ...(printed === '' ? [] : [element('system-out', {}, [printed])]),
  ]);
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  pending: 'not run',
  undone: 'done, and taken back since',
};

function verdict(step: StepEvidence): XmlElement[] {
  const kind = kindOf(step);
  const { status, reason, exitCode, detail = '' } = step.state;
  if (kind === 'passed') return [];
  if (kind === 'skipped') {
    return [element('skipped', {}, [LEFT_OUT[status] ?? (detail || status)])];
  }
  const message = reason ? reasonText(reason, exitCode) : stepOutcome(step);
  return [element(kind, { type: reason ?? status, message }, [detail || message])];
}

function output(step: StepEvidence, report: RunReport): string {
  const tries = attempts(step.happenings).length;
  const file = outputFile(step);
  if (file === undefined) return '';
  const { text, omitted } = report.output(file, OUTPUT_BYTES);
  const before = omitted > 0 ? `[${omitted} bytes before this: ${file}]\n` : '';
  const again = tries > 1 ? `[attempt ${tries}]\n` : '';
  return text === '' ? '' : again + before + printable(text, false);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
