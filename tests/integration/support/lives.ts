/** Does what a step started still run? */
import { readFileSync } from 'node:fs';

/** A process whose parent is gone may stay as a zombie where nobody reaps. */
export function lives(pidFile: string): boolean {
  try {
    const stat = readFileSync(`/proc/${readFileSync(pidFile, 'utf8').trim()}/stat`, 'utf8');
    return !stat.includes(') Z ');
  } catch {
    return false;
  }
}
