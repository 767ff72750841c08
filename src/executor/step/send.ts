/** Sends one command of a step, and tells what came of it. */
import type { ExecEnd, ExecRequest } from '../../transports/transport.ts';
import type { StepContext } from '../context.ts';
import { sendDetached } from './detach.ts';
import { type Received, type ReceiveOptions, Receiver } from './receiver.ts';

export { ACTION_TIMEOUT_MS, PROBE_TIMEOUT_MS } from '../../plan/timeouts.ts';

/** How often, and after how long, the place of a runner that gave way is asked for. */
const ROOM_TRIES = 20;
const ROOM_MS = 100;

export interface Sent extends Received {
  /** What it wrote to `$RUNBOOK_OUTPUT`. */
  readonly vars?: string;
  /** It ended because the operator stopped it. */
  readonly stopped?: boolean;
  /** It may go on on its host, where a later session finds it. */
  readonly left?: boolean;
}

export interface SendOptions extends ReceiveOptions {
  readonly request: ExecRequest;
}

/** The action, detached where that can be. Sent again only if it certainly never left. @throws ConnectError */
export async function sendAction(context: StepContext, options: SendOptions): Promise<Sent> {
  const merged = { ...options, merged: true };
  if (context.remote) return sendDetached(context, context.remote, merged);
  const sent = await send(context, merged);
  if (sent.end.kind !== 'lost') return sent;
  if (makesRoom(context, sent.end)) return sendInto(context, merged);
  await context.sessions.drop(context.step.host);
  return sent.end.sent === false ? send(context, merged) : sent;
}

/**
 * A command that changes nothing. A link that went stale since the step before is
 * opened anew, once. @throws ConnectError
 */
export async function sendProbe(context: StepContext, options: SendOptions): Promise<Sent> {
  const { sessions, step } = context;
  const reused = sessions.has(step.host);
  const sent = await send(context, options);
  if (sent.end.kind !== 'lost') return sent;
  if (makesRoom(context, sent.end)) return sendInto(context, options);
  await sessions.drop(step.host);
  return reused ? send(context, options) : sent;
}

/** Where the server allows one channel only, the runner gives way. */
function makesRoom({ runners, step }: StepContext, end: ExecEnd): boolean {
  return end.kind === 'lost' && end.refused === true && runners.giveUp(step.host, end.reason);
}

/** The server counts the runner's channel until its shell has ended: a refusal ran nothing. */
async function sendInto(context: StepContext, options: SendOptions): Promise<Sent> {
  for (let tries = 1; ; tries += 1) {
    const sent = await send(context, options);
    if (sent.end.kind !== 'lost' || !sent.end.refused || tries === ROOM_TRIES) return sent;
    await context.clock.sleep(ROOM_MS, context.signal);
  }
}

async function send(context: StepContext, options: SendOptions): Promise<Sent> {
  const session = await context.sessions.get(context.step.host);
  const receiver = new Receiver(context, options);
  const end = await session.exec(options.request, receiver.listen, context.signal);
  return receiver.result(end);
}
