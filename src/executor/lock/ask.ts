/** Sends a script about a lock over a session, and reads the answer. */
import { shellLine } from '../../plan/command.ts';
import { ConnectError, type Session } from '../../transports/transport.ts';
import { type LockAnswer, parseAnswer } from './lines.ts';

/** Short scripts; a host that takes longer is not answering. */
const TIMEOUT_MS = 30_000;

/** @throws ConnectError when the link goes, or nothing comes back in time */
export type Ask = (host: string, session: Session, script: string) => Promise<LockAnswer>;

/** Shells that take scripts one after another. */
export interface Shells {
  /**
   * @returns what it printed; undefined where there is no such shell
   * @throws ConnectError when the link goes, or nothing comes back in time
   */
  script(host: string, session: Session, script: string): Promise<string | undefined>;
}

/** Through the shell that is opened anyway, where there is one: a channel for each lock is dear. */
export function askThrough(shells: Shells): Ask {
  return async (host, session, script) => {
    const printed = await shells.script(host, session, script).catch((error: unknown) => {
      throw error instanceof ConnectError ? lost(host, error.message) : error;
    });
    return printed === undefined ? askHost(host, session, script) : parseAnswer(printed);
  };
}

/** Over a channel of its own. */
export const askHost: Ask = async (host, session, script) => {
  const line = shellLine(script, { lang: 'sh' });
  let stdout = '';
  const end = await session.exec({ line, timeoutMs: TIMEOUT_MS }, ({ stream, text }) => {
    if (stream === 'stdout') stdout += text;
  });
  if (end.kind === 'exited' || end.kind === 'signaled') return parseAnswer(stdout);
  const why = end.kind === 'lost' ? end.reason : 'it did not answer in time';
  throw lost(host, why);
};

function lost(host: string, why: string): ConnectError {
  const what = `its lock could not be looked at: ${why}`;
  return new ConnectError('unreachable', host, what, 'Nothing else was sent there.');
}
