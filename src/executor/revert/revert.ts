/**
 * A change that could lock the operator out: the host is armed to go back by itself
 * before it, and disarmed only once it was seen to hold over a new connection.
 *
 * Who decides is the host, with one rename (`lines.ts`). What is said here follows
 * what the host says: it never claims more.
 */
import type { RevertState } from '../../journal/entries.ts';
import {
  type Ended,
  failed,
  isInterrupted,
  type Outcome,
  type StepContext,
  stepRef,
} from '../context.ts';
import { TargetLockedError } from '../lock/locked-error.ts';
import { type Guard, type Ready, runAction } from '../step/action.ts';
import type { Failure } from '../step/failure.ts';
import { proven, withInvariants } from '../step/proof.ts';
import type { Seen } from './answers.ts';
import { RevertHost } from './host.ts';
import { type GoingBack, goingBack } from './lines.ts';
import { confirmedBefore, detailOf, endedWell, NOT_SEEN, unknownLink } from './outcomes.ts';
import {
  armedNotice,
  confirmedNotice,
  lockedMeanwhile,
  notArmed,
  notKnown,
  reverted,
  revertedBefore,
  unclearArming,
  unconfirmed,
  wentBackFor,
} from './texts.ts';

/** For the undo's own time, when its author gives none. */
const UNDO_MS = 60_000;
/** After that: for a network that takes its time to come back. */
const MARGIN_MS = 30_000;

/** Arms the host, makes the change, and lets it stand only if it can be confirmed. */
export async function changeWithRevert(context: StepContext, ready: Ready): Promise<Outcome> {
  const revert = new Revert(context);
  const acted = await runAction(context, ready, revert.guard()).catch(unknownLink);
  return revert.armed ? revert.conclude(acted) : acted;
}

export class Revert {
  readonly #context: StepContext;
  readonly #host: RevertHost;
  readonly #undoMs: number;
  #deadline: number;
  armed = false;

  /**
   * @param context of the attempt that is, or was, armed
   * @param deadline by our clock, in ms; of one that an earlier session armed
   */
  constructor(context: StepContext, deadline = 0) {
    const { step } = context;
    this.#context = context;
    this.#host = new RevertHost(context, goingBack(step) as GoingBack);
    this.#undoMs = step.undo?.timeoutMs ?? UNDO_MS;
    this.#deadline = deadline;
  }

  guard(): Guard {
    return {
      record: { revert: this.#context.step.revertMs as number },
      ready: () => this.#arm(),
    };
  }

  async #arm(): Promise<Outcome | undefined> {
    const { clock, step } = this.#context;
    const afterMs = step.revertMs as number;
    const arming = await this.#host.arm(afterMs);
    // Ours is never before the host's: it began to count before it answered.
    this.#deadline = clock.now() + afterMs;
    if (arming.kind === 'refused') return failed(notArmed(step.host, arming.why));
    if (arming.kind === 'unclear') return unclearArming(step.host, this.#deadline);
    await this.#record('armed');
    this.armed = true;
    this.#notice(armedNotice(step.host, afterMs, this.#deadline));
    return undefined;
  }

  /**
   * Of a step that an earlier session began: how it ended.
   * @param acted what is known of its action
   * @param state what the journal has of the host's decision
   * @returns undefined when the change was never sent, and the host won't go back
   */
  async resume(
    acted: Outcome | 'never' | undefined,
    state: RevertState | undefined,
  ): Promise<Outcome | undefined> {
    if (acted === 'never') return this.#neverSent();
    if (state === 'disarmed') return confirmedBefore();
    const outcome = await this.conclude(acted ?? { kind: 'unknown', detail: NOT_SEEN });
    const gone = outcome.kind === 'unknown' && state === 'fired' && !isInterrupted(this.#context);
    return gone ? failed(revertedBefore(this.#context.step.host)) : outcome;
  }

  /** The host may be armed all the same. */
  async #neverSent(): Promise<Outcome | undefined> {
    await this.#context.sessions.drop(this.#context.step.host);
    const seen = await this.#host.disarm();
    if (!seen) return this.#open(`${this.#context.step.host} can not be reached`);
    if (seen.state === 'fired') return this.#until(this.#deadline, (now) => this.#back(now));
    await this.#host.forget();
    return undefined;
  }

  /** From the action's outcome to the step's. */
  conclude(acted: Outcome): Promise<Outcome> {
    return this.#concluded(acted).catch((error: unknown) => {
      if (!(error instanceof TargetLockedError)) throw error;
      return lockedMeanwhile(error, this.#deadline);
    });
  }

  async #concluded(acted: Outcome): Promise<Outcome> {
    if (acted.kind === 'ended' && acted.failure) return this.#goBack(acted.failure);
    // Proof counts only over a connection that was made after the change.
    await this.#context.sessions.drop(this.#context.step.host);
    return this.#until(this.#deadline, (seen) => this.#next(seen, acted));
  }

  /** As long as it takes to go back, and some more. */
  async #until(
    deadline: number,
    next: (seen: Seen) => Promise<Outcome | undefined>,
  ): Promise<Outcome> {
    const found = await this.#host.until(deadline + this.#undoMs + MARGIN_MS, next);
    return typeof found === 'string' ? this.#open(found) : found;
  }

  async #next(seen: Seen, acted: Outcome): Promise<Outcome | undefined> {
    switch (seen.state) {
      case 'none':
        return this.#open('the host no longer knows of it');
      case 'disarmed':
        return this.#confirmed(endedWell(acted));
      case 'fired':
        return this.#back(seen);
      case 'armed':
        return this.#armedStill(seen, acted);
    }
  }

  async #armedStill(seen: Seen, acted: Outcome): Promise<Outcome | undefined> {
    const { step } = this.#context;
    const dead = seen.rebooted || !seen.alive;
    // Nobody is there any more to do it: what wasn't confirmed is taken back from here.
    if (dead && seen.now > (seen.deadline ?? 0))
      return this.#goBack(unconfirmed(`what was to take it back on ${step.host} has ended`));
    if (acted.kind !== 'ended' && !step.verify)
      return this.#goBack(unconfirmed(`${detailOf(acted)}; no verify can tell whether it is done`));
    const proof = await proven(this.#context, endedWell(acted));
    if (proof.kind !== 'ended') return undefined;
    if (proof.failure) return this.#goBack(proof.failure);
    const now = await this.#host.disarm();
    return now?.state === 'disarmed' ? this.#confirmed(proof) : undefined;
  }

  async #confirmed(done: Ended): Promise<Outcome> {
    await this.#record('disarmed');
    this.#notice(confirmedNotice(this.#context.step.host));
    await this.#host.forget();
    return done;
  }

  /** What is certainly wrong needn't wait for the deadline. */
  async #goBack(failure: Failure): Promise<Outcome> {
    const { clock, step } = this.#context;
    // Nothing can be sent any more: the host does it by itself.
    if (isInterrupted(this.#context)) return this.#open(failure.detail);
    this.#notice(`${failure.detail}. ${step.host} goes back now.`);
    const deadline = Math.max(this.#deadline, clock.now());
    await this.#host.rescue();
    return this.#until(deadline, async (seen) => {
      if (seen.state === 'none') return this.#open(`${failure.detail}; the host knows of no undo`);
      // The order may have been lost with the link.
      if (seen.state === 'armed') await this.#host.rescue();
      return this.#back(seen, failure);
    });
  }

  /**
   * @param failure why it was told to; absent when it did so by itself
   * @returns undefined as long as its undo goes on
   */
  async #back(seen: Seen, failure?: Failure): Promise<Outcome | undefined> {
    const ended = seen.ended ?? (seen.rebooted ? { at: seen.now } : undefined);
    if (!ended) return undefined;
    const { host } = this.#context.step;
    await this.#record('fired', seen.ended?.code);
    const at = this.#context.clock.now() - (seen.now - ended.at) * 1000;
    const undo = { ...ended, at, lastLine: this.#show(seen.output) };
    const said = failure ? wentBackFor(failure, host, undo) : reverted(host, undo);
    const outcome = await withInvariants(this.#context, failed(said));
    await this.#host.forget();
    return outcome;
  }

  /** What the undo printed, as if it had been printed here. @returns its last line, masked */
  #show(text: string): string | undefined {
    const { report, step, outputFile } = this.#context;
    const output = report.output(step.id, step.host, outputFile);
    const chunk = { stream: 'stdout', text, bytes: Buffer.byteLength(text) } as const;
    const shown = [output.push(chunk), ...output.flush()].map((part) => part.text).join('');
    return shown.trimEnd().split('\n').at(-1) || undefined;
  }

  /** Nobody knows; the host does what it was told to do. */
  #open(why: string): Outcome {
    return notKnown(this.#context.step.host, why, this.#deadline);
  }

  /** @param exitCode of the undo, where it has ended */
  #record(state: RevertState, exitCode?: number): Promise<void> {
    const deadline = new Date(this.#deadline).toISOString();
    const what = { state, attempt: this.#context.attempt, deadline, exitCode };
    return this.#context.report.append({ type: 'revert', ...stepRef(this.#context), ...what });
  }

  #notice(text: string): void {
    const { report, step } = this.#context;
    report.emit({ type: 'notice', step: step.id, host: step.host, text });
  }
}
