/** What becomes of a step's processes, in each shell. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { killScript } from '../../../src/executor/remote/kill-script.ts';
import { scratch } from '../support.ts';
import { SHELLS } from './support.ts';

const BOOT = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** One that has ended may stay in the list until the first process of the machine notices. */
function isAlive(pid: string): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}

/** Starts a group of its own, recorded as a step's, of which a grandchild is a part. */
async function step(script: string, boot = BOOT) {
  const folder = scratch();
  const grandchild = join(folder, 'grandchild');
  const child = spawn('sh', ['-c', `(sleep 30 & echo $! >${grandchild}; wait) & ${script}`], {
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const written = () => existsSync(grandchild) && readFileSync(grandchild, 'utf8');
  await expect.poll(written, { timeout: 10_000 }).toMatch(/\n/);
  writeFileSync(join(folder, 'a.pid'), `${boot}\n${child.pid}\n`);
  const lives = (): boolean => isAlive(readFileSync(grandchild, 'utf8').trim());
  return { files: join(folder, 'a'), child, ended, lives };
}

describe.each(SHELLS.filter(({ skip }) => !skip))('$shell', ({ shell }) => {
  const [program = '', ...args] = shell.split(' ');
  const run = (files: string) =>
    spawnSync(program, [...args, '-eu', '-c', killScript(files)], {
      encoding: 'utf8',
      timeout: 20_000,
    });

  it('tells all of the group to end', async () => {
    const { files, ended, lives } = await step('wait');
    expect(run(files)).toMatchObject({ status: 0, stderr: '' });
    expect(await ended).toEqual([null, 'SIGTERM']);
    await expect.poll(lives, { timeout: 10_000 }).toBe(false);
  });

  it('kills what does not', async () => {
    const { files, ended, lives } = await step("trap '' TERM; while :; do sleep 1; done");
    expect(run(files)).toMatchObject({ status: 0, stderr: '' });
    expect(await ended).toEqual([null, 'SIGKILL']);
    await expect.poll(lives, { timeout: 10_000 }).toBe(false);
  });

  it('leaves alone what is of another boot', async () => {
    const { files, child, lives } = await step('wait', 'another-boot');
    expect(run(files)).toMatchObject({ status: 0, stderr: '' });
    expect(lives()).toBe(true);
    process.kill(-(child.pid as number), 'SIGKILL');
  });

  it.each(['tombstone\n', 'ended\n', `${BOOT}\n1\n`, `${BOOT}\n\n`])(
    'does nothing with %j',
    (text) => {
      const files = join(scratch(), 'a');
      writeFileSync(`${files}.pid`, text);
      expect(run(files)).toMatchObject({ status: 0, stderr: '' });
    },
  );
});
