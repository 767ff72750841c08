import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isGone, type ProcessOwner, thisProcess } from '../../src/journal/owner-fs.ts';

async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid as number;
}

describe('a process', () => {
  it.each<[string, () => Promise<Partial<ProcessOwner>>, boolean]>([
    ['that is this one', async () => ({}), false],
    ['whose pid is another one by now', async () => ({ start: '1' }), true],
    ['of a boot that is over', async () => ({ boot: 'another' }), true],
    ['that has ended', async () => ({ pid: await deadPid() }), true],
    [
      'of another machine, or container, whatever its pid',
      async () => ({ home: 'elsewhere', pid: await deadPid(), boot: 'another' }),
      false,
    ],
  ])('%s', async (_name, change, gone) => {
    expect(isGone({ ...thisProcess(), ...(await change()) })).toBe(gone);
  });

  it('says nothing of its machine that could be read back', () => {
    expect(thisProcess().home).toMatch(/^[0-9a-f]{32}$/);
  });
});
