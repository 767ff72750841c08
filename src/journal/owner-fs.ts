/** This process, told from all others of all machines; and whether another one is certainly gone. */
import { createHmac } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { bootId, processStart } from './process-fs.ts';

export interface ProcessOwner {
  /** Machine and process space in which `pid` means something. */
  readonly home: string;
  readonly pid: number;
  /** Start in clock ticks since boot, and the boot; absent where there is no /proc. */
  readonly start?: string;
  readonly boot?: string;
}

export function thisProcess(): ProcessOwner {
  const { pid } = process;
  return { home: home(), pid, start: processStart(pid), boot: bootId() };
}

/** Certainly gone: a process of another machine, or of another container of it, never is. */
export function isGone(owner: ProcessOwner): boolean {
  if (owner.home !== home()) return false;
  if (owner.boot !== undefined && owner.boot !== bootId()) return true;
  const start = processStart(owner.pid);
  if (start === undefined) return true;
  return owner.start !== undefined && owner.start !== start;
}

/**
 * Names are not unique (a team has two laptops called `debian`), and pids count within one
 * namespace. machine-id(5) asks for a keyed hash where its value would leave the machine.
 */
function home(): string {
  const id = machineId();
  const space = quietly(() => readlinkSync('/proc/self/ns/pid')) ?? '';
  const key = createHmac('sha256', 'runbook').update(`${id}\n${hostname()}\n${space}`);
  return key.digest('hex').slice(0, 32);
}

function machineId(): string {
  const paths = ['/etc/machine-id', '/var/lib/dbus/machine-id'];
  const read = (path: string) => quietly(() => readFileSync(path, 'utf8').trim());
  return paths.map(read).find((id) => id) ?? '';
}

function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
