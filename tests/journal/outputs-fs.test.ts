import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Outputs } from '../../src/journal/outputs-fs.ts';
import { scratch } from './scratch.ts';

const FILE = 'output/one.log';

function folder(): string {
  const base = scratch();
  mkdirSync(join(base, 'output'));
  return base;
}

/** A session that was killed: nothing is closed. */
function killedAt(base: string): Outputs {
  const outputs = new Outputs(base);
  outputs.append(FILE, 'check: no\n');
  outputs.append(FILE, '', { bytes: 0 });
  outputs.append(FILE, 'été\n', { bytes: 6 });
  outputs.append(FILE, 'half a se');
  return outputs;
}

function log(base: string): string {
  return readFileSync(join(base, FILE), 'utf8');
}

describe('the output of a step', () => {
  it('goes on from the last position: what came after is cut off', () => {
    const base = folder();
    killedAt(base);
    const outputs = new Outputs(base);
    expect(outputs.resume(FILE)).toEqual({ bytes: 6 });
    outputs.append(FILE, 'half a secret\n', { bytes: 20 });
    expect(log(base)).toBe('check: no\nété\nhalf a secret\n');
    expect(new Outputs(base).resume(FILE)).toEqual({ bytes: 20 });
    expect(log(base)).toBe('check: no\nété\nhalf a secret\n');
  });

  it('goes on within one session, as after a lost link', () => {
    const base = folder();
    const outputs = killedAt(base);
    expect(outputs.resume(FILE)).toEqual({ bytes: 6 });
    outputs.append(FILE, 'rest\n', { bytes: 11 });
    expect(log(base)).toBe('check: no\nété\nrest\n');
  });

  /** Name → what happened to the files → what is left of the log. */
  const DISTRUSTED: [string, (base: string) => void, string][] = [
    [
      'after a boot',
      (base) => {
        const path = join(base, `${FILE}.pos`);
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"boot":"[^"]*"/, '"boot":"other"'));
      },
      'check: no\n',
    ],
    ['when the file is shorter', (base) => truncateSync(join(base, FILE), 12), 'check: no\n'],
    ['when it is shorter than that', (base) => truncateSync(join(base, FILE), 4), 'chec'],
    ['when the position is lost', (base) => writeFileSync(join(base, `${FILE}.pos`), '\0\0'), ''],
  ];

  it.each(DISTRUSTED)('is wanted again %s', (_name, damage, kept) => {
    const base = folder();
    killedAt(base);
    damage(base);
    expect(new Outputs(base).resume(FILE)).toEqual({ bytes: 0 });
    expect(log(base)).toBe(kept);
  });

  it('has no position when nobody gives one', () => {
    const base = folder();
    new Outputs(base).append(FILE, 'text');
    expect(existsSync(join(base, `${FILE}.pos`))).toBe(false);
    expect(new Outputs(base).resume(FILE)).toEqual({ bytes: 0 });
  });

  it('is kept for many more steps than there are open files', () => {
    const base = folder();
    const outputs = new Outputs(base);
    const files = Array.from({ length: 300 }, (_, index) => `output/${index}.log`);
    for (const round of [1, 2])
      for (const file of files) outputs.append(file, `${file} ${round}\n`, { bytes: round });
    expect(new Set(files.map((file) => readFileSync(join(base, file), 'utf8')))).toEqual(
      new Set(files.map((file) => `${file} 1\n${file} 2\n`)),
    );
    outputs.close();
  });
});
