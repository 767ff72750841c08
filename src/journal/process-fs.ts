/** Which process is it really: pids are reused, start times and boots are not (proc(5)). */
import { readFileSync } from 'node:fs';

/**
 * When the process started, in clock ticks since boot; undefined when it is gone or a zombie.
 * Without /proc: an empty text for a process that is there.
 */
export function processStart(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return read('/proc/self/stat') === undefined ? signalled(pid) : undefined;
  // The command's name is in brackets and may hold spaces and brackets: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** Changes at each boot; undefined where the kernel doesn't tell. */
export function bootId(): string | undefined {
  return read('/proc/sys/kernel/random/boot_id')?.trim();
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Signal 0 sends nothing; a process of another user answers EPERM: it is there. */
function signalled(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '' : undefined;
  }
}
