/** How a run ended, for a script (exit code) and for a person (the command that goes on). */
import type { ExecuteOutcome } from '../executor/options.ts';
import { named } from './decisions.ts';
import { EXIT, type ExitCode, exitOfFailure } from './exit-codes.ts';
import { flagsFor } from './resume-refusal.ts';
import type { Terminal } from './terminal.ts';

export function exitOf({ status, pause, failures }: ExecuteOutcome): ExitCode {
  if (status === 'succeeded') return EXIT.ok;
  if (pause?.reason === 'locked') return EXIT.locked;
  // A step of which nobody knows how it ended has not failed: a person must say.
  if (status === 'paused') return pause?.reason === 'interrupt' ? EXIT.interrupted : EXIT.paused;
  return exitOfFailure(failures.at(-1));
}

/**
 * After a stop: the exact command that goes on. Who gave a run up isn't told to go on.
 * @param outcome absent when the run broke off
 */
export function sayHowToGoOn(terminal: Terminal, run: string, outcome?: ExecuteOutcome): void {
  if (outcome?.status === 'succeeded') return;
  if (outcome?.status === 'aborted') {
    terminal.note('aborted: the operator gave the run up');
    return;
  }
  terminal.note(`${terminal.colors.err.bold('next:')} runbook resume ${run}`);
  const undecided = outcome?.pause?.undecided;
  if (!undecided) return;
  const flags = flagsFor(named(undecided.step, undecided.host));
  terminal.note(`${terminal.colors.err.dim('  with')} ${flags}, which decides`);
}
