/** The operator's files: read once, read again when they change, and never another user's. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorFiles, surroundings } from '../../../src/transports/ssh/files.ts';

let home: string;
let files: OperatorFiles;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
  mkdirSync(join(home, '.ssh'));
  files = new OperatorFiles();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (name: string, text: string, mode = 0o600): string => {
  const path = join(home, '.ssh', name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const settings = (alias = 'box', configFile?: string) => {
  const question = { alias, localUser: 'op' };
  return files.hostConfig(question, { ...surroundings(), home }, configFile).all;
};

describe('Include', () => {
  it.each([
    ['looks in ~/.ssh', 'Include more\nHost *\n User late', 'included'],
    ['takes patterns, in their order', 'Include b* mo?e', 'from-b'],
    ['counts in a block that holds', 'Host box\n Include more\nHost *\n User late', 'included'],
    ['not in one that does not', 'Host other\n Include more\nHost *\n User late', 'late'],
    ['may be missing', 'Include nothing\nUser late', 'late'],
  ])('%s', (_name, config, user) => {
    write('more', 'User included');
    write('base', 'User from-b');
    write('config', config);
    expect(settings().user).toBe(user);
  });

  it('does not go round for ever', () => {
    write('config', 'Include config');
    expect(() => settings()).toThrow('Include goes too deep');
  });

  it('is looked up in ~/.ssh from another file too, as ssh -F does', () => {
    const elsewhere = join(home, 'elsewhere');
    writeFileSync(elsewhere, 'Include more');
    write('more', 'User included');
    expect(settings('box', elsewhere).user).toBe('included');
  });
});

describe('the config', () => {
  it('is read again when it has changed', () => {
    write('config', 'User one');
    expect(settings().user).toBe('one');
    write('config', 'User another');
    expect(settings().user).toBe('another');
  });

  it('is refused when others may write to it: it can run commands', () => {
    write('config', 'User one', 0o666);
    expect(() => settings()).toThrow('others may write to it');
    write('config', 'Include more');
    write('more', 'User one', 0o622);
    expect(() => settings()).toThrow('others may write to it');
  });

  it('must be there when it was asked for', () => {
    expect(() => settings('box', join(home, 'absent'))).toThrow('there is no such ssh config file');
  });

  it('runs a Match exec once for hosts side by side', () => {
    const marks = join(home, 'marks');
    write('config', `Match exec "echo x >> ${marks}"\n User matched`);
    for (const host of ['one', 'two', 'three']) expect(settings(host).user).toBe('matched');
    expect(readFileSync(marks, 'utf8')).toBe('x\n');
  });
});

describe('known_hosts', () => {
  const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3v0nXcqmrX4rq8v5Vw0ny1uAkvS3lQ0lV0c3v4WJgr';

  it('is one object while its files are the same, and another when one has changed', () => {
    const first = write('known_hosts', `box ${KEY}\n`);
    const second = join(home, '.ssh', 'known_hosts2');
    const known = files.knownHosts([first, second]);
    expect(known.lookup('box')).toMatchObject([{ file: first, line: 1 }]);
    expect(files.knownHosts([first, second])).toBe(known);
    write('known_hosts2', `gate ${KEY}\n`);
    expect(files.knownHosts([first, second]).lookup('gate')).toHaveLength(1);
  });

  it('with RevokedHostKeys that are not there, trusts nobody', () => {
    expect(() => files.knownHosts([], join(home, 'revoked'))).toThrow('that is not there');
  });

  it('with RevokedHostKeys in binary form, says so', () => {
    const file = write('krl', 'SSHKRL\n\0');
    expect(() => files.knownHosts([], file)).toThrow(/krl: .*KRL/);
  });
});
