/** The texts that a run meant, found by the hashes that its journal chains. */
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashMeant, type MeantBlock } from '../../src/journal/blocks.ts';
import { keepBlocks, readBlocks } from '../../src/journal/blocks-fs.ts';
import { scratch } from './scratch.ts';

const ONE: readonly MeantBlock[] = [{ role: 'run', lang: 'sh', text: 'echo one' }];
const TWO: readonly MeantBlock[] = [
  { role: 'put', lang: 'ini', text: 'a', path: '/etc/a', mode: '0644', owner: 'root', sudo: true },
  { role: 'verify', lang: 'sh', text: 'true' },
];

describe('the hash of blocks', () => {
  const [put = ONE[0] as MeantBlock] = TWO;
  it.each<[string, readonly MeantBlock[]]>([
    ['text', [{ ...put, text: 'b' }]],
    ['path', [{ ...put, path: '/etc/b' }]],
    ['mode', [{ ...put, mode: '0600' }]],
    ['owner', [{ ...put, owner: 'web' }]],
    ['sudo', [{ ...put, sudo: false }]],
    ['lang', [{ ...put, lang: 'sh' }]],
    ['role', [{ ...put, role: 'run' }]],
  ])('tells another %s', (_, blocks) => {
    expect(hashMeant(blocks)).not.toBe(hashMeant([put]));
  });

  it('takes what is absent as false', () => {
    expect(hashMeant([{ ...put, sudo: undefined }])).toBe(hashMeant([{ ...put, sudo: false }]));
  });
});

describe('the blocks of a run', () => {
  it('are kept once, privately, over several sessions', () => {
    const folder = scratch();
    keepBlocks(folder, [ONE, ONE]);
    keepBlocks(folder, [ONE, TWO]);
    expect([...readBlocks(folder).values()]).toEqual([ONE, TWO]);
    const file = join(folder, 'blocks.jsonl');
    expect(readFileSync(file, 'utf8').split('\n').filter(Boolean)).toHaveLength(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that were changed are not found under the hash that was recorded', () => {
    const folder = scratch();
    keepBlocks(folder, [ONE, TWO]);
    const file = join(folder, 'blocks.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('echo one', 'echo two'));
    const found = readBlocks(folder);
    expect([found.get(hashMeant(ONE)), found.get(hashMeant(TWO))]).toEqual([undefined, TWO]);
  });

  it('are read past lines that were cut off or are something else', () => {
    const folder = scratch();
    keepBlocks(folder, [ONE]);
    appendFileSync(join(folder, 'blocks.jsonl'), 'null\n{}\n[1]\n[{"role":"run"');
    keepBlocks(folder, [ONE, TWO]);
    expect(readBlocks(folder).get(hashMeant(TWO))).toEqual(TWO);
  });

  it('are none where nothing was kept', () => {
    expect(readBlocks(scratch()).size).toBe(0);
  });
});
