import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gate } from '../../../src/site/live/gate.ts';

/** Lets all that can go on go on, without time passing. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the gate between answers and changes', () => {
  let gate: Gate;
  let happened: string[];
  const change = (name: string) => gate.alone(() => void happened.push(name));
  const answer = (name: string) =>
    gate.enter().then((leave) => {
      happened.push(name);
      return leave;
    });

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    gate = new Gate();
    happened = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets answers be made side by side', async () => {
    await Promise.all([answer('one'), answer('two')]);
    expect(happened).toEqual(['one', 'two']);
  });

  it('makes a change at once when nobody is served', async () => {
    await change('change');
    expect(happened).toEqual(['change']);
  });

  it('makes a change after the answers that have begun, and before those that come', async () => {
    const leaveOne = await answer('one');
    const leaveTwo = await answer('two');
    const changed = change('change');
    const late = answer('late');
    await settle();
    leaveOne();
    await settle();
    expect(happened).toEqual(['one', 'two']);
    leaveTwo();
    await Promise.all([changed, late]);
    expect(happened).toEqual(['one', 'two', 'change', 'late']);
  });

  it('makes changes in their order, and answers after the last', async () => {
    const leave = await answer('one');
    const all = [change('first'), answer('late'), change('second')];
    leave();
    await Promise.all(all);
    expect(happened).toEqual(['one', 'first', 'second', 'late']);
  });

  it('goes on after a change that failed, and says that it did', async () => {
    const failed = gate.alone(() => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await change('change');
    await answer('one');
    expect(happened).toEqual(['change', 'one']);
  });

  it('waits for no answer that never ends', async () => {
    await answer('endless');
    const changed = change('change');
    await vi.advanceTimersByTimeAsync(9999);
    expect(happened).toEqual(['endless']);
    await vi.advanceTimersByTimeAsync(1);
    await changed;
    expect(happened).toEqual(['endless', 'change']);
  });

  it('remembers when answers were in the making', async () => {
    const start = Date.now();
    await vi.advanceTimersByTimeAsync(100);
    const leave = await answer('one');
    await vi.advanceTimersByTimeAsync(100);
    expect(gate.wasBusyAt(start + 150)).toBe(true);
    leave();
    leave();
    await vi.advanceTimersByTimeAsync(300);
    const asked = [0, 50, 100, 150, 200, 250, 500].map((at) => gate.wasBusyAt(start + at));
    expect(asked).toEqual([false, false, true, true, true, false, false]);
  });
});
