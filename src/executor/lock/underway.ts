/** Which steps may still be at work on their hosts: begun, without a recorded end. */
import type { Journal, NewEntry } from '../../journal/journal.ts';
import type { RunState } from '../../journal/state.ts';

export interface Underway {
  /** Writes to the journal that was given, and follows what is recorded. */
  readonly journal: Journal;
  /** A step that may be at work on this host, by the journal. */
  readonly step: (host: string) => string | undefined;
  /** Was this step begun there, without a recorded end? */
  readonly isOpen: (step: string, host: string) => boolean;
}

/** @param previous what earlier sessions of the run left */
export function followUnderway(journal: Journal, previous: RunState | undefined): Underway {
  const open = new Map<string, { readonly step: string; readonly host: string }>();
  for (const { step, host, status } of previous?.steps ?? [])
    if (status === 'unknown') open.set(key(step, host), { step, host });
  return {
    journal: {
      append: (entry) => {
        follow(open, entry);
        return journal.append(entry);
      },
      output: (...args) => journal.output(...args),
      resumeOutput: (file) => journal.resumeOutput(file),
      close: () => journal.close(),
    },
    step: (host) => [...open.values()].find((at) => at.host === host)?.step,
    isOpen: (step, host) => open.has(key(step, host)),
  };
}

function follow(
  open: Map<string, { readonly step: string; readonly host: string }>,
  entry: NewEntry,
): void {
  if (entry.type === 'step-started' || entry.type === 'step-unknown')
    open.set(key(entry.step, entry.host), { step: entry.step, host: entry.host });
  if (entry.type === 'step-ended' || entry.type === 'decision')
    open.delete(key(entry.step, entry.host));
}

function key(step: string, host: string): string {
  return `${step}\n${host}`;
}
