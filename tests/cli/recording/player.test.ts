/** A recording at a person's pace. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CastEvent } from '../../../src/cli/recording/cast.ts';
import { frames, keyOf, Player } from '../../../src/cli/recording/player.ts';

const EVENTS: readonly CastEvent[] = [
  { time: 5, code: 'o', text: 'one\r\n' },
  { time: 6, code: 'm', text: 'install@web1' },
  { time: 106, code: 'o', text: 'two' },
  { time: 104, code: 'o', text: 'back' },
  { time: 107, code: 'r', text: '80x24' },
];

describe('frames', () => {
  it.each([
    ['as it was', { speed: 1, idleMs: Infinity }, [0, 1000, 100_000, 0, 1000]],
    ['with its pauses cut', { speed: 1, idleMs: 2000 }, [0, 1000, 2000, 0, 1000]],
    ['twice as fast, pauses cut before', { speed: 2, idleMs: 2000 }, [0, 500, 1000, 0, 500]],
  ])('play it %s', (_, pace, waits) => {
    expect(frames(EVENTS, pace).map(({ waitMs }) => waitMs)).toEqual(waits);
  });

  it('show text only, with line ends as a terminal driver wants them', () => {
    const shown = frames(EVENTS, { speed: 1, idleMs: 0 }).map(({ text }) => text);
    expect(shown).toEqual(['one\n', '', 'two', 'back', '']);
  });
});

describe('keys', () => {
  it.each([
    [' ', 'pause'],
    ['.', 'next'],
    ['\u001b[C', 'next'],
    ['q', 'quit'],
    ['\u0003', 'quit'],
    ['x', undefined],
    ['constructor', undefined],
  ])('%j means %s', (pressed, key) => {
    expect(keyOf(pressed)).toBe(key);
  });
});

describe('the player', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function playing() {
    const shown: string[] = [];
    const player = new Player((text) => shown.push(text));
    const all = [
      { waitMs: 0, text: 'a', marker: false },
      { waitMs: 1000, text: 'b', marker: false },
      { waitMs: 1000, text: 'c', marker: true },
      { waitMs: 1000, text: 'd', marker: false },
    ];
    const state = { ended: false };
    void player.play(all).then(() => {
      state.ended = true;
    });
    return { player, shown, state };
  }

  it('waits between the frames', async () => {
    const { shown, state } = playing();
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(2000);
    expect([shown.length, state.ended]).toEqual([4, true]);
  });

  it('holds, and goes on with what was left of the wait', async () => {
    const { player, shown } = playing();
    await vi.advanceTimersByTimeAsync(900);
    player.press('pause');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toEqual(['a']);
    player.press('pause');
    await vi.advanceTimersByTimeAsync(100);
    expect(shown).toEqual(['a', 'b']);
  });

  it('skips to the next marker, and waits again from there', async () => {
    const { player, shown } = playing();
    await vi.advanceTimersByTimeAsync(0);
    player.press('next');
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown).toEqual(['a', 'b', 'c']);
  });

  it('ends at once', async () => {
    const { player, shown, state } = playing();
    await vi.advanceTimersByTimeAsync(0);
    player.press('quit');
    await vi.advanceTimersByTimeAsync(0);
    expect([shown, state.ended]).toEqual([['a'], true]);
  });
});
