/** Completion: the words from the table of commands, and the scripts in the real shells. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { completionScript } from '../../src/cli/completion/scripts.ts';
import { complete } from '../../src/cli/completion/words.ts';
import { COMMANDS } from '../../src/cli/definitions/index.ts';

/** Words offered, or what is asked of the project. */
function offered(...words: string[]): unknown {
  const completion = complete(COMMANDS, words);
  return completion.kind === 'words' ? completion.words.map(({ word }) => word) : completion;
}

describe('what may come next', () => {
  it('is a command first, and hidden ones are not offered', () => {
    expect(offered('')).toEqual(COMMANDS.filter(({ hidden }) => !hidden).map(({ name }) => name));
  });

  it.each([
    ['a runbook', ['run', ''], { kind: 'names', of: 'runbook' }],
    [
      'a step of that runbook',
      ['run', 'x', '--step', ''],
      { kind: 'names', of: 'step', runbook: 'x' },
    ],
    [
      'a step, after other options',
      ['run', '--yes', 'x', '--limit', 'h', '--step', ''],
      { kind: 'names', of: 'step', runbook: 'x' },
    ],
    ['targets', ['plan', 'x', '--limit', ''], { kind: 'names', of: 'targets', runbook: 'x' }],
    ['a run', ['resume', ''], { kind: 'names', of: 'run' }],
    ['one more of many', ['validate', 'a', ''], { kind: 'names', of: 'runbook' }],
    ['a choice', ['run', 'x', '--transport', ''], ['ssh', 'local']],
    ['a shell', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing, after all arguments', ['run', 'x', ''], []],
    ['nothing, for an option that takes any text', ['run', 'x', '--var', ''], []],
    [
      'a command after a global option',
      ['--root', '/x', 'run', ''],
      { kind: 'names', of: 'runbook' },
    ],
  ])('%s', (_what, words, expected) => expect(offered(...words)).toEqual(expected));

  it('offers the options of the command, and the global ones', () => {
    expect(offered('list', '-')).toEqual(['--json', '--root', '--no-color', '--help']);
  });
});

function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

describe('the scripts', () => {
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    it.skipIf(!has(shell))(`${shell} reads its own`, () => {
      const file = join(mkdtempSync(join(tmpdir(), 'runbook-completion-')), 'script');
      onTestFinished(() => rmSync(dirname(file), { recursive: true }));
      writeFileSync(file, completionScript(shell));
      const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });
  }

  it.skipIf(!has('bash'))('bash completes with what the command answers', () => {
    const script = [
      'runbook() { printf "first\\tThe first\\nsecond\\tThe second\\nother\\tAn other\\n"; }',
      completionScript('bash'),
      'COMP_WORDS=(runbook run s); COMP_CWORD=2; _runbook',
      'declare -p COMPREPLY',
    ].join('\n');
    expect(spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' }).stdout).toContain(
      'COMPREPLY=([0]="second")',
    );
  });
});
