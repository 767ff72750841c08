/** The runner of each host: opened when first needed, and again when it is gone. */
import { ConnectError, type Session } from '../../transports/transport.ts';
import type { Sessions } from '../sessions.ts';
import { folderName } from './requests.ts';
import { type Place, type Reply, Runner } from './runner.ts';
import { StepFiles } from './step-files.ts';

export interface OpenRunner {
  readonly runner: Runner;
  readonly place: Place;
}

export interface RunnersOptions {
  readonly run: string;
  readonly sessions: Sessions;
  /** What the operator must know of a host. */
  readonly notice: (host: string, text: string) => void;
}

export class Runners {
  /** What steps leave on the hosts. */
  readonly files = new StepFiles();
  readonly #options: RunnersOptions;
  readonly #open = new Map<string, OpenRunner>();
  /** Shells of runners, opened or not yet. */
  readonly #shells = new Map<string, Runner>();
  /** Hosts where nothing can be detached. */
  readonly #unfit = new Set<string>();

  constructor(options: RunnersOptions) {
    this.#options = options;
  }

  /** Undefined where nothing can be detached, which is said once. @throws ConnectError */
  async get(host: string): Promise<OpenRunner | undefined> {
    if (this.#unfit.has(host)) return undefined;
    const { sessions } = this.#options;
    const reused = sessions.has(host);
    const session = await sessions.get(host);
    const known = this.#open.get(host);
    if (known?.runner.alive && known.runner.session === session) return known;
    const first = await this.#start(host, session);
    // A link that went stale since the step before is opened anew, once.
    if (!first || 'runner' in first) return first;
    await sessions.drop(host);
    const again = reused ? await this.#start(host, await sessions.get(host)) : first;
    if (!again || 'runner' in again) return again;
    await sessions.drop(host);
    throw new ConnectError(
      'unreachable',
      host,
      `${host}: ${again.reason}`,
      'Resume when it answers.',
    );
  }

  /**
   * Runs a short script in the runner's shell, before or after all else.
   * @returns what it printed; undefined where there is no such shell, or it is at work
   * @throws ConnectError when the link goes, or nothing comes back in time
   */
  async script(host: string, session: Session, script: string): Promise<string | undefined> {
    if (!session.open || this.#unfit.has(host)) return undefined;
    const runner = this.#shell(host, session);
    if (!runner.idle) return undefined;
    const printed: Buffer[] = [];
    const reply = await runner.script(script, (bytes) => printed.push(Buffer.from(bytes)));
    if (reply.kind === 'ended') return Buffer.concat(printed).toString('utf8');
    this.#shells.delete(host);
    if (reply.kind !== 'cut' || !reply.link) return undefined;
    throw new ConnectError('unreachable', host, reply.reason, 'Resume when it answers.');
  }

  #shell(host: string, session: Session): Runner {
    const known = this.#shells.get(host);
    if (known?.alive && known.session === session) return known;
    const runner = new Runner(session);
    this.#shells.set(host, runner);
    return runner;
  }

  /**
   * The server allows no second channel, or can't keep a step's files: from now on commands
   * run there one at a time, as long as the link holds.
   * @returns whether there was a runner to give up
   */
  giveUp(host: string, why: string): boolean {
    if (!this.#shells.has(host) || this.#unfit.has(host)) return false;
    this.#refuse(host, why);
    this.renew(host);
    return true;
  }

  /** The next `get` opens another. */
  renew(host: string): void {
    this.#shells.get(host)?.discard();
    this.#shells.delete(host);
    this.#open.delete(host);
  }

  /** Removes what is done with. Files of steps without an end stay. Then no step may begin. */
  async forgetAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((host) => this.#forget(host)));
  }

  async #forget(host: string): Promise<void> {
    const open = await this.#last(host);
    this.#open.delete(host);
    open?.runner.tell(this.files.atLast(host));
  }

  /** Ends the runners, once they have done what they were told. */
  async endAll(): Promise<void> {
    await Promise.all([...this.#shells.values()].map((runner) => runner.end()));
  }

  /** One whose link was lost since is opened again, if the host is there, for what it left. */
  async #last(host: string): Promise<OpenRunner | undefined> {
    const known = this.#open.get(host);
    if (known?.runner.alive || !this.#options.sessions.has(host)) return known;
    return this.get(host).catch(() => undefined);
  }

  async #start(
    host: string,
    session: Session,
  ): Promise<OpenRunner | Extract<Reply, { kind: 'cut' }> | undefined> {
    if (!session.open) return this.#refuse(host, 'its transport has no channels that stay open');
    const runner = this.#shell(host, session);
    const reply = await runner.open(folderName(this.#options.run, host), this.files.begun(host));
    if (reply.kind === 'ready') {
      const open = { runner, place: reply };
      this.#open.set(host, open);
      return open;
    }
    runner.discard();
    this.#shells.delete(host);
    if (reply.kind === 'cut' && reply.link) return reply;
    return this.#refuse(host, whyUnfit(reply));
  }

  #refuse(host: string, why: string): undefined {
    this.#unfit.add(host);
    const what = 'commands there end with the link, and can not be re-attached';
    this.#options.notice(host, `${host}: ${why}: ${what}`);
  }
}

function whyUnfit(reply: Reply): string {
  if (reply.kind === 'unfit') return reply.why;
  return reply.kind === 'cut' ? reply.reason : 'its shell takes no requests';
}
