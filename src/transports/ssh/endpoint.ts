/**
 * Where to connect and with what: a target of the inventory and the operator's ssh
 * config, made into one. Pure.
 *
 * Precedence, for address, port and user: what the ssh config says in a block that names
 * this host, then the inventory, then what the ssh config says for all hosts, then the
 * defaults. The block that names the host wins because whoever writes it, or passes
 * `--ssh-config`, describes how *this machine* reaches that host (a tunnel, a lab, an
 * address behind a VPN), as with `ssh -F`; the inventory says where the host is. But
 * `Host *` with `User alice` is a habit, not a statement on this host: the inventory,
 * which knows that this one wants `root`, wins over it.
 */
import type { Target } from '../transport.ts';
import type { HostConfig } from './config.ts';
import { knownHostName } from './known-hosts.ts';

/** What is outside of the files: who and where the operator is. */
export interface Surroundings {
  readonly home: string;
  readonly user: string;
  /** `SSH_AUTH_SOCK`. */
  readonly agentSocket?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What the command line says; it wins over any file. */
export interface Overrides {
  readonly knownHostsFiles?: readonly string[] | undefined;
  readonly identityFiles?: readonly string[] | undefined;
  /** Path of an agent's socket; `none` for no agent. */
  readonly agent?: string | undefined;
}

export interface Jump {
  readonly name: string;
  readonly user?: string;
  readonly port?: number;
}

export interface Endpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Names to look for in known_hosts, the most exact first. */
  readonly hostKeyNames: readonly string[];
  readonly pins: readonly string[];
  readonly knownHostsFiles: readonly string[];
  /** Absolute paths, in order. `named` tells those that were asked for from the usual ones. */
  readonly identityFiles: readonly { readonly path: string; readonly named: boolean }[];
  readonly identitiesOnly: boolean;
  readonly agentSocket?: string | undefined;
  /** To pass through, from here to there. */
  readonly jumps: readonly Jump[];
  readonly connectTimeoutMs: number;
  readonly keepaliveIntervalMs: number;
  readonly keepaliveCountMax: number;
}

export const DEFAULT_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'] as const;
const DEFAULT_CONNECT_TIMEOUT_MS = 15_000;
/** A dead link is noticed after 3 × 10 s: ssh2 itself never notices (its issues 269 and 294). */
const KEEPALIVE_INTERVAL_MS = 10_000;
const KEEPALIVE_COUNT_MAX = 3;

export function endpoint(
  target: Target,
  config: HostConfig,
  around: Surroundings,
  overrides: Overrides = {},
): Endpoint {
  const { own, all } = config;
  const port = own.port ?? target.port ?? all.port ?? 22;
  const user = own.user ?? target.user ?? all.user ?? around.user;
  const written = own.hostName ?? target.address ?? all.hostName ?? target.name;
  const host = written.replaceAll('%h', target.name).replaceAll('%%', '%');
  const tokens = { h: host, n: target.name, p: String(port), r: user };
  const path = (text: string): string => expandPath(text, around, tokens);
  return {
    name: target.name,
    host,
    port,
    user,
    hostKeyNames: hostKeyNames(host, port, all.hostKeyAlias),
    pins: target.hostKeys,
    knownHostsFiles: knownHostsFiles(config, overrides).map(path),
    identityFiles: identityFiles(config, overrides, around, path),
    identitiesOnly: all.identitiesOnly,
    agentSocket: agentSocket(overrides.agent ?? all.identityAgent, around, path),
    jumps: parseJumps(all.proxyJump, tokens),
    connectTimeoutMs: all.connectTimeoutMs || DEFAULT_CONNECT_TIMEOUT_MS,
    keepaliveIntervalMs: all.serverAliveIntervalMs || KEEPALIVE_INTERVAL_MS,
    keepaliveCountMax: all.serverAliveCountMax ?? KEEPALIVE_COUNT_MAX,
  };
}

/** As OpenSSH: an alias alone; else `[host]:port`, and for such a port also plain `host`. */
function hostKeyNames(host: string, port: number, alias: string | undefined): string[] {
  if (alias !== undefined) return [alias.toLowerCase()];
  return [...new Set([knownHostName(host, port), knownHostName(host, 22)])];
}

function knownHostsFiles({ all }: HostConfig, overrides: Overrides): readonly string[] {
  if (overrides.knownHostsFiles) return overrides.knownHostsFiles;
  return [
    ...(all.userKnownHostsFiles ?? ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']),
    ...(all.globalKnownHostsFiles ?? ['/etc/ssh/ssh_known_hosts']),
  ].filter((file) => file !== 'none');
}

function identityFiles(
  { all }: HostConfig,
  overrides: Overrides,
  around: Surroundings,
  path: (text: string) => string,
): Endpoint['identityFiles'] {
  const named = [...(overrides.identityFiles ?? []), ...all.identityFiles].filter(
    (file) => file !== 'none',
  );
  if (named.length > 0) return named.map((file) => ({ path: path(file), named: true }));
  if (all.identityFiles.includes('none')) return [];
  return DEFAULT_IDENTITIES.map((file) => ({
    path: `${around.home}/.ssh/${file}`,
    named: false,
  }));
}

function agentSocket(
  written: string | undefined,
  around: Surroundings,
  path: (text: string) => string,
): string | undefined {
  if (written === undefined || written === 'SSH_AUTH_SOCK') return around.agentSocket;
  if (written === 'none') return undefined;
  return written.startsWith('$') ? around.env?.[written.slice(1)] : path(written);
}

/** `~`, and the tokens of ssh_config(5) that make sense in a path. */
function expandPath(
  text: string,
  around: Surroundings,
  tokens: Readonly<Record<string, string>>,
): string {
  const known: Record<string, string> = { ...tokens, d: around.home, u: around.user, '%': '%' };
  return text
    .replace(/^~(?=\/|$)/, around.home)
    .replace(/%([a-zA-Z%])/g, (whole, letter: string) => known[letter] ?? whole);
}

/** `user@host:port,…`; an `ssh://` prefix and `[::1]:22` are understood. */
export function parseJumps(
  text: string | undefined,
  tokens: Readonly<Record<string, string>> = {},
): Jump[] {
  if (text === undefined || text.toLowerCase() === 'none') return [];
  return text.split(',').map((part) => {
    const plain = part
      .trim()
      .replace(/^ssh:\/\//, '')
      .replace(/%([hnpr])/g, (whole, letter: string) => tokens[letter] ?? whole);
    const match = /^(?:([^@]+)@)?(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(plain);
    const [, user, bracketed, name, port] = match ?? [];
    return {
      name: bracketed ?? name ?? plain,
      ...(user === undefined ? {} : { user }),
      ...(port === undefined ? {} : { port: Number(port) }),
    };
  });
}
