/** A block's command line on its target, and what the target's platform can't do. */
import type { Problem } from '../problem/problem.ts';
import type { Block } from '../runbook/model.ts';
import { isShell, MAX_LINE_BYTES, shellLine } from './command.ts';
import type { Platform } from './targets.ts';

export interface BlockTarget {
  readonly host: string;
  readonly platform: Platform;
}

export interface BlockLine {
  readonly line: string;
  /** Why the target can't take it. */
  readonly problem?: Problem;
}

/**
 * A shell's command line on a host; on a switch the text itself.
 * @param script the block's text, rendered
 * @param secret it holds one: it is carried by stdin
 */
export function blockLine(
  block: Block,
  script: string,
  { host, platform, secret }: BlockTarget & { readonly secret: boolean },
): BlockLine {
  const refused = (message: string): BlockLine => ({
    line: script,
    problem: blockProblem(block, message),
  });
  if (platform === 'unknown')
    return refused(`the inventory doesn't say which platform "${host}" is`);
  if ((platform === 'posix') !== isShell(block.lang))
    return refused(`"${host}" (${platform}) can't run the language "${block.lang}"`);
  if (platform === 'posix') return posixLine(block, script, secret);
  return block.options.sudo
    ? refused(`there is no sudo on "${host}" (${platform})`)
    : { line: script };
}

function posixLine(block: Block, script: string, secret: boolean): BlockLine {
  const { lang, options } = block;
  const line = shellLine(script, {
    lang,
    sudo: options.sudo,
    ...(secret && { carried: 'stdin' }),
  });
  const bytes = new TextEncoder().encode(line).length;
  if (bytes <= MAX_LINE_BYTES) return { line };
  const problem = blockProblem(
    block,
    `this makes a command line of ${bytes} bytes: no host takes it`,
    {
      expected: `at most ${MAX_LINE_BYTES} bytes`,
      hint: 'write the script on the host with put=, then run it',
    },
  );
  return { line, problem };
}

/** What guards a change is built for POSIX hosts. */
export function unguardable(action: Block, { host, platform }: BlockTarget): Problem[] {
  if (platform === 'posix') return [];
  const { revertMs, reboots } = action.options;
  const hint = 'take the option away, and go back by hand if need be';
  const messages = [
    ...(revertMs === undefined
      ? []
      : [`"${host}" (${platform}) can't be made to go back by itself yet`]),
    ...(reboots ? [`whether "${host}" (${platform}) has rebooted can't be told yet`] : []),
  ];
  return messages.map((message) => blockProblem(action, message, { hint }));
}

/** Why a block can't be planned. */
export function blockProblem(
  { place }: Block,
  message: string,
  details: Pick<Problem, 'expected' | 'actual' | 'hint'> = {},
): Problem {
  return { rule: 'plan-block', severity: 'error', message, place, ...details };
}
