import { expect, it } from 'vitest';
import { Turns } from '../../../src/transports/ssh/turns.ts';

const tick = (): Promise<void> => new Promise((done) => setImmediate(done));

it('so many at once for a key, in order, and other keys beside them', async () => {
  const turns = new Turns(2);
  const running = new Map<string, number>();
  const most = new Map<string, number>();
  const order: string[] = [];
  const work = (key: string, name: string) => async (): Promise<void> => {
    order.push(name);
    running.set(key, (running.get(key) ?? 0) + 1);
    most.set(key, Math.max(most.get(key) ?? 0, running.get(key) ?? 0));
    await tick();
    running.set(key, (running.get(key) ?? 0) - 1);
  };
  const names = ['a1', 'a2', 'a3', 'b1', 'a4', 'a5', 'b2'];
  await Promise.all(names.map((name) => turns.take(name[0] ?? '', work(name[0] ?? '', name))));
  expect([...most]).toEqual([
    ['a', 2],
    ['b', 2],
  ]);
  expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
});

it('a failure gives the turn to the next', async () => {
  const turns = new Turns(1);
  const failing = turns.take('k', async () => {
    await tick();
    throw new Error('refused');
  });
  const next = turns.take('k', async () => 'mine');
  await expect(failing).rejects.toThrow('refused');
  expect(await next).toBe('mine');
});
