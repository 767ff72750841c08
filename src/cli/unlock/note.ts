/** Keeps in a journal who removed which lock: in the run's own, when it is here and at rest. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JOURNAL_FILE, noteUnlocked } from '../../journal/file-fs.ts';
import { acquireLocks } from '../../journal/lock-fs.ts';
import { appendUnlock } from '../../journal/unlocks-fs.ts';

export interface Removal {
  readonly lock: string;
  readonly run: string;
  readonly runbook: string;
  /** Absent for the locks on this machine. */
  readonly host?: string;
}

interface Who {
  readonly operator: string;
  readonly machine: string;
}

/**
 * @param atWork the run's process is alive: two must not write one journal
 * @throws ProblemError when it can't be written anywhere
 */
export async function noteRemoval(
  stateDir: string,
  { run, runbook, lock, host }: Removal,
  who: Who,
  atWork: boolean,
): Promise<void> {
  const removed = { lock, ...(host !== undefined && { host }), ...who };
  const folder = join(stateDir, run);
  const isHere = /^[\w.-]+$/.test(run) && existsSync(join(folder, JOURNAL_FILE));
  if (isHere && !atWork && (await inRun(stateDir, folder, { run, runbook, ...who }, removed)))
    return;
  appendUnlock(stateDir, { at: new Date().toISOString(), run, runbook, ...removed });
}

/** @returns false when another process holds the run, or its journal takes no more records */
async function inRun(
  stateDir: string,
  folder: string,
  holder: Who & { readonly run: string; readonly runbook: string },
  removed: Parameters<typeof noteUnlocked>[1],
): Promise<boolean> {
  try {
    const held = acquireLocks(stateDir, { ...holder, targets: [] });
    try {
      await noteUnlocked(folder, removed);
      return true;
    } finally {
      held.release();
    }
  } catch {
    return false;
  }
}
