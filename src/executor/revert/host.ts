/** What is said between us and a host that is to go back by itself. */
import { moment } from '../../journal/moment.ts';
import { ConnectError } from '../../transports/transport.ts';
import { isInterrupted, type Outcome, type StepContext } from '../context.ts';
import { scriptRequest } from '../step/request.ts';
import { type Sent, sendProbe } from '../step/send.ts';
import { UnansweredError } from '../sudo/elevator.ts';
import { parseArmed, parseSeen, type Seen } from './answers.ts';
import {
  disarmScript,
  forgetScript,
  type GoingBack,
  lookScript,
  type RevertPlace,
  rescuer,
  startScript,
  watchdog,
} from './lines.ts';

/** A host that doesn't answer so long is looked for again: the change may have cut the link. */
const ANSWER_MS = 15_000;
const RETRY_MS = 1_000;

export type Arming =
  | { readonly kind: 'armed' }
  /** It is certain that the host won't go back. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unclear' };

export class RevertHost {
  readonly #context: StepContext;
  readonly #back: GoingBack;
  readonly #place: RevertPlace;

  /** @param context of the attempt that is, or was, armed */
  constructor(context: StepContext, back: GoingBack) {
    this.#context = context;
    this.#back = back;
    this.#place = { run: context.run, step: context.step.id, attempt: context.attempt };
  }

  /** The host is armed when it says so itself: then its watchdog runs. */
  async arm(afterMs: number): Promise<Arming> {
    const program = watchdog(this.#back, afterMs);
    const sent = await this.#send(startScript(this.#place, true), program);
    if (sent && parseArmed(sent.stdout)) return { kind: 'armed' };
    const state = (await this.disarm())?.state;
    if (state !== 'none' && state !== 'disarmed') return { kind: 'unclear' };
    return { kind: 'refused', why: sent?.lastLine ?? 'it did not say that it is armed' };
  }

  /** @returns undefined when the host can't be asked */
  look(): Promise<Seen | undefined> {
    return this.#ask(lookScript(this.#place));
  }

  /**
   * Looks again and again, until something is decided.
   * @param patience by our clock, in ms
   * @returns why nothing was, as the beginning of a sentence
   */
  async until(
    patience: number,
    decide: (seen: Seen) => Promise<Outcome | undefined>,
  ): Promise<Outcome | string> {
    const { clock, signal, step } = this.#context;
    for (let away = 0; ; ) {
      if (isInterrupted(this.#context)) return 'It was interrupted';
      const seen = await this.look();
      const outcome = seen && (await decide(seen));
      if (outcome) return outcome;
      const silent = `${step.host} can not be reached`;
      if (clock.now() > patience) return seen ? 'Its undo has not ended' : silent;
      if (!seen && away++ === 0) this.#notice(`${silent}: trying until ${moment(patience)}.`);
      await clock.sleep(RETRY_MS, signal);
    }
  }

  /** @returns how it stands now: too late, when it isn't `disarmed` */
  disarm(): Promise<Seen | undefined> {
    return this.#ask(disarmScript(this.#place));
  }

  /** Begins to go back now; `look` tells what came of it. */
  async rescue(): Promise<void> {
    await this.#send(startScript(this.#place, false), rescuer(this.#back));
  }

  /** Removes what the host kept. It does no harm if it stays. */
  async forget(): Promise<void> {
    await this.#send(forgetScript(this.#place));
  }

  #notice(text: string): void {
    const { report, step } = this.#context;
    report.emit({ type: 'notice', step: step.id, host: step.host, text });
  }

  async #ask(script: string): Promise<Seen | undefined> {
    const sent = await this.#send(script);
    return sent && parseSeen(sent.stdout);
  }

  async #send(script: string, input?: string): Promise<Sent | undefined> {
    const { sessions, step } = this.#context;
    try {
      const plain = await scriptRequest(this.#context, script, { sudo: this.#back.sudo, input });
      const request = { ...plain, timeoutMs: ANSWER_MS };
      const sent = await sendProbe(this.#context, { request, keep: true, quiet: true });
      if (sent.end.kind === 'exited') return sent;
    } catch (error) {
      if (!(error instanceof ConnectError || error instanceof UnansweredError)) throw error;
    }
    await sessions.drop(step.host);
    return undefined;
  }
}
