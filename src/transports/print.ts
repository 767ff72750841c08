/**
 * The dry run, as a transport: carries nothing, runs nothing, invents nothing.
 *
 * `show` gets each line that would be sent. What would come of it is not known, so each
 * command ends as `lost`: whoever drives it can't take it for a success.
 */
import type { ExecRequest, Target, Transport } from './transport.ts';

export const NOT_RUN = 'not run (dry run): unknown until run';

export function printTransport(
  show: (target: Target, request: ExecRequest) => void = () => {},
): Transport {
  return {
    name: 'print',
    connect: async (target) => ({
      async exec(request) {
        show(target, request);
        return { kind: 'lost', reason: NOT_RUN };
      },
      async close() {},
    }),
  };
}
