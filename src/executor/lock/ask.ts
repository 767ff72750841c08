/** Sends a line about a lock over a session, and reads the answer. */
import { ConnectError, type Session } from '../../transports/transport.ts';
import { type LockAnswer, parseAnswer } from './lines.ts';

/** Short scripts; a host that takes longer is not answering. */
const TIMEOUT_MS = 30_000;

/** @throws ConnectError when the link goes, or nothing comes back in time */
export async function askHost(host: string, session: Session, line: string): Promise<LockAnswer> {
  let stdout = '';
  const end = await session.exec({ line, timeoutMs: TIMEOUT_MS }, ({ stream, text }) => {
    if (stream === 'stdout') stdout += text;
  });
  if (end.kind === 'exited' || end.kind === 'signaled') return parseAnswer(stdout);
  const why = end.kind === 'lost' ? end.reason : 'it did not answer in time';
  throw new ConnectError(
    'unreachable',
    host,
    `its lock could not be looked at: ${why}`,
    'Nothing else was sent there.',
  );
}
