import { describe, expect, it } from 'vitest';
import { goThrough, oneAtATime } from '../../../src/executor/order/lanes.ts';

/** Goes through lanes of names; `log` has `+name` when one begins and `-name` when it ends. */
async function follow(
  lanes: readonly (readonly string[])[],
  width: number,
  stopAfter?: string,
): Promise<{ log: string[]; most: number }> {
  const log: string[] = [];
  const under = new Set<string>();
  let most = 0;
  let stopped = false;
  const work = async (name: string): Promise<void> => {
    log.push(`+${name}`);
    under.add(name);
    most = Math.max(most, under.size);
    // Those with a longer name take longer.
    for (let turn = 0; turn < name.length; turn += 1) await Promise.resolve();
    under.delete(name);
    log.push(`-${name}`);
    if (name === stopAfter) stopped = true;
  };
  await goThrough(lanes, width, work, () => stopped);
  return { log, most };
}

const SIX = [
  ['a1', 'a2'],
  ['b1', 'b2'],
  ['c1', 'c2'],
];

describe('lanes', () => {
  it('one at a time is the order of the plan', async () => {
    const { log, most } = await follow(SIX, 1);
    expect(log.join(' ')).toBe('+a1 -a1 +a2 -a2 +b1 -b1 +b2 -b2 +c1 -c1 +c2 -c2');
    expect(most).toBe(1);
  });

  it.each([
    [2, 2],
    [3, 3],
    [50, 3],
  ])('%d wide: at most %d at once, and all are done', async (width, expected) => {
    const { log, most } = await follow(SIX, width);
    expect(most).toBe(expected);
    expect(log.filter((entry) => entry.startsWith('-')).sort()).toEqual(
      SIX.flat().map((name) => `-${name}`),
    );
  });

  it('who is free takes the next lane, and a lane keeps its order', async () => {
    const { log } = await follow([['slow-slow-slow'], ['a'], ['b'], ['c', 'd']], 2);
    expect(log.filter((entry) => entry !== '+slow-slow-slow').join(' ')).toBe(
      '+a -a +b -b +c -c +d -d -slow-slow-slow',
    );
  });

  it('once stopped nothing begins, and what is under way ends', async () => {
    const { log } = await follow([['a', 'a2'], ['bbbb', 'b2'], ['c']], 2, 'a');
    expect(log).toEqual(['+a', '+bbbb', '-a', '-bbbb']);
  });

  it('an error is thrown when the others have ended, and nothing begins after it', async () => {
    const log: string[] = [];
    const work = async (name: string): Promise<void> => {
      if (name === 'bad') throw new Error('the disk is full');
      for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
      log.push(name);
    };
    const lanes = [['bad'], ['good', 'next'], ['third']];
    await expect(goThrough(lanes, 2, work, () => false)).rejects.toThrow('the disk is full');
    expect(log).toEqual(['good']);
  });
});

describe('one at a time', () => {
  it('keeps the order, also after one that failed', async () => {
    const inTurn = oneAtATime();
    const log: string[] = [];
    const work = (name: string) => async (): Promise<string> => {
      log.push(`+${name}`);
      await Promise.resolve();
      log.push(`-${name}`);
      if (name === 'b') throw new Error(name);
      return name;
    };
    const all = ['a', 'b', 'c'].map((name) => inTurn(work(name)));
    const ends = await Promise.allSettled(all);
    expect(log).toEqual(['+a', '-a', '+b', '-b', '+c', '-c']);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
