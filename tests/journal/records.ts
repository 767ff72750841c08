/** Entries for the journal's tests, and for fuzzing. */
import { lineHash, NO_LINE } from '../../src/journal/decode.ts';
import type { Entry, StepRef } from '../../src/journal/entries.ts';
import type { RunStart } from '../../src/journal/file-fs.ts';
import type { NewEntry } from '../../src/journal/journal.ts';

export function ref(step: string, host = 'web1'): StepRef {
  return { step, host, hash: `hash-${step}`, sourceHash: `source-${step}` };
}

export const START: RunStart = {
  runbook: 'demo',
  file: 'runbooks/demo.mdx',
  title: 'Demo',
  operator: 'ada',
  machine: 'desk',
  version: '0',
  params: { release: '7' },
  selection: {},
  transport: 'local',
  steps: ['one', 'two', 'three'].map((step) => ({ ...ref(step), title: `Step ${step}` })),
};

/** Numbers and chains entries as the file does. */
export function journal(...entries: NewEntry[]): Entry[] {
  const start: NewEntry = { type: 'run-started', format: 2, run: 'r1', ...START };
  let prev = NO_LINE;
  return [start, ...entries].map((entry, index) => {
    const record = { seq: index + 1, at: `2026-01-01T00:00:0${index}Z`, prev, ...entry } as Entry;
    prev = lineHash(JSON.stringify(record));
    return record;
  });
}

/** Chains records again after an edit, as somebody who forges them would. */
export function rechained(records: readonly object[]): Entry[] {
  let prev = NO_LINE;
  return records.map((record, index) => {
    const chained = { ...record, seq: index + 1, prev } as Entry;
    prev = lineHash(JSON.stringify(chained));
    return chained;
  });
}

export function started(step: string, attempt = 1): NewEntry {
  return { type: 'step-started', ...ref(step), attempt, output: `output/${step}.log` };
}

export function ended(step: string, result: 'ok' | 'changed' | 'skipped' | 'failed'): NewEntry {
  return { type: 'step-ended', ...ref(step), attempt: 1, result, durationMs: 5 };
}

export function decision(step: string, decision: 'done' | 'rerun' | 'skip' | 'abort'): NewEntry {
  return { type: 'decision', ...ref(step), by: 'operator', decision };
}
