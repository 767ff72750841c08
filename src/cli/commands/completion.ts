/** `runbook completion`: the script that a shell loads to complete `runbook`. */
import type { Action } from '../command.ts';
import { completionScript } from '../completion/scripts.ts';
import { EXIT } from '../exit-codes.ts';

export const run: Action = async ({ args, terminal }) => {
  terminal.out(completionScript(args[0] as 'bash' | 'zsh' | 'fish'));
  return EXIT.ok;
};
