/** An interrupt told apart: one that stops a command, and one that only lets go of it. */
import { deferred } from '../../transports/deferred.ts';
import { LEAVE } from '../options.ts';

export interface Leaving {
  /** Aborted by what is to stop the command. */
  readonly stop: AbortSignal;
  /** Resolves when it is to be let go; else never. */
  readonly left: Promise<'left'>;
  /** Listens no more. */
  readonly end: () => void;
}

export function leaving(signal: AbortSignal | undefined): Leaving {
  const controller = new AbortController();
  const { promise: left, resolve } = deferred<'left'>();
  const interrupt = (): void => {
    if (signal?.reason === LEAVE) resolve('left');
    else controller.abort(signal?.reason);
  };
  if (signal?.aborted) interrupt();
  else signal?.addEventListener('abort', interrupt, { once: true });
  const end = (): void => signal?.removeEventListener('abort', interrupt);
  return { stop: controller.signal, left, end };
}
