/** What a journal adds up to once the run is taken back. */
import { describe, expect, it } from 'vitest';
import { fold, replay } from '../../src/journal/fold.ts';
import type { NewEntry } from '../../src/journal/journal.ts';
import { undoId, undoSteps } from '../../src/journal/undo.ts';
import { ended, journal, ref, started } from './records.ts';

const WHO = { operator: 'bob', machine: 'lap', version: '0' };

function begins(...steps: string[]): NewEntry {
  const listed = steps.map((step) => ({ ...ref(undoId(step)), title: `Undo ${step}` }));
  return { type: 'undo-started', ...WHO, steps: listed };
}

const DONE = [started('one'), ended('one', 'changed'), started('two'), ended('two', 'changed')];
const undone = (step: string) => [started(undoId(step)), ended(undoId(step), 'changed')];

const statuses = (...entries: NewEntry[]) =>
  fold(journal(...DONE, ...entries)).steps.map(({ step, status }) => `${step} ${status}`);

describe('an undo', () => {
  it('is listed behind the steps of the run, which are undone one by one', () => {
    expect(statuses(begins('two', 'one'), ...undone('two'))).toEqual([
      'one done',
      'two undone',
      'three pending',
      'undo:two done',
      'undo:one pending',
    ]);
  });

  it.each<[string, NewEntry[], string]>([
    ['left out', [ended(undoId('two'), 'skipped')], 'two done'],
    ['failed', [started(undoId('two')), ended(undoId('two'), 'failed')], 'two done'],
    ['begun, without an end', [started(undoId('two'))], 'two done'],
    ['said to be done', [started(undoId('two')), decided('done')], 'two undone'],
  ])('that is %s', (_name, entries, expected) => {
    expect(statuses(begins('two'), ...entries)).toContain(expected);
  });

  it('asks again for what an earlier one left out', () => {
    const left = [begins('two'), ended(undoId('two'), 'skipped'), begins('two')];
    expect(undoSteps(fold(journal(...DONE, ...left))).map(({ status }) => status)).toEqual([
      'pending',
    ]);
  });

  it('stands, by its last record', () => {
    const { status, sessions } = fold(journal(...DONE, begins('two')));
    expect(status).toBe('running');
    expect(sessions).toMatchObject([{ operator: 'ada' }, { operator: 'bob', undo: true }]);
    const end: NewEntry = { type: 'run-ended', status: 'undone' };
    expect(fold(journal(...DONE, begins('two'), end)).status).toBe('undone');
  });

  it('contradicts a later start of the same step', () => {
    const entries = journal(...DONE, begins('two'), ...undone('two'), started('two', 2));
    expect(replay(entries).problems).toHaveLength(1);
  });
});

describe('how the run stood before it was taken back', () => {
  const end = (status: 'succeeded' | 'failed' | 'undone'): NewEntry => ({
    type: 'run-ended',
    status,
  });
  const PAUSED: NewEntry = { type: 'paused', reason: 'interrupt' };

  it.each<[string, NewEntry[], string | undefined]>([
    ['never taken back', [end('succeeded')], undefined],
    ['taken back', [end('succeeded'), begins('two')], 'succeeded'],
    ['killed meanwhile, and resumed', [end('failed'), begins('two'), ...undone('two')], 'failed'],
    ['a second time', [end('failed'), begins('two'), end('failed'), begins('one')], 'failed'],
    ['before it had ended', [PAUSED, begins('two'), end('undone')], 'paused'],
  ])('%s', (_name, entries, status) => {
    expect(fold(journal(...DONE, ...entries)).beforeUndo).toBe(status);
  });
});

describe('a step', () => {
  it('knows the order in which it ended, by the records and not by the clock', () => {
    const { steps } = fold(journal(...DONE));
    expect(steps.map(({ last }) => last)).toEqual([3, 5, undefined]);
  });

  it('that writes a file remembers that there was none, also when it is tried again', () => {
    const put = (change: object): NewEntry =>
      ({ ...started('one'), put: { path: '/etc/x', ...change } }) as NewEntry;
    const twice = journal(put({ absent: true }), ended('one', 'failed'), put({ sudo: true }));
    expect(fold(twice).steps[0]?.put).toEqual({ path: '/etc/x', absent: true, sudo: true });
    const moved = journal(put({ absent: true }), put({ path: '/etc/y' }));
    expect(fold(moved).steps[0]?.put).toEqual({ path: '/etc/y' });
  });
});

describe('locks that were removed', () => {
  it('are in the state of their run, and move nothing else', () => {
    const unlocked: NewEntry = { type: 'unlocked', lock: 'aa', host: 'web1', ...who() };
    const state = fold(journal(...DONE, unlocked));
    expect(state.unlocked).toEqual([
      { lock: 'aa', host: 'web1', at: '2026-01-01T00:00:05Z', ...who() },
    ]);
    expect(state.status).toBe('running');
    expect(fold(journal(...DONE)).unlocked).toBeUndefined();
  });
});

function who() {
  return { operator: 'bob', machine: 'lap' };
}

function decided(decision: 'done'): NewEntry {
  return { type: 'decision', ...ref(undoId('two')), by: 'operator', decision };
}
