/** Who may take a lock over: one table. */
import { describe, expect, it } from 'vitest';
import {
  encodeLock,
  isLockId,
  type Judgement,
  judge,
  parseLock,
  type TargetLock,
} from '../../../src/executor/lock/lock.ts';
import { LOCK } from './support.ts';

const SELF: TargetLock = { ...LOCK, id: 'aaaaaaaa', run: 'r1' };
const gone = () => true;
const alive = () => false;

describe('a lock that is there', () => {
  it.each<[string, Partial<TargetLock>, () => boolean, Judgement]>([
    ['our own, over a second session', { id: SELF.id }, alive, 'ours'],
    ['the same run, its process died here', {}, gone, 'take-over'],
    ['the same run, at work or on another machine', {}, alive, 'held'],
    ['the same run, kept while a step may be at work', { kept: 'slow' }, gone, 'take-over'],
    ['another run, its process died here', { run: 'r2' }, gone, 'take-over-and-say'],
    ['another run, at work or on another machine', { run: 'r2' }, alive, 'held'],
    ['another run, kept while its step may be at work', { run: 'r2', kept: 'slow' }, gone, 'held'],
    ['by someone who wrote no process', { run: 'r2', process: undefined }, gone, 'held'],
  ])('%s', (_name, change, isGone, judgement) => {
    expect(judge({ ...SELF, id: 'bbbbbbbb', ...change }, SELF, isGone)).toBe(judgement);
  });
});

describe('the text of a lock', () => {
  it('comes back as it was written', () => {
    const lock = { ...LOCK, operator: 'o\'b "q" \\ é', kept: 'slow' };
    expect(parseLock(encodeLock(lock))).toEqual(lock);
  });

  it.each([
    '',
    'garbage',
    '[]',
    'null',
    '{"id":"aaaaaaaa"}',
    encodeLock({ ...LOCK, id: '"; rm -rf /' }),
  ])('is refused: %s', (text) => {
    expect(parseLock(text)).toBeUndefined();
  });

  it('without a process that can be judged stays a lock', () => {
    expect(parseLock(JSON.stringify({ ...LOCK, process: 'init', kept: 1 }))).toEqual({
      ...LOCK,
      process: undefined,
    });
  });

  it.each([
    ['0123abcd', true],
    ['0123ABCD', false],
    ['abc', false],
    ['abcdefg*', false],
  ])('id %s', (id, is) => expect(isLockId(id)).toBe(is));
});
