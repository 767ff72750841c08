/**
 * Locks that were removed by hand and whose run has no journal here, or one that another
 * process is writing: `<state>/unlocks.jsonl`, one JSON object a line, only ever appended to.
 */
import { closeSync, fdatasyncSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reporting } from './disk-errors.ts';
import { makePrivateFolder, openForAppending, writeAll } from './private-fs.ts';
import { isObject } from './record-fields.ts';

const FILE = 'unlocks.jsonl';

export interface UnlockRecord {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly lock: string;
  /** Whose lock it was, as far as it said so. */
  readonly run: string;
  readonly runbook: string;
  /** The target; absent for the locks on the operator's own machine. */
  readonly host?: string;
  /** Who removed it, and where. */
  readonly operator: string;
  readonly machine: string;
}

/** Returns when the line is on disk. @throws ProblemError when it can't be written */
export function appendUnlock(stateDir: string, record: UnlockRecord): void {
  reporting(stateDir, () => {
    makePrivateFolder(stateDir, true);
    const file = openForAppending(join(stateDir, FILE));
    try {
      writeAll(file, Buffer.from(`${JSON.stringify(record)}\n`));
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** In the order of time; lines that can't be read are left out. */
export function listUnlocks(stateDir: string): UnlockRecord[] {
  return read(join(stateDir, FILE))
    .split('\n')
    .flatMap((line) => parse(line) ?? []);
}

function parse(line: string): UnlockRecord | undefined {
  try {
    const found: unknown = JSON.parse(line);
    if (!isObject(found)) return undefined;
    const { at, lock, run, runbook, operator, machine } = found;
    const texts = [at, lock, run, runbook, operator, machine];
    return texts.every((text) => typeof text === 'string')
      ? (found as unknown as UnlockRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
