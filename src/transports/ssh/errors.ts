/** Why a connection failed → what the operator reads. One ordered list of reasons. Pure. */
import { ConnectError, type ConnectFailure } from '../transport.ts';
import { KINDS } from './algorithms.ts';
import type { ConfigProblem } from './config-lines.ts';
import type { Endpoint } from './endpoint.ts';
import type { Mismatch } from './server-words.ts';

interface Cause {
  readonly failure?: ConnectFailure;
  readonly what: string;
  readonly hint: string;
}

/** What connect(2) says, and getaddrinfo(3) through Node. */
const SOCKET: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: {
    what: 'refused the connection',
    hint: 'The host is up but nothing listens there. Is sshd running, and is the port right?',
  },
  EHOSTUNREACH: {
    what: 'is not reachable',
    hint: 'No answer on its network. Is the host powered on, and is its VLAN reachable from here?',
  },
  ENETUNREACH: {
    what: 'is not reachable',
    hint: 'This machine has no route to that network. Is a VPN or a ProxyJump missing?',
  },
  ETIMEDOUT: {
    what: 'did not answer',
    hint: 'Is the host powered on? A firewall may drop the packets; is a VPN or a ProxyJump missing?',
  },
  ENOTFOUND: {
    failure: 'resolution',
    what: 'is not a name that resolves',
    hint: 'Give the host an address in the inventory, or a HostName in your ssh config.',
  },
  EAI_AGAIN: {
    failure: 'resolution',
    what: 'could not be resolved: the name server did not answer',
    hint: 'Check this machine’s own network, or give the host an address in the inventory.',
  },
  ECONNRESET: {
    what: 'closed the connection at once',
    hint: 'Its sshd may be overloaded (MaxStartups), or a firewall resets the connection.',
  },
};

export function where(end: Endpoint): string {
  const place = `${end.host} port ${end.port}`;
  return end.host === end.name ? place : `${end.name} (${place})`;
}

export function socketError(end: Endpoint, error: Error): ConnectError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const known = SOCKET[code];
  return new ConnectError(
    known?.failure ?? 'unreachable',
    end.name,
    `${where(end)} ${known?.what ?? `can't be reached: ${error.message}`}`,
    known?.hint ?? 'Try it by hand: ssh -v, with the same ssh config.',
  );
}

export function timeoutError(end: Endpoint, phase: string): ConnectError {
  return new ConnectError(
    'unreachable',
    end.name,
    `${where(end)} did not answer within ${end.connectTimeoutMs / 1000} s (${phase})`,
    SOCKET.ETIMEDOUT?.hint ?? '',
  );
}

/** What a jump host's sshd says of the name, in the words of its getaddrinfo(3). */
const NOT_RESOLVED = /not known|name resolution|no address|unknown host|nodename/i;
/** RFC 4254, 5.1: SSH_OPEN_ADMINISTRATIVELY_PROHIBITED. */
const PROHIBITED = 1;

/** A jump host was reached, but not what is behind it. */
export function forwardError(gate: string, end: Endpoint, error: Error): ConnectError {
  const reason = (error as Error & { reason?: number }).reason;
  const isName = NOT_RESOLVED.test(error.message);
  return new ConnectError(
    isName ? 'resolution' : 'unreachable',
    end.name,
    `${gate} could not reach ${end.host} port ${end.port}: ${error.message.replace(/^\(SSH\) /, '')}`,
    reason === PROHIBITED
      ? `The sshd of ${gate} forbids it (AllowTcpForwarding, PermitOpen).`
      : isName
        ? `The name is looked up on ${gate}: give the host an address in the inventory, or a HostName that ${gate} knows.`
        : `Try from there: ssh ${gate} nc -z ${end.host} ${end.port}`,
  );
}

/** The same failure, for somebody who asked for another host. */
export function atJumpHost(error: ConnectError, target: string): ConnectError {
  const { failure, target: hop, message, hint } = error;
  return new ConnectError(
    failure,
    hop,
    `jump host ${hop}, on the way to ${target}: ${message}`,
    hint,
  );
}

export function configError(target: string, problem: ConfigProblem): ConnectError {
  return new ConnectError('configuration', target, problem.message, problem.hint);
}

export interface AuthReport {
  readonly tried: readonly string[];
  readonly notes: Iterable<string>;
  readonly offered: readonly string[];
}

export function authError(end: Endpoint, report: AuthReport, detail: string): ConnectError {
  const { tried, notes, offered } = report;
  const parts = [
    tried.length > 0 ? `tried: ${tried.join(', ')}` : 'nothing to try',
    ...(offered.length > 0 ? [`the server takes: ${offered.join(', ')}`] : []),
    ...notes,
    ...(detail ? [detail] : []),
  ];
  return new ConnectError(
    'authentication',
    end.name,
    `${where(end)} did not let ${end.user} in (${parts.join('; ')})`,
    authHint(end, detail),
  );
}

/** The link went while we were being let in: nobody has refused anything. */
export function interruptedError(
  end: Endpoint,
  { tried }: AuthReport,
  error: Error | undefined,
): ConnectError {
  const so = tried.length > 0 ? `; tried so far: ${tried.join(', ')}` : '';
  const why = error?.message ?? 'the other side closed it';
  return new ConnectError(
    'unreachable',
    end.name,
    `the connection to ${where(end)} was lost during authentication (${why}${so})`,
    'Try again. If it goes each time: sshd may have been at its LoginGraceTime, or its journal tells why (journalctl -u ssh).',
  );
}

function authHint(end: Endpoint, detail: string): string {
  if (/too many authentication failures/i.test(detail))
    return `The server stops after a few keys (MaxAuthTries). Name the right one for this host in your ssh config: IdentityFile, with IdentitiesOnly yes.`;
  return `Load your key (ssh-add), or name it with IdentityFile in your ssh config; then check that ${end.user} on that host has its public half in ~/.ssh/authorized_keys.`;
}

/** Nothing in common: what the server has, and the line that allows it for this host alone. */
export function negotiationError(end: Endpoint, mismatch: Mismatch): ConnectError {
  const { keyword, defaults, onDemand } = KINDS[mismatch.kind];
  const supported: readonly string[] = [...defaults, ...onDemand];
  const possible = mismatch.server.find((name) => supported.includes(name));
  const offers = mismatch.server.join(', ') || 'nothing';
  return new ConnectError(
    'unreachable',
    end.name,
    `${where(end)} and this program have no ${mismatch.what} in common: the server offers ${offers}`,
    possible
      ? `To allow it for this host alone, in your ssh config:\nHost ${end.name}\n  ${keyword} +${possible}`
      : `None of them is supported here: reach the host with another client, or update its sshd. Supported: ${supported.join(', ')}`,
  );
}

/** An error of the SSH protocol before there is a session: not an SSH server… */
export function protocolError(end: Endpoint, error: Error): ConnectError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== undefined && String(code) in SOCKET) return socketError(end, error);
  return new ConnectError(
    'unreachable',
    end.name,
    `${where(end)} could not agree on an SSH connection: ${error.message}`,
    'Is that port really an SSH server? Compare with: ssh -v',
  );
}
