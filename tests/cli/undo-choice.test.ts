/** Which steps an undo takes back, and which it must be told about. */
import { describe, expect, it } from 'vitest';
import { refuseUndecided, selected, UndoChoices } from '../../src/cli/undo/choice.ts';
import type { UndoItem } from '../../src/plan/undo.ts';
import { step } from '../executor/support.ts';

function item(id: string, change: Partial<UndoItem> = {}): UndoItem {
  const host = change.host ?? 'web1';
  const undo = step(`undo:${id}`, `undo ${id}`, { host });
  return { id, host, title: id, status: 'done', way: 'command', step: undo, ...change };
}

const DONE = item('done');
const FAILED = item('failed', { status: 'failed', doubt: 'it failed' });
const UNKNOWN = item('lost', { status: 'unknown', doubt: 'nobody knows' });
const BY_HAND = item('press', { way: 'by-hand' });
const ITEMS = [DONE, FAILED, UNKNOWN, BY_HAND, item('done', { host: 'web2' })];

function refusal(action: () => unknown): { message: string; hint: string; exitCode: number } {
  try {
    action();
  } catch (error) {
    return error as ReturnType<typeof refusal>;
  }
  throw new Error('nothing was refused');
}

describe('what is still open', () => {
  const open = (options: Record<string, string[]>, after = false) => {
    const choices = new UndoChoices(options, ITEMS, after);
    return ITEMS.flatMap((one) => {
      const what = choices.open(one);
      return what ? [`${one.id} ${what}`] : [];
    });
  };

  it.each<[string, Record<string, string[]>, boolean, string[]]>([
    ['without a flag', {}, false, ['failed doubt', 'lost doubt', 'press by-hand']],
    ['after a failure: only what nobody knows', {}, true, ['lost doubt']],
    ['--include', { include: ['failed', 'lost@web1'] }, false, ['press by-hand']],
    ['--skip, --leave', { skip: ['failed', 'lost'], leave: ['press'] }, false, []],
  ])('%s', (_name, options, after, expected) => {
    expect(open(options, after)).toEqual(expected);
  });

  it('is refused with the flag that decides each', () => {
    const { message, hint, exitCode } = refusal(() =>
      refuseUndecided(ITEMS, new UndoChoices({}, ITEMS)),
    );
    expect(exitCode).toBe(3);
    expect(message).toContain('nothing was undone');
    expect(hint).toBe(
      'decide with --include failed@web1 or --skip failed@web1, --include lost@web1 or --skip lost@web1, --leave press@web1',
    );
  });
});

describe('a flag', () => {
  it('for one host goes before that for all', () => {
    const choices = new UndoChoices({ skip: ['done'], include: ['done@web2'] }, ITEMS);
    expect(ITEMS.filter((one) => choices.isLeft(one))).toEqual([DONE]);
  });

  it.each<[string, Record<string, string[]>, string]>([
    ['for a step that is not there', { skip: ['dne'] }, 'there is no step "dne" to undo'],
    ['twice', { skip: ['done'], include: ['done'] }, '"done" is both --include and --skip'],
  ])('%s is refused', (_name, options, message) => {
    expect(refusal(() => new UndoChoices(options, ITEMS))).toMatchObject({ message, exitCode: 2 });
  });
});

describe('--step and --limit', () => {
  it.each<[string, string[], string[] | undefined, string[]]>([
    ['neither', [], undefined, ['done', 'failed', 'lost', 'press', 'done']],
    ['a step', ['done'], undefined, ['done', 'done']],
    ['a host', [], ['web2'], ['done']],
    ['both', ['failed'], ['web2'], []],
  ])('%s', (_name, steps, hosts, expected) => {
    expect(selected(ITEMS, steps, hosts).map(({ id }) => id)).toEqual(expected);
  });

  it('a step that the run did not do is refused', () => {
    expect(refusal(() => selected(ITEMS, ['dane'], undefined)).hint).toBe('did you mean "done"?');
  });
});
