/** What an action's outcome means when its host is armed. Pure. */
import { ConnectError } from '../../transports/transport.ts';
import type { Ended, Outcome } from '../context.ts';
import { UnansweredError } from '../sudo/elevator.ts';

/** What cuts the link may be the change itself. */
export function unknownLink(error: unknown): Outcome {
  if (!(error instanceof ConnectError || error instanceof UnansweredError)) throw error;
  return { kind: 'unknown', detail: `How the command ended is not known: ${error.message}` };
}

export const NOT_SEEN = 'An earlier session did not see how the command ended';

export function confirmedBefore(): Ended {
  return { kind: 'ended', result: 'changed', detail: 'confirmed by an earlier session' };
}

/** An action whose end nobody saw, but whose verify holds over a new connection, went well. */
export function endedWell(acted: Outcome): Ended {
  if (acted.kind === 'ended') return acted;
  return { kind: 'ended', result: 'changed', detail: 'its end was not seen, but its verify holds' };
}

export function detailOf(acted: Outcome): string {
  return ('detail' in acted && acted.detail) || 'How the command ended is not known';
}
