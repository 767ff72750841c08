/**
 * The locks that a run holds on its targets, against a second operator: taken over each
 * new session before anything else is sent there, given back when the work ends.
 */
import type { Session } from '../../transports/transport.ts';
import type { Opened, Sessions } from '../sessions.ts';
import { type Ask, askHost } from './ask.ts';
import { keepScript, type LockAnswer, removeScript, takeScript } from './lines.ts';
import { judge, type LockProcess, type TargetLock } from './lock.ts';
import { type HeldTarget, TargetLockedError } from './locked-error.ts';

export interface LockOptions {
  /** Written on each target. */
  readonly lock: TargetLock;
  /** Is the process certainly no more? False for what can't be judged from this machine. */
  readonly isGone: (process: LockProcess) => boolean;
}

const MOST_LOOKS = 5;

/** Of a file that was there a moment ago, or that could not be read as a lock. */
function isPassing({ kind }: LockAnswer): boolean {
  return kind === 'odd' || kind === 'free';
}

export class TargetLocks {
  readonly #options: LockOptions;
  readonly #notice: (host: string, text: string) => void;
  readonly #ask: Ask;
  readonly #held = new Set<string>();
  /** Hosts without a lock, said once. */
  readonly #without = new Set<string>();

  /** @param notice what the operator must know of a host */
  constructor(
    options: LockOptions,
    notice: (host: string, text: string) => void,
    ask: Ask = askHost,
  ) {
    this.#ask = ask;
    this.#options = options;
    this.#notice = notice;
  }

  /**
   * A hook of `Sessions`. Also over the sessions after the first: a host that was restarted
   * has lost its lock, and one that somebody unlocked may be another's by now.
   * @throws TargetLockedError; ConnectError when the host doesn't answer
   */
  readonly opened: Opened = async (host, session) => {
    const answer = await this.#take(host, session);
    if (answer.kind === 'held') return this.#judged(host, session, answer);
    this.#settled(host, answer);
  };

  /** Two names of one machine take its lock at once: a file that is just being replaced is looked at again. */
  async #take(host: string, session: Session, stale?: string): Promise<LockAnswer> {
    const script = takeScript(this.#options.lock, stale);
    let answer = await this.#ask(host, session, script);
    for (let tries = 1; tries < MOST_LOOKS && isPassing(answer); tries += 1)
      answer = await this.#ask(host, session, script);
    return answer;
  }

  /**
   * Gives the locks back over the sessions that are still open.
   * @param underway the step of ours that may still be at work on a host
   */
  async release(sessions: Sessions, underway: (host: string) => string | undefined): Promise<void> {
    await Promise.all([...this.#held].map((host) => this.#release(host, sessions, underway(host))));
  }

  async #judged(
    host: string,
    session: Session,
    held: Extract<LockAnswer, { kind: 'held' }>,
  ): Promise<void> {
    const { lock, isGone } = this.#options;
    const judgement = judge(held.lock, lock, isGone);
    if (judgement === 'held') throw lockedBy(host, held);
    if (judgement === 'ours') {
      this.#held.add(host);
      return;
    }
    const answer = await this.#take(host, session, held.lock.id);
    if (answer.kind === 'held' && answer.lock.id !== lock.id) throw lockedBy(host, answer);
    this.#settled(host, answer);
    if (judgement === 'take-over-and-say') this.#notice(host, takenOver(held.lock));
  }

  #settled(host: string, answer: LockAnswer): void {
    if (answer.kind === 'odd') throw new TargetLockedError({ host, why: answer.detail });
    if (answer.kind === 'taken' || answer.kind === 'held') this.#held.add(host);
    if (answer.kind !== 'none' || this.#without.has(host)) return;
    this.#without.add(host);
    this.#notice(
      host,
      `no lock keeps a second operator off ${host}: ${answer.detail}. Going on without.`,
    );
  }

  async #release(host: string, sessions: Sessions, step: string | undefined): Promise<void> {
    const { lock } = this.#options;
    const script = step === undefined ? removeScript(lock.id) : keepScript({ ...lock, kept: step });
    const answer = await this.#answer(host, sessions, script);
    const text = endText(host, answer, lock.id, step);
    if (text !== undefined) this.#notice(host, text);
  }

  async #answer(host: string, sessions: Sessions, script: string): Promise<LockAnswer | undefined> {
    // Where the link is gone, a new one is not worth the wait: whoever comes next can judge.
    if (!sessions.has(host)) return undefined;
    return this.#ask(host, await sessions.get(host), script).catch(() => undefined);
  }
}

function lockedBy(
  host: string,
  { lock, owner }: Extract<LockAnswer, { kind: 'held' }>,
): TargetLockedError {
  return new TargetLockedError({ host, lock, owner } satisfies HeldTarget);
}

function takenOver({ operator, run, runbook, kept }: TargetLock): string {
  const left = kept === undefined ? '' : ` (step ${kept})`;
  return `took over the lock of run ${run} (${runbook}, ${operator}), whose process on this machine is gone: what it began there${left} may be half done. runbook status ${run} tells`;
}

/** What the operator must know of how a lock ended; nothing when it went as it should. */
function endText(
  host: string,
  answer: LockAnswer | undefined,
  id: string,
  step: string | undefined,
): string | undefined {
  const free = `runbook unlock ${id} --host ${host}`;
  if (step !== undefined)
    return `the lock on ${host} stays: step ${step} may still be at work there. To free it all the same: ${free}`;
  if (answer?.kind === 'removed') return undefined;
  if (answer === undefined) return `the lock on ${host} could not be given back: ${free}`;
  if (answer.kind === 'refused')
    return `the lock on ${host} belongs to ${answer.owner} there, and stays: ${free}`;
  return undefined;
}
