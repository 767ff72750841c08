/** Commands, as data: completion of the command line, for the operator's shell. */
import type { CommandSpec } from '../command.ts';

export const SHELL_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'completion',
    summary: 'print a completion script for your shell',
    arguments: [
      { name: '<shell>', description: 'bash, zsh or fish', choices: ['bash', 'zsh', 'fish'] },
    ],
    options: [],
    examples: [
      ['completion bash > ~/.local/share/bash-completion/completions/runbook', 'bash'],
      ['completion zsh > ~/.zfunc/_runbook', 'zsh, with ~/.zfunc in $fpath'],
      ['completion fish > ~/.config/fish/completions/runbook.fish', 'fish'],
    ],
    load: () => import('../commands/completion.ts'),
  },
  {
    name: 'complete',
    summary: 'print the words that may come next',
    hidden: true,
    arguments: [{ name: '[words...]', description: 'the command line so far' }],
    options: [],
    examples: [],
    load: () => import('../commands/complete.ts'),
  },
];
