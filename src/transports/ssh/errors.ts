/** Why a connection failed → what the operator reads. One ordered list of reasons. Pure. */
import { ConnectError } from '../transport.ts';
import type { Endpoint } from './endpoint.ts';

const SOCKET: Readonly<Record<string, { readonly what: string; readonly hint: string }>> = {
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
    what: 'is not a name that resolves',
    hint: 'Give the host an address in the inventory, or a HostName in your ssh config.',
  },
  EAI_AGAIN: {
    what: 'could not be resolved: the name server did not answer',
    hint: 'Check this machine’s own network, or give the host an address in the inventory.',
  },
  ECONNRESET: {
    what: 'closed the connection at once',
    hint: 'Its sshd may be overloaded (MaxStartups), or a firewall resets the connection.',
  },
};

/** What getaddrinfo(3) says through Node; the rest comes from connect(2). */
const RESOLUTION = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL'];

export function where(end: Endpoint): string {
  const place = `${end.host} port ${end.port}`;
  return end.host === end.name ? place : `${end.name} (${place})`;
}

export function socketError(end: Endpoint, error: Error): ConnectError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const known = SOCKET[code];
  return new ConnectError(
    RESOLUTION.includes(code) ? 'resolution' : 'unreachable',
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

export interface AuthReport {
  readonly tried: readonly string[];
  readonly notes: readonly string[];
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
    `Load your key (ssh-add), or name it with IdentityFile in your ssh config; then check that ${end.user} on that host has its public half in ~/.ssh/authorized_keys.`,
  );
}

/** An error of the SSH protocol before there is a session: no common algorithm, not an SSH server… */
export function protocolError(end: Endpoint, error: Error): ConnectError {
  if ((error as NodeJS.ErrnoException).code !== undefined && isSocketCode(error))
    return socketError(end, error);
  return new ConnectError(
    'unreachable',
    end.name,
    `${where(end)} could not agree on an SSH connection: ${error.message}`,
    'Is that port really an SSH server? Compare with: ssh -v',
  );
}

function isSocketCode(error: Error): boolean {
  return String((error as NodeJS.ErrnoException).code) in SOCKET;
}
