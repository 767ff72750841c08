/**
 * A planned command → what a session is asked to run. The one place that decides how.
 *
 * No secret stands in a command line, which everybody on the host can list: a script that
 * holds one, and sudo's password, come on stdin, or are typed where there is a terminal.
 */
import { randomBytes } from 'node:crypto';
import {
  passwordInput,
  type ScriptOptions,
  scriptInput,
  scriptLines,
  shellLine,
} from '../../plan/command.ts';
import type { PlannedAnswer, PlannedCommand } from '../../plan/model.ts';
import type { Answer, ExecRequest } from '../../transports/transport.ts';
import type { StepContext } from '../context.ts';
import type { Elevation } from '../sudo/elevation.ts';
import { transportAnswers } from './answers.ts';

type Elevating = Pick<StepContext, 'elevator' | 'step'>;
/** What of a command decides how it is carried. */
export type Script = Pick<PlannedCommand, 'script' | 'lang' | 'sudo' | 'secret'>;

/**
 * @param timeoutMs of the role (an action's, a probe's), when the author gives none
 * @param answers when there are some, the command gets a terminal
 * @throws ConnectError, UnansweredError when it needs root, and can't be
 */
export async function commandRequest(
  context: Elevating,
  command: PlannedCommand,
  timeoutMs: number,
  answers: readonly PlannedAnswer[] = [],
): Promise<ExecRequest> {
  const as = command.sudo && (await context.elevator.of(context.step.host));
  const time = { timeoutMs: command.timeoutMs ?? timeoutMs };
  if (answers.length > 0) return { ...typedRequest(command, as, answers), ...time };
  // As planned: a switch's line is no shell's.
  if (!as && !command.secret) return { line: command.line, ...time };
  return { ...pipedRequest(command, as), ...time };
}

/** A script of our own, which holds no secret. @param input what it reads */
export async function scriptRequest(
  context: Elevating,
  script: string,
  { sudo, input }: { readonly sudo: boolean; readonly input?: string },
): Promise<ExecRequest> {
  const as = sudo ? await context.elevator.of(context.step.host) : undefined;
  return pipedRequest({ script, lang: 'sh' }, as, input);
}

/** On standard input, in this order: the password, the script, what the script reads. */
function pipedRequest(
  { script, lang, secret }: Script,
  as: Elevation | undefined,
  input?: string,
): ExecRequest {
  const sudo = as?.kind === 'password' ? 'password' : as?.kind === 'sudo';
  const line = shellLine(script, { lang, sudo, ...(secret && { carried: 'stdin' }) });
  const parts = [
    ...(as?.kind === 'password' ? [passwordInput(as.password)] : []),
    ...(secret ? [scriptInput(script)] : []),
    ...(input === undefined ? [] : [input]),
  ];
  return parts.length === 0 ? { line } : { line, stdin: parts.join('') };
}

/** At a terminal nothing can be piped: what is secret answers prompts that nobody else can know. */
function typedRequest(
  { script, lang, secret }: Script,
  as: Elevation | undefined,
  answers: readonly PlannedAnswer[],
): ExecRequest {
  const nonce = randomBytes(8).toString('hex');
  const sudo = as?.kind === 'password' ? passwordPrompt(nonce) : as?.kind === 'sudo';
  const options: ScriptOptions = { lang, sudo, ...(secret && { carried: scriptPrompt(nonce) }) };
  const own: Answer[] = [
    ...(as?.kind === 'password' ? [literal(passwordPrompt(nonce).prompt, as.password)] : []),
    ...(secret ? [literal(scriptPrompt(nonce).prompt, scriptLines(script))] : []),
  ];
  const all = [...own, ...transportAnswers(answers)];
  return { line: shellLine(script, options), answers: all, pty: true };
}

const passwordPrompt = (nonce: string) => ({ prompt: `[sudo] password (${nonce}): ` });
const scriptPrompt = (nonce: string) => ({ prompt: `runbook: the script (${nonce})` });

function literal(prompt: string, reply: string): Answer {
  return { prompt: new RegExp(prompt.replaceAll(/[[\]()]/g, '\\$&')), reply };
}
