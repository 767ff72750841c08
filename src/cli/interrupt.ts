/**
 * Ctrl-C: the first stops what runs and keeps the checkpoint, the second ends the process at
 * once. Told to end by another (a closed terminal, a shutdown): what runs on a host goes on.
 */
import { LEAVE } from '../executor/options.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Through a launcher, one Ctrl-C arrives twice, a few milliseconds apart. Nobody presses so fast. */
const SAME_PRESS_MS = 200;

/** @returns a signal that is aborted at the first interrupt, and how to stop listening */
export function onInterrupt(terminal: Terminal): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  let first = 0;
  const interrupt = (name: NodeJS.Signals): void => {
    if (first === 0) {
      first = performance.now();
      const leave = name !== 'SIGINT';
      const doing = leave ? 'leaving what runs on its host' : 'stopping';
      terminal.note(`\n${doing}; the checkpoint is kept (again to stop at once)`);
      controller.abort(leave ? LEAVE : 'stop');
    } else if (performance.now() - first > SAME_PRESS_MS) {
      process.exit(EXIT.interrupted);
    }
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  const release = (): void => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
  return { signal: controller.signal, release };
}
