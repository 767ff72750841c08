import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { resumeLines, resumeRows } from '../../src/cli/resume-view.ts';
import type { Decided } from '../../src/executor/options.ts';
import type { ResumeVerdict, StepState } from '../../src/journal/state.ts';
import type { PlannedStep } from '../../src/plan/model.ts';
import type { ResumeItem } from '../../src/plan/resume.ts';

const PLAIN = { colors: pc.createColors(false), columns: 80, verbose: false };

function item(id: string, verdict: ResumeVerdict, detail = '', result = 'changed'): ResumeItem {
  const action = { kind: 'run' };
  const step = { id, host: 'h1', action, changing: true, rerunSafe: false } as PlannedStep;
  const state = { step: id, host: 'h1', result } as StepState;
  const known = verdict === 'new' ? {} : { state };
  return {
    ...known,
    ...(verdict !== 'removed' && { step }),
    id,
    host: 'h1',
    title: id,
    verdict,
    detail,
  };
}

function shown(items: readonly ResumeItem[], decided?: Decided, view = PLAIN): string {
  return resumeLines(
    resumeRows(items, () => decided),
    view,
  ).join('\n');
}

describe('the table of a resume', () => {
  it('says what was found, and what will be done', () => {
    const items = [
      item('a', 'done'),
      item('b', 'done-but-edited'),
      item('c', 'inventory-changed'),
      item('d', 'failed', 'It ended with code 3: no such unit\nand more'),
      item('e', 'unknown', 'The command was cut off'),
      item('f', 'pending'),
      item('g', 'new'),
      item('h', 'removed', '', 'ok'),
    ];
    expect(shown(items)).toMatchInlineSnapshot(`
      "STEP  HOST  FOUND              RESUME WILL
      a     h1    done               keep
      b     h1    done, but edited   ask you
      c     h1    inventory changed  ask you
      d     h1    failed             ask you         It ended with code 3: no such un…
      e     h1    unknown            ask you         The command was cut off
      f     h1    pending            run
      g     h1    new                run
      h     h1    removed            leave it alone"
    `);
  });

  it('says who left a step out, also in a long table', () => {
    const skipped = { ...item('s', 'done', 'skipped by bob'), skippedBy: 'bob' };
    const edited = { ...item('t', 'done-but-edited', ''), skippedBy: 'bob' };
    const many = Array.from({ length: 40 }, (_, at) => item(`a${at}`, 'done'));
    expect(shown([skipped, edited, ...many])).toMatchInlineSnapshot(`
      "STEP  HOST  FOUND                RESUME WILL
      s     h1    skipped              leave out    by bob
      t     h1    skipped, but edited  ask you      by bob
      ✔ 40 steps done: kept   (-v lists them)"
    `);
  });

  it('says what was decided beforehand', () => {
    expect(shown([item('b', 'failed')], { choice: 'rerun', by: 'flag' })).toContain(
      'run again, as decided',
    );
    expect(shown([item('a', 'done')], { choice: 'rerun', by: 'flag' })).toContain('keep');
  });

  it('sums up a long one, where there is nothing to decide', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      item(`a${at}`, at < 30 ? 'done' : 'pending'),
    );
    expect(shown(many)).toBe('✔ 30 steps done: kept   · 10 steps to run   (-v lists them)');
    expect(shown([...many, item('z', 'failed', 'why')])).toMatchInlineSnapshot(`
      "STEP  HOST  FOUND   RESUME WILL
      z     h1    failed  ask you      why
      ✔ 30 steps done: kept   · 10 steps to run   (-v lists them)"
    `);
    expect(shown(many, undefined, { ...PLAIN, verbose: true }).split('\n')).toHaveLength(41);
  });

  it('warns of what a removed step has changed', () => {
    expect(shown([item('old', 'removed')])).toContain(
      '! old changed h1, and is no longer in the runbook: resume leaves what it did; undo asks you to take it back by hand',
    );
    const written = item('old', 'removed');
    const state = { ...written.state, put: { path: '/etc/motd' } } as StepState;
    expect(shown([{ ...written, state }])).toContain(
      ': resume leaves what it did; undo puts /etc/motd back',
    );
  });

  it('is no wider than the terminal', () => {
    const lines = shown([item('b', 'failed', 'x'.repeat(200))]).split('\n');
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(80);
  });
});
