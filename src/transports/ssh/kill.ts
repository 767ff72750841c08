/**
 * Ending a command on the host, when nobody waits for it any more.
 *
 * Two ways at once, because neither works everywhere. The `signal` request of RFC 4254:
 * OpenSSH passes it on to the command's process group since 7.9, but not in a session of
 * root (it needs privilege separation), and many servers ignore it (ssh2#382). And a
 * second channel of the same connection, which kills the process groups of its siblings:
 * sshd makes each channel's command a group leader and a child of the connection's own
 * process. That can't tell two commands apart, so it is done only when one is running.
 */
import type { Client, ClientChannel } from 'ssh2';

/**
 * POSIX (no `--` before the group: dash knows none); runs as any other line, in the login
 * shell. `$PPID` is the connection's sshd.
 * In a container it may be 0 or 1, of which everything is a child: nothing is killed then.
 */
export function killSiblingsLine(signal: 'TERM' | 'KILL'): string {
  return `[ "$PPID" -gt 1 ] && ps -A -o pid= -o ppid= | while read -r pid parent; do if [ "$parent" = "$PPID" ] && [ "$pid" != "$$" ] && [ "$pid" -gt 1 ]; then kill -${signal} "-$pid"; fi; done 2>/dev/null`;
}

interface ClientInternals {
  readonly _protocol?: { signal(channel: number, name: string): void };
}
interface ChannelInternals {
  readonly outgoing?: { readonly id: number; readonly state: string };
}

/**
 * `channel.signal()` does nothing once our side of the channel has sent its end of file,
 * which is nearly always; RFC 4254 (5.3) allows requests after it.
 */
export function requestSignal(client: Client, channel: ClientChannel, name: string): void {
  const { outgoing } = channel as unknown as ChannelInternals;
  const open = outgoing?.state === 'open' || outgoing?.state === 'eof';
  if (open) (client as unknown as ClientInternals)._protocol?.signal(outgoing.id, name);
}

/** @returns whether the host has done it; false when it would not, or the connection is gone */
export function killSiblings(client: Client, signal: 'TERM' | 'KILL'): Promise<boolean> {
  return new Promise((resolve) => {
    const gone = (): void => resolve(false);
    client.once('close', gone);
    const done = (told: boolean): void => {
      client.removeListener('close', gone);
      resolve(told);
    };
    try {
      client.exec(killSiblingsLine(signal), (error, channel) => {
        if (error) return done(false);
        channel.on('close', () => done(true)).on('error', () => done(false));
        channel.resume();
        channel.stderr.resume();
        channel.end();
      });
    } catch {
      done(false);
    }
  });
}
