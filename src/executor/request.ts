/** A planned command → what a session is asked to run. The one place that decides how. */
import type { PlannedCommand } from '../plan/model.ts';
import type { ExecRequest } from '../transports/transport.ts';
import type { StepContext } from './context.ts';

/** @param timeoutMs of the role (an action's, a probe's), when the author gives none */
export async function commandRequest(
  _context: StepContext,
  command: PlannedCommand,
  timeoutMs: number,
): Promise<ExecRequest> {
  return { line: command.line, timeoutMs: command.timeoutMs ?? timeoutMs };
}
