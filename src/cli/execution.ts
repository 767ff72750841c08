/** Carries out a plan at the terminal: locks, journal, connections, progress, exit code. */
import { hostname, userInfo } from 'node:os';
import { execute } from '../executor/execute.ts';
import { createMask } from '../executor/mask.ts';
import type { ExecuteOptions, ExecuteOutcome } from '../executor/options.ts';
import type { Inventory } from '../inventory/schema.ts';
import type { StepRef } from '../journal/entries.ts';
import type { RunJournal } from '../journal/file-fs.ts';
import { acquireLocks } from '../journal/lock-fs.ts';
import type { Plan } from '../plan/model.ts';
import type { Transport } from '../transports/transport.ts';
import { connection } from '../views/connection.ts';
import { flag, type Invocation, text } from './command.ts';
import { CliError } from './errors.ts';
import { EXIT, type ExitCode, exitOfFailure } from './exit-codes.ts';
import { onInterrupt } from './interrupt.ts';
import { nobody, terminalOperator } from './operator.ts';
import { createProgress } from './progress.ts';
import { shortPath } from './project-fs.ts';
import { ask, askLine, askSecret } from './prompt.ts';
import { emitter, type RecordedInvocation } from './recording/recording.ts';
import { targetLock } from './target-lock.ts';
import type { Terminal } from './terminal.ts';

/** Who runs this, and where: for the journal and the locks. */
export function operatorIdentity(version: string): {
  readonly operator: string;
  readonly machine: string;
  readonly version: string;
} {
  return { operator: userInfo().username, machine: hostname(), version };
}

/** A plan's steps, as the journal lists them. */
export function listedSteps(plan: Plan): (StepRef & { readonly title: string })[] {
  return plan.steps.map(({ id, host, hash, sourceHash, title }) => ({
    step: id,
    host,
    hash,
    sourceHash,
    title,
  }));
}

/** May somebody be asked? */
export function isInteractive({ terminal, options }: Invocation): boolean {
  return terminal.interactive && !flag(options, 'nonInteractive');
}

export interface Work {
  readonly run: string;
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly secrets: Readonly<Record<string, string>>;
  /** `ssh` or `local`. */
  readonly transport: string;
  readonly decide?: ExecuteOptions['decide'];
  /** Opens the journal, once the locks are held. */
  readonly openJournal: () => RunJournal;
}

/** Executes a plan, from the locks to the recap. @throws LockedError, ProblemError */
export async function carryOut(invocation: RecordedInvocation, work: Work): Promise<ExitCode> {
  const { terminal, stateDir, version, recording } = invocation;
  const { operator, machine } = operatorIdentity(version);
  const mask = createMask(work.secrets);
  refuseShortSecrets(mask.tooShort);
  recording.masked((text) => mask.text(text));
  const targets = [...work.plan.hosts];
  const request = { run: work.run, runbook: work.plan.runbook, targets, operator, machine };
  const locks = acquireLocks(stateDir, request);
  const interrupt = onInterrupt(terminal);
  try {
    const journal = work.openJournal();
    const session = `${journal.previous ? 'resumed' : 'run'} by ${operator} on ${machine}`;
    recording.start({ folder: journal.folder, title: work.plan.title, session });
    announce(invocation, journal);
    const outcome = await execute({
      ...executeOptions(invocation, work, interrupt.signal),
      journal,
      // Read under the locks: what was planned from may have moved on since.
      previous: journal.previous,
      lock: targetLock(locks.id, request),
      mask,
    })
      .catch((error: unknown) => {
        sayHowToGoOn(terminal, work.run);
        throw error;
      })
      .finally(() => journal.close());
    if (outcome.status !== 'succeeded') sayHowToGoOn(terminal, work.run);
    return exitOf(outcome);
  } finally {
    interrupt.release();
    locks.release();
  }
}

function executeOptions(
  invocation: RecordedInvocation,
  work: Work,
  signal: AbortSignal,
): Omit<ExecuteOptions, 'journal'> {
  const { terminal, options } = invocation;
  const progress = createProgress(terminal);
  const target = (host: string) => connection(work.inventory, host);
  const transport = lazily(() => openTransport(invocation, work));
  return {
    plan: work.plan,
    run: work.run,
    connect: async (host) => (await transport()).connect(target(host)),
    platform: (host) => target(host).platform,
    operator: isInteractive(invocation)
      ? terminalOperator(terminal, progress.preview, signal)
      : nobody(terminal),
    emit: emitter(invocation, (to) => (to === terminal ? progress : createProgress(to)).draw),
    yes: flag(options, 'yes'),
    decide: work.decide,
    signal,
  };
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function openTransport(invocation: Invocation, work: Work): Promise<Transport> {
  const { terminal, options } = invocation;
  if (work.transport === 'local') return (await import('../transports/local.ts')).localTransport();
  const { sshTransport } = await import('../transports/ssh/ssh.ts');
  return sshTransport({
    configFile: text(options, 'sshConfig'),
    jumpTarget: (name) => knownTarget(work.inventory, name),
    password: isInteractive(invocation)
      ? (question) => (question.echo ? askLine : askSecret)(terminal, question.text)
      : undefined,
  });
}

/** What the inventory knows of a jump host; nothing when it isn't in it. */
function knownTarget(inventory: Inventory, name: string) {
  const known = Object.hasOwn(inventory.hosts, name) || Object.hasOwn(inventory.switches, name);
  return known ? connection(inventory, name) : undefined;
}

function refuseShortSecrets(names: readonly string[]): void {
  if (names.length === 0) return;
  throw new CliError(
    EXIT.usage,
    `too short to be masked in what commands print: ${names.join(', ')}`,
    'a secret has four characters or more',
  );
}

function announce({ terminal, env }: Invocation, journal: RunJournal): void {
  const { dim } = terminal.colors.err;
  terminal.note(`${dim('run    ')} ${journal.run}`);
  terminal.note(`${dim('journal')} ${shortPath(journal.folder, env)}`);
  // What was mended as it was opened.
  terminal.problems(journal.notices);
}

/** After any stop: the exact command that goes on. */
function sayHowToGoOn(terminal: Terminal, run: string): void {
  terminal.note(`${terminal.colors.err.bold('next:')} runbook resume ${run}`);
}

function exitOf({ status, pause, failures }: ExecuteOutcome): ExitCode {
  if (status === 'succeeded') return EXIT.ok;
  // A step of which nobody knows how it ended has not failed: a person must say.
  if (pause?.reason === 'locked') return EXIT.locked;
  if (status === 'paused') return pause?.reason === 'interrupt' ? EXIT.interrupted : EXIT.paused;
  return exitOfFailure(failures.at(-1));
}

/**
 * A procedure kept for the record is run only on purpose.
 * @throws CliError unless it is confirmed
 */
export async function confirmHistorical(invocation: Invocation, plan: Plan): Promise<void> {
  const { terminal, options } = invocation;
  if (!plan.historical || flag(options, 'yes')) return;
  const question = `${plan.runbook} is historical: it is kept for the record. Run it all the same?`;
  const answer = isInteractive(invocation)
    ? await ask(terminal, question, [
        { key: 'y', label: 'yes', value: 'yes' },
        { key: 'n', label: 'no', value: 'no' },
      ])
    : undefined;
  if (answer === 'yes') return;
  throw new CliError(
    answer === 'no' ? EXIT.failed : EXIT.usage,
    `${plan.runbook} is historical: nothing was run`,
    '--yes runs it',
  );
}
