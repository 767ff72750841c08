/** A lock on a target: what its file says, and who may take it over. Pure. */

/** One line of JSON in the target's lock file; read by every user of that host. */
export interface TargetLock {
  /** Hex digits. What `runbook unlock` wants: the lock that was seen, not its successor. */
  readonly id: string;
  readonly run: string;
  readonly runbook: string;
  readonly operator: string;
  readonly machine: string;
  /** ISO 8601 UTC. */
  readonly since: string;
  /** The process that holds it, as its own machine can tell it from others. */
  readonly process?: LockProcess;
  /** The step that may still be at work there, whatever became of the process that began it. */
  readonly kept?: string;
}

export interface LockProcess {
  /** Machine and process space in which `pid` means something. */
  readonly home: string;
  readonly pid: number;
  readonly start?: string;
  readonly boot?: string;
}

/** What to do about a lock that is there. */
export type Judgement =
  | 'ours'
  /** Of a process of this run that died on this machine. */
  | 'take-over'
  /** Of another run that died on this machine: the operator is told. */
  | 'take-over-and-say'
  | 'held';

/**
 * Whose is it? Only a process of this very machine can be seen to be dead: the same run,
 * copied to another machine, is not told from one that is at work.
 * @param isGone whether the process is certainly no more
 */
export function judge(
  holder: TargetLock,
  self: TargetLock,
  isGone: (process: LockProcess) => boolean,
): Judgement {
  if (holder.id === self.id) return 'ours';
  if (!holder.process || !isGone(holder.process)) return 'held';
  if (holder.run === self.run) return 'take-over';
  return holder.kept === undefined ? 'take-over-and-say' : 'held';
}

export function encodeLock(lock: TargetLock): string {
  return JSON.stringify(lock);
}

/** @returns undefined when the text is no lock: written by hand, or damaged */
export function parseLock(text: string): TargetLock | undefined {
  const found = parse(text);
  if (!isObject(found)) return undefined;
  const texts = [found.id, found.run, found.runbook, found.operator, found.machine, found.since];
  if (!texts.every((value) => typeof value === 'string') || !isLockId(String(found.id)))
    return undefined;
  const { kept, process } = found;
  return {
    ...(found as unknown as TargetLock),
    kept: typeof kept === 'string' ? kept : undefined,
    process: isProcess(process) ? process : undefined,
  };
}

/** What an id looks like: it is put into a shell pattern as it is. */
export function isLockId(text: string): boolean {
  return /^[0-9a-f]{8,64}$/.test(text);
}

function isProcess(value: unknown): value is LockProcess {
  return isObject(value) && typeof value.home === 'string' && Number.isInteger(value.pid);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
