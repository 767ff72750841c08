/** Carries out a plan at the terminal: locks, journal, connections, progress, exit code. */
import { hostname } from 'node:os';
import { execute } from '../executor/execute.ts';
import { createMask } from '../executor/mask/mask.ts';
import type { ExecuteOptions } from '../executor/options.ts';
import { SUDO_PASSWORD } from '../executor/sudo/elevator.ts';
import type { StepRef } from '../journal/entries.ts';
import type { RunJournal } from '../journal/file-fs.ts';
import { acquireLocks } from '../journal/lock-fs.ts';
import type { RunState } from '../journal/state.ts';
import type { Plan } from '../plan/model.ts';
import { thisUser } from '../transports/this-user.ts';
import { count, flag, type Invocation, isInteractive } from './command.ts';
import { connector, type Reach, target } from './connections.ts';
import { createDrawing } from './drawing.ts';
import { exitOf, sayHowToGoOn } from './ending.ts';
import { CliError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { withoutSecrets } from './hide-secrets.ts';
import { onInterrupt } from './interrupt.ts';
import { nobody, terminalOperator } from './operator.ts';
import { shortPath } from './project-fs.ts';
import { emitter, type RecordedInvocation } from './recording/recording.ts';
import { keepHeapSmall } from './small-heap.ts';
import { targetLock } from './target-lock.ts';
import type { Terminal } from './terminal.ts';

/** Who runs this, and where: for the journal and the locks. */
export function operatorIdentity(version: string): {
  readonly operator: string;
  readonly machine: string;
  readonly version: string;
} {
  return { operator: thisUser().username, machine: hostname(), version };
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

export interface Work extends Reach {
  readonly run: string;
  /** When it fails it is taken back at once: not gone on with. */
  readonly thenUndo?: boolean;
  /** Its secrets are placeholders: `prepare` has the values. */
  readonly plan: Plan;
  /** Under the locks, before anything is sent: what must be asked first. */
  readonly prepare: () => Promise<Prepared>;
  /** Opens the journal, once the locks are held. */
  readonly openJournal: (plan: Plan) => RunJournal;
}

export interface Prepared {
  readonly plan: Plan;
  readonly secrets: Readonly<Record<string, string>>;
  readonly decide?: ExecuteOptions['decide'];
  readonly goal?: ExecuteOptions['goal'];
  /** Needed by plans whose steps name what others give. */
  readonly complete?: ExecuteOptions['complete'];
  /** What earlier sessions left, as this one is to see it. */
  readonly previous?: (state: RunState) => RunState;
}

type Ready = Prepared & Pick<ExecuteOptions, 'lock' | 'forks'>;

/** Executes a plan, from the locks to the recap. @throws LockedError, ProblemError */
export async function carryOut(invocation: RecordedInvocation, work: Work): Promise<ExitCode> {
  keepHeapSmall();
  const { operator, machine } = operatorIdentity(invocation.version);
  const forks = count(invocation.options, 'forks');
  const targets = [...work.plan.hosts];
  const request = { run: work.run, runbook: work.plan.runbook, targets, operator, machine };
  const locks = acquireLocks(invocation.stateDir, request);
  try {
    const lock = targetLock(locks.id, request);
    return await underLocks(invocation, work, { ...(await work.prepare()), lock, forks });
  } finally {
    locks.release();
  }
}

async function underLocks(
  invocation: RecordedInvocation,
  work: Work,
  prepared: Ready,
): Promise<ExitCode> {
  const { terminal, version, recording } = invocation;
  const { operator, machine } = operatorIdentity(version);
  const mask = createMask(prepared.secrets);
  refuseShortSecrets(mask.tooShort);
  tellWeakSecrets(mask.weak, terminal);
  recording.masked((text) => mask.text(text));
  const interrupt = onInterrupt(terminal);
  try {
    const journal = work.openJournal(prepared.plan);
    const label = `${journal.previous ? 'resumed' : 'run'} by ${operator} on ${machine}`;
    recording.start({ folder: journal.folder, plan: work.plan, label });
    announce(invocation, journal);
    const outcome = await execute({
      ...executeOptions(invocation, work, prepared, interrupt.signal),
      journal,
      // Read under the locks: what was planned from may have moved on since.
      previous: journal.previous && (prepared.previous?.(journal.previous) ?? journal.previous),
      mask,
    })
      .catch((error: unknown) => {
        sayHowToGoOn(terminal, work.run);
        throw withoutSecrets(error, (text) => mask.text(text));
      })
      .finally(() => journal.close());
    const goesBack = work.thenUndo && outcome.status === 'failed';
    if (!goesBack) sayHowToGoOn(terminal, work.run, outcome);
    return exitOf(outcome);
  } finally {
    interrupt.release();
  }
}

function executeOptions(
  invocation: RecordedInvocation,
  work: Work,
  { plan, decide, goal, complete, lock, forks }: Ready,
  signal: AbortSignal,
): Omit<ExecuteOptions, 'journal'> {
  const { terminal, options } = invocation;
  const view = { plan, forks, verbose: flag(options, 'verbose') };
  const drawing = createDrawing(terminal, view);
  return {
    plan,
    run: work.run,
    ...{ forks, lock, goal, complete },
    connect: connector(invocation, work, drawing.alone, signal),
    platform: (host) => target(work.inventory, host).platform,
    operator: isInteractive(invocation)
      ? terminalOperator(terminal, drawing, signal)
      : nobody(terminal, drawing),
    emit: emitter(invocation, (to) => (to === terminal ? drawing : createDrawing(to, view)).draw),
    sudoPassword: invocation.env[SUDO_PASSWORD],
    yes: flag(options, 'yes'),
    decide,
    signal,
  };
}

function refuseShortSecrets(names: readonly string[]): void {
  if (names.length === 0) return;
  throw new CliError(
    EXIT.usage,
    `too short to be masked in what commands print: ${names.join(', ')}`,
    'a secret has four characters or more',
  );
}

function tellWeakSecrets(names: readonly string[], terminal: Terminal): void {
  for (const name of names) {
    const text = `${name} has only four characters: in the middle of a longer base64 text it is not masked`;
    terminal.note(`${terminal.colors.err.yellow('warning:')} ${text}`);
  }
}

function announce({ terminal, env }: Invocation, journal: RunJournal): void {
  const { dim } = terminal.colors.err;
  terminal.note(`${dim('run    ')} ${journal.run}`);
  terminal.note(`${dim('journal')} ${shortPath(journal.folder, env)}`);
  // What was mended as it was opened.
  terminal.problems(journal.notices);
}
