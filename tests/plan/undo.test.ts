/**
 * Each file of `undo/` is a test: a page, what a run of it recorded, and what would be undone.
 *
 * `-- page --` is what ran, `-- now --` today's page when it was edited since, `-- run --` the
 * records, one a line: `step@host what…` with what one of `changed`, `ok`, `skipped`,
 * `failed`, `unknown`, `begun` (a start without an end), `reverted`, `half-reverted` (its undo
 * failed), `reverting` (nobody knows how its undo ended), `absent` (as `changed`,
 * of a file that was not there), `done` and `rerun` (decisions), or `undo step@host changed`. `vitest -u`
 * writes the part `-- undo --`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/journal/entries.ts';
import { fold } from '../../src/journal/fold.ts';
import type { NewEntry } from '../../src/journal/journal.ts';
import { undoId } from '../../src/journal/undo.ts';
import type { Plan, PlannedStep } from '../../src/plan/model.ts';
import { buildPlan } from '../../src/plan/plan.ts';
import { type UndoItem, undoItems, undoPlan } from '../../src/plan/undo.ts';
import { INVENTORY, runbook } from './support.ts';

const CASES = join(import.meta.dirname, 'undo');

interface Case {
  readonly title: string;
  readonly parts: Readonly<Record<string, string>>;
}

function read(text: string): Case {
  const [title = '', ...rest] = text.split(/^-- (\w+) --\n/m);
  const parts: Record<string, string> = {};
  for (let at = 0; at < rest.length; at += 2) parts[rest[at] as string] = rest[at + 1] as string;
  return { title, parts };
}

function write({ title, parts }: Case): string {
  const body = Object.entries(parts).map(([name, text]) => `-- ${name} --\n${text}`);
  return title + body.join('');
}

function planOf(page: string): Plan {
  const built = buildPlan({ runbook: runbook(page), inventory: INVENTORY, params: {} });
  if (!built.ok) throw new Error(JSON.stringify(built.problems, null, 2));
  return built.plan;
}

/** The records that a line of `-- run --` stands for. */
function records(line: string, plan: Plan): NewEntry[] {
  const [, undo, step = '', host = '', what = ''] = /^(undo )?(\S+)@(\S+) (\S+)/.exec(line) ?? [];
  const planned = plan.steps.find((one) => one.id === step && one.host === host) as PlannedStep;
  const { hash, sourceHash, title } = planned;
  const ref = { step: undo ? undoId(step) : step, host, hash, sourceHash };
  const file = planned.action.kind === 'put' && !undo ? planned.action.file : undefined;
  const absent = what === 'absent' ? { absent: true as const } : {};
  const put = file && { put: { path: file.path, ...absent } };
  const started: NewEntry = {
    ...{ type: 'step-started', ...ref, attempt: 1, output: 'output/x.log' },
    ...put,
  };
  const ended = (result: 'changed' | 'ok' | 'skipped' | 'failed'): NewEntry => ({
    ...{ type: 'step-ended', ...ref, attempt: 1, result, durationMs: 1, exitCode: 0 },
    ...(result === 'failed' && { detail: 'It ended with code 1' }),
  });
  const decided = (decision: 'done' | 'rerun'): NewEntry[] => [
    { type: 'decision', ...ref, by: 'operator', decision },
  ];
  const began: NewEntry = {
    ...{ type: 'undo-started', operator: 'ada', machine: 'desk', version: '0' },
    steps: [{ ...ref, title }],
  };
  const table: Record<string, NewEntry[]> = {
    changed: [started, ended('changed')],
    absent: [started, ended('changed')],
    ok: [ended('ok')],
    skipped: [ended('skipped')],
    failed: [started, ended('failed')],
    unreachable: [ended('failed')],
    unknown: [started, { type: 'step-unknown', ...ref, attempt: 1, detail: 'The link went' }],
    begun: [started],
    reverted: [
      { ...started, revert: 1000 } as NewEntry,
      { type: 'revert', ...ref, attempt: 1, state: 'fired', exitCode: 0 },
      ended('failed'),
    ],
    'half-reverted': [
      { ...started, revert: 1000 } as NewEntry,
      { type: 'revert', ...ref, attempt: 1, state: 'fired', exitCode: 3 },
      ended('failed'),
    ],
    reverting: [
      { ...started, revert: 1000 } as NewEntry,
      { type: 'revert', ...ref, attempt: 1, state: 'fired' },
      ended('failed'),
    ],
    done: decided('done'),
    rerun: decided('rerun'),
  };
  const found = table[what];
  if (!found) throw new Error(`not a record: ${line}`);
  return undo ? [began, ...found] : found;
}

function journal(plan: Plan, lines: readonly string[]): Entry[] {
  const head: NewEntry = {
    ...{ type: 'run-started', format: 2, run: 'r1', runbook: 'test', file: 'f', title: 'Test' },
    ...{ operator: 'ada', machine: 'desk', version: '0', transport: 'ssh' },
    ...{ params: {}, selection: {} },
    steps: plan.steps.map(({ id, ...step }) => ({ ...step, step: id })),
  };
  return [head, ...lines.flatMap((line) => records(line, plan))].map((entry, at) => ({
    ...{ seq: at + 1, at: '2026-01-01T00:00:00Z', prev: '' },
    ...entry,
  })) as Entry[];
}

function describeItem({ id, host, way, doubt, changed, why, step }: UndoItem): string {
  const words = [changed && `(${changed})`, why && `because ${why}`, doubt && `? ${doubt}`];
  const { action } = step;
  const command = action.kind === 'run' ? action.command : undefined;
  const texts = (command?.does ?? command?.script)?.split('\n') ?? [];
  const items = action.kind === 'manual' ? action.items.join('\n').split('\n') : [];
  const head = [`${id}@${host}: ${way}`, ...words.filter(Boolean)].join(' ');
  return [head, ...[...texts, ...items].map((line) => `    ${line}`)].join('\n');
}

describe('what would be undone', () => {
  it.each(readdirSync(CASES))('%s', async (name) => {
    const path = join(CASES, name);
    const found = read(readFileSync(path, 'utf8'));
    const { page = '', now = page, run = '' } = found.parts;
    const state = fold(journal(planOf(page), run.split('\n').filter(Boolean)));
    const today = planOf(now);
    const items = undoItems(today, state);
    const undo = `${items.map(describeItem).join('\n') || 'nothing'}\n`;
    await expect(write({ ...found, parts: { ...found.parts, undo } })).toMatchFileSnapshot(path);

    const plan = undoPlan(today, items);
    expect(plan.steps.map(({ id, host }) => `${id}@${host}`)).toEqual(
      items.map(({ id, host }) => `${undoId(id)}@${host}`),
    );
    expect(plan.order).toBe('by-step');
    expect(Object.keys(plan.invariants)).toEqual(plan.hosts);
    expect(plan.steps.some((step) => step.verify || step.check || step.undo)).toBe(false);
  });
});
