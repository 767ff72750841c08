/** A step's action, detached on its host: how it is launched, followed, and found again. */
import { outputSink } from '../../transports/output.ts';
import type { ExecEnd } from '../../transports/transport.ts';
import type { StepContext } from '../context.ts';
import { attach, launch } from '../remote/detached.ts';
import { type Came, type Job, TOLD_TO_END } from '../remote/job.ts';
import { stepRequest } from '../remote/requests.ts';
import type { OpenRunner } from '../remote/runners.ts';
import { VARS_BYTES } from '../remote/script.ts';
import { HUNG_UP, terminalLine, terminalScript } from '../remote/terminal.ts';
import { after } from './after.ts';
import { kill } from './kill.ts';
import { leaving } from './leaving.ts';
import { wholeVars } from './outcome.ts';
import { Receiver } from './receiver.ts';
import type { SendOptions, Sent } from './send.ts';
import { stage, staged } from './stage.ts';

/** Where a step is detached, and under which name. */
export interface Remote extends OpenRunner {
  readonly key: string;
}

/** Launches the action and follows it to its end. */
export async function sendDetached(
  context: StepContext,
  remote: Remote,
  options: SendOptions,
): Promise<Sent> {
  const { request } = options;
  if (request.pty) return sendToTerminal(context, remote, options);
  const receiving = receive(context, remote.key, { ...options, from: 0 });
  const stdin = await staged(remote, request.stdin);
  if (typeof stdin === 'object' && 'never' in stdin) return receiving.result(stdin.never);
  const text = { key: remote.key, line: request.line, stdin };
  const { runners, step } = context;
  const came = await launch(
    receiving.job,
    remote,
    (nonce) => stepRequest({ nonce, ...text }) + runners.files.afterwards(step.host),
  );
  return receiving.result(came);
}

/** Goes on with what an earlier session of the run launched. */
export async function reattach(
  context: StepContext,
  remote: Remote,
  options: SendOptions & { readonly startedAt?: string | undefined },
): Promise<{ readonly sent: Sent; readonly came: Came['kind'] }> {
  const shown = options.quiet ? 0 : context.report.resume(context.outputFile);
  // What `expect` looks for may have been printed before.
  const from = options.expect === undefined ? shown : 0;
  const receiving = receive(context, remote.key, { ...options, from: shown }, from);
  const came = await attach(receiving.job, remote);
  return { sent: receiving.result(came), came: came.kind };
}

/**
 * At a terminal of its own, which ends with the link. The host records the end all the
 * same: a cut loses only what was printed after it.
 */
async function sendToTerminal(
  context: StepContext,
  remote: Remote,
  options: SendOptions,
): Promise<Sent> {
  const { request } = options;
  const { key, place, runner } = remote;
  const receiving = receive(context, key, { ...options, from: 0 });
  const script = terminalScript(`${place.folder}/${key}`, place.boot, request.line);
  const trouble = await stage(runner.session, `${place.folder}/${key}.sh`, script);
  if (trouble) return receiving.result(trouble);
  const line = terminalLine(`${place.folder}/${key}.sh`);
  const receiver = receiving.receiver;
  const { stop, left, end: unlisten } = leaving(context.signal);
  const run = runner.session.exec({ ...request, line }, receiver.listen, stop);
  const end = await Promise.race([run, left]).finally(unlisten);
  // Its terminal goes with the session, which hangs it up; killed it would leave no end.
  if (end === 'left') {
    receiving.job.notice(HUNG_UP);
    return receiving.result({ kind: 'left', why: TOLD_TO_END });
  }
  if (end.kind === 'lost' && end.sent === false)
    return receiving.result({ kind: 'never', why: end.reason });
  if (end.kind === 'lost') receiving.job.notice(HUNG_UP);
  // Its files say how it ended, and what it left for later steps, whatever became of the link.
  const known = end.kind === 'exited' || end.kind === 'signaled' || end.kind === 'lost';
  const came = known ? await attach(receiving.job, remote) : undefined;
  if (came === undefined || (came.kind !== 'ended' && end.kind !== 'lost'))
    return receiver.result(end);
  return receiving.result(came);
}

const VARS_CUT = `it wrote more than ${VARS_BYTES / 1024} KiB to $RUNBOOK_OUTPUT: what is behind is not kept, and no step can name it`;

interface Receiving {
  readonly job: Job;
  readonly receiver: Receiver;
  result(came: Came): Sent;
}

function receive(
  context: StepContext,
  key: string,
  options: SendOptions & { readonly startedAt?: string | undefined },
  from = 0,
): Receiving {
  const { step, report, clock, signal, sessions, runners } = context;
  const { request, startedAt } = options;
  const receiver = new Receiver(context, { ...options, merged: true });
  const shown = outputSink('stdout', receiver.listen);
  const give = after((options.from ?? 0) - from, receiver.recall, shown);
  const onOutput = (bytes: Buffer): void => {
    runners.files.printed(step.host, bytes.length);
    give(bytes);
  };
  const ms = request.timeoutMs ?? Number.POSITIVE_INFINITY;
  const since = startedAt === undefined ? 0 : clock.now() - Date.parse(startedAt);
  const job: Job = {
    ...{ host: step.host, key, from, clock, signal, sessions, runners },
    timeout: { ms, given: givenTimeout(context) },
    remainingMs: ms - Math.max(since, 0),
    onOutput,
    notice: (text) => report.emit({ type: 'notice', step: step.id, host: step.host, text }),
    kill: (open) => kill(context, open, key),
  };
  const result = (came: Came): Sent => {
    shown.end();
    const { vars: all, stopped } = came.kind === 'ended' ? came : {};
    const vars = all === undefined ? undefined : wholeVars(all);
    if (vars !== all) job.notice(VARS_CUT);
    return {
      ...receiver.result(endOf(came, step.host)),
      vars,
      stopped,
      left: came.kind === 'left',
    };
  };
  return { job, receiver, result };
}

function givenTimeout({ step: { action } }: StepContext): boolean {
  return action.kind === 'run' && action.command.timeoutMs !== undefined;
}

const VANISHED = {
  restarted: 'the host was restarted',
  gone: 'nothing on the host recorded how it ended',
  recorded: 'its files on the host were removed',
  unwritable: 'its folder on the host can not be written',
  taken: 'another session began it',
} as const;

function endOf(came: Came, host: string): ExecEnd {
  switch (came.kind) {
    case 'ended':
      return came.end;
    case 'never':
      return { kind: 'lost', reason: came.why, sent: false, refused: came.refused };
    case 'vanished':
      return { kind: 'lost', reason: VANISHED[came.why] };
    case 'left':
      return { kind: 'lost', reason: `${came.why}; it was left running on ${host}` };
  }
}
