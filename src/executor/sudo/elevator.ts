/**
 * Becoming root: found out once for each host, when first needed.
 *
 * A password is asked for once; it is tried on the next hosts before another question.
 * It is masked before it is sent, and stands in no command line.
 */
import { ConnectError, type ExecRequest, type Session } from '../../transports/transport.ts';
import type { Operator } from '../events.ts';
import { MIN_LENGTH } from '../mask/forms.ts';
import type { Mask } from '../mask/mask.ts';
import {
  ABILITY_LINE,
  type Elevation,
  parseAbility,
  parseTry,
  type Refusal,
  TRY_LINE,
} from './elevation.ts';

export interface ElevatorOptions {
  readonly mask: Mask;
  /** Where sessions come from. */
  readonly session: (host: string) => Promise<Session>;
  /** Given beforehand: tried first. */
  readonly password?: string;
  readonly ask?: Operator['password'];
  /** What the operator must know of a host. */
  readonly notice?: (host: string, text: string) => void;
  readonly signal?: AbortSignal;
}

/** Nobody is there to answer: the run pauses. */
export class UnansweredError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'UnansweredError';
    this.hint = hint;
  }
}

/** The variable that holds sudo's password where nobody can be asked. */
export const SUDO_PASSWORD = 'RUNBOOK_SUDO_PASSWORD';
const TOO_SHORT = `sudo's password has less than ${MIN_LENGTH} characters, too short to be masked: a command that prints it shows it, and it is kept with its output`;
const TRIES = 3;
const PROBE_MS = 30_000;

export class Elevator {
  readonly #options: ElevatorOptions;
  readonly #found = new Map<string, Promise<Elevation>>();
  /** Passwords that some host took, or that were given beforehand. */
  readonly #known: string[] = [];
  #saidShort = false;
  /** Questions come one at a time: the answer may do for those that wait. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ElevatorOptions) {
    this.#options = options;
    if (options.password) this.#remember(options.password);
  }

  /** @throws ConnectError 'authentication' when it can't be; UnansweredError when nobody can be asked */
  of(host: string): Promise<Elevation> {
    const known = this.#found.get(host);
    if (known) return known;
    const finding = this.#find(host);
    this.#found.set(host, finding);
    // What failed is tried afresh: somebody may have put it right.
    finding.catch(() => this.#found.delete(host));
    return finding;
  }

  async #find(host: string): Promise<Elevation> {
    const ability = parseAbility(host, await this.#said(host, { line: ABILITY_LINE }));
    if (ability.kind === 'refused') throw refused(host, ability.why);
    if (ability.kind !== 'asks') return ability;
    const turn = this.#turn.then(() => this.#byPassword(host, ability.user));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #byPassword(host: string, user: string): Promise<Elevation> {
    for (const password of this.#known)
      if (await this.#works(host, user, password)) return { kind: 'password', password };
    const { ask } = this.#options;
    if (!ask) throw this.#known.length > 0 ? wrong(host, user, 0) : unanswered(host, user);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const password = await ask({ host, user, again: tries > 0 });
      if (password === undefined) throw unanswered(host, user);
      this.#hide(password);
      if (!(await this.#works(host, user, password))) continue;
      this.#remember(password);
      return { kind: 'password', password };
    }
    throw wrong(host, user, TRIES);
  }

  async #works(host: string, user: string, password: string): Promise<boolean> {
    this.#tellShort(host, password);
    const said = await this.#said(host, { line: TRY_LINE, stdin: `${password}\n` });
    const answer = parseTry(host, user, said);
    if (answer === 'yes' || answer === 'wrong') return answer === 'yes';
    throw refused(host, answer);
  }

  #remember(password: string): void {
    this.#hide(password);
    if (!this.#known.includes(password)) this.#known.unshift(password);
  }

  /** Refused it can not be: it is the host's, not ours. Said once, before it is sent. */
  #tellShort(host: string, password: string): void {
    if (this.#saidShort || password === '' || password.length >= MIN_LENGTH) return;
    this.#saidShort = true;
    this.#options.notice?.(host, TOO_SHORT);
  }

  #hide(password: string): void {
    this.#options.mask.add('sudo-password', password);
  }

  /** All that a command printed. @throws ConnectError when it could not be run to its end */
  async #said(host: string, request: ExecRequest): Promise<string> {
    const session = await this.#options.session(host);
    let text = '';
    const listen = (chunk: { readonly text: string }): void => {
      text += chunk.text;
    };
    const timed = { ...request, timeoutMs: PROBE_MS };
    const end = await session.exec(timed, listen, this.#options.signal);
    if (end.kind === 'exited') return text;
    const why = end.kind === 'lost' ? end.reason : `it was cut short (${end.kind})`;
    const hint = 'Look whether sudo works there: a name service that does not answer holds it up.';
    throw new ConnectError('unreachable', host, `whether sudo works is not known: ${why}`, hint);
  }
}

function refused(host: string, { message, hint }: Refusal): ConnectError {
  return new ConnectError('authentication', host, message, hint);
}

function wrong(host: string, user: string, tries: number): ConnectError {
  const message = `sudo on ${host} refuses the password of ${user}${tries > 0 ? ` (${tries} tries)` : ''}`;
  return new ConnectError(
    'authentication',
    host,
    message,
    `Nothing was run as root. ${SUDO_PASSWORD}, or a person, gives another one.`,
  );
}

function unanswered(host: string, user: string): UnansweredError {
  return new UnansweredError(
    `sudo on ${host} asks for the password of ${user}, and nobody answers`,
    `set ${SUDO_PASSWORD}, or resume at a terminal`,
  );
}
