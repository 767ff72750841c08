/**
 * A step that restarts its host. A port that answers is not enough: the host may not have
 * gone down yet. It has rebooted when it answers with another boot id.
 */
import { ConnectError } from '../../transports/transport.ts';
import { failed, isInterrupted, type Outcome, type StepContext } from '../context.ts';
import { UnansweredError } from '../sudo/elevator.ts';
import { type Ready, runAction } from './action.ts';
import { withProof } from './proof.ts';
import { sendProbe } from './send.ts';

/** When the author gives no `timeout=`. */
const REBOOT_MS = 10 * 60_000;
const RETRY_MS = 2_000;
/** A host on its way down stops in the middle of an answer. */
const ANSWER_MS = 10_000;
const BOOT_ID = 'cat /proc/sys/kernel/random/boot_id';

/** Carries out the action, and waits until the host has booted anew. @throws ConnectError */
export async function reboot(context: StepContext, ready: Ready): Promise<Outcome> {
  const before = await readBootId(context);
  if (before === undefined) return failed(untold(context));
  const acted = await runAction(context, ready, { record: { boot: before } }).catch(wentAway);
  return rebootedBy(context, before, acted);
}

/** From the outcome of what was to reboot the host to its step's. @param before its boot then */
export async function rebootedBy(
  context: StepContext,
  before: string,
  acted: Outcome,
): Promise<Outcome> {
  if (acted.kind === 'ended' && acted.failure && !cutShort(acted.failure))
    return withProof(context, acted);
  const back = await rebooted(context, before);
  if (back) return back;
  return withProof(context, { kind: 'ended', result: 'changed', exitCode: exitCodeOf(acted) });
}

/**
 * Of a step that an earlier session began, without a recorded end. A host that is away is
 * waited for. @param before its boot then
 * @returns undefined when it still runs that boot: nobody knows whether it is to reboot
 */
export async function rebootedSince(
  context: StepContext,
  before: string,
): Promise<Outcome | undefined> {
  await context.sessions.drop(context.step.host);
  const now = await bootId(context);
  if (now === before) return undefined;
  const away = now === undefined ? await rebooted(context, before) : undefined;
  return (
    away ?? withProof(context, { kind: 'ended', result: 'changed', detail: 'it has booted anew' })
  );
}

/** @returns undefined once it has */
async function rebooted(context: StepContext, before: string): Promise<Outcome | undefined> {
  const { clock, report, sessions, signal, step } = context;
  const timeoutMs = patience(context);
  const text = `Waiting for ${step.host} to boot anew (at most ${timeoutMs / 1000} s; boot ${before}).`;
  report.emit({ type: 'notice', step: step.id, host: step.host, text });
  const until = clock.now() + timeoutMs;
  let answered = true;
  for (;;) {
    await sessions.drop(step.host);
    const now = await bootId(context);
    if (now !== undefined && now !== before) return undefined;
    answered = now !== undefined;
    if (isInterrupted(context)) return unknown('it was interrupted while the host was to reboot');
    if (clock.now() >= until) return failed(notRebooted(context, answered));
    await clock.sleep(RETRY_MS, signal);
  }
}

function patience({ step: { action } }: StepContext): number {
  return (action.kind === 'run' ? action.command.timeoutMs : undefined) ?? REBOOT_MS;
}

/** A shutdown ends what asked for it: a link that goes, a signal, a shell's code for one. */
function cutShort({ reason, exitCode = 0 }: { reason: string; exitCode?: number }): boolean {
  return reason === 'signal' || (reason === 'exit-code' && exitCode > 128);
}

function wentAway(error: unknown): Outcome {
  if (!(error instanceof ConnectError)) throw error;
  return unknown(error.message);
}

function unknown(detail: string): Outcome {
  return { kind: 'unknown', detail };
}

function exitCodeOf(acted: Outcome): number | undefined {
  return acted.kind === 'ended' ? acted.exitCode : undefined;
}

/** @returns undefined when the host doesn't answer, or has none */
async function bootId(context: StepContext): Promise<string | undefined> {
  try {
    return await readBootId(context);
  } catch (error) {
    if (!(error instanceof ConnectError || error instanceof UnansweredError)) throw error;
    return undefined;
  }
}

/** @throws ConnectError */
async function readBootId(context: StepContext): Promise<string | undefined> {
  const request = { line: BOOT_ID, timeoutMs: ANSWER_MS };
  const { end, stdout } = await sendProbe(context, { request, keep: true, quiet: true });
  const found = /^[0-9a-f]{8}-[0-9a-f-]{27}$/m.exec(stdout);
  return end.kind === 'exited' && end.code === 0 ? found?.[0] : undefined;
}

function untold({ step }: StepContext) {
  return {
    reason: 'unsupported',
    detail: `${step.host} does not tell its boot id: whether it reboots could not be seen`,
    hint: `Nothing was sent. reboots needs ${BOOT_ID.slice(4)}, which Linux has.`,
  } as const;
}

function notRebooted(context: StepContext, answered: boolean) {
  const { host } = context.step;
  const waited = `${patience(context) / 1000} s after the command`;
  return {
    reason: 'not-rebooted',
    detail: answered
      ? `${waited}, ${host} still runs the boot that it ran before it`
      : `${waited}, ${host} does not answer`,
    hint: answered
      ? 'Something keeps it from rebooting: look at the host, then resume.'
      : 'Look at its console. timeout= on the fence waits longer.',
  } as const;
}
