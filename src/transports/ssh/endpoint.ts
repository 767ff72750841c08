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
import { type Algorithms, algorithms, hasOwnOrder } from './algorithms.ts';
import type { HostConfig } from './config.ts';
import { type Jump, parseJumps } from './jumps.ts';
import { knownHostName } from './known-hosts.ts';
import {
  connectionHash,
  expandEnvironment,
  expandHome,
  expandTokens,
  type Tokens,
} from './tokens.ts';

/** What is outside of the files: who and where the operator is. */
export interface Surroundings {
  readonly home: string;
  readonly user: string;
  readonly uid: number;
  readonly hostname: string;
  /** `SSH_AUTH_SOCK`. */
  readonly agentSocket?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the command line says; it wins over any file. */
export interface Overrides {
  readonly knownHostsFiles?: readonly string[] | undefined;
  readonly identityFiles?: readonly string[] | undefined;
  /** Path of an agent's socket; `none` for no agent. */
  readonly agent?: string | undefined;
  /** Of a `ProxyJump`, as `ssh -l` and `-p`. */
  readonly user?: string | undefined;
  readonly port?: number | undefined;
}

export interface Endpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly addressFamily: 0 | 4 | 6;
  readonly bindAddress?: string | undefined;
  /** Names to look for in known_hosts, the most exact first. */
  readonly hostKeyNames: readonly string[];
  readonly pins: readonly string[];
  readonly knownHostsFiles: readonly string[];
  /** A list of keys that no host may show. */
  readonly revokedHostKeys?: string | undefined;
  /** Absolute paths, in order. `named` tells those that were asked for from the usual ones. */
  readonly identityFiles: readonly { readonly path: string; readonly named: boolean }[];
  readonly identitiesOnly: boolean;
  readonly agentSocket?: string | undefined;
  /** Methods of authentication that may be tried, in order. */
  readonly methods: readonly AuthMethod[];
  /** How often a password may be wrong. */
  readonly passwordPrompts: number;
  readonly algorithms: Algorithms;
  /** The order of host key algorithms is the operator's: known keys don't change it. */
  readonly hostKeyOrderIsSet: boolean;
  /** To pass through, from here to there. */
  readonly jumps: readonly Jump[];
  readonly connectTimeoutMs: number;
  readonly connectionAttempts: number;
  readonly keepaliveIntervalMs: number;
  readonly keepaliveCountMax: number;
}

/** In the order of OpenSSH's PreferredAuthentications. */
export const AUTH_METHODS = ['publickey', 'keyboard-interactive', 'password'] as const;
export type AuthMethod = (typeof AUTH_METHODS)[number];

export const DEFAULT_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'] as const;
const DEFAULT_CONNECT_TIMEOUT_MS = 15_000;
/** A dead link is noticed after 3 × 10 s: ssh2 itself never notices (its issues 269 and 294). */
const KEEPALIVE_INTERVAL_MS = 10_000;
const KEEPALIVE_COUNT_MAX = 3;
/** Wrong passwords in a row before giving up, as OpenSSH's NumberOfPasswordPrompts. */
const PASSWORD_PROMPTS = 3;

/** @throws ConfigProblem when the config leaves no algorithm of a kind */
export function endpoint(
  target: Target,
  config: HostConfig,
  around: Surroundings,
  overrides: Overrides = {},
): Endpoint {
  const { own, all } = config;
  const port = overrides.port ?? own.port ?? target.port ?? all.port ?? 22;
  const user = overrides.user ?? own.user ?? target.user ?? all.user ?? around.user;
  const written = own.hostName ?? target.address ?? all.hostName ?? target.name;
  const host = expandTokens(written, { h: target.name });
  const tokens = allTokens({ target, host, port, user, alias: all.hostKeyAlias }, around);
  const path = (text: string): string =>
    expandTokens(expandEnvironment(expandHome(text, around.home), around.env), tokens);
  return {
    name: target.name,
    host,
    port,
    user,
    addressFamily: all.addressFamily ?? 0,
    bindAddress: all.bindAddress,
    hostKeyNames: hostKeyNames(host, port, all.hostKeyAlias),
    pins: target.hostKeys,
    knownHostsFiles: knownHostsFiles(config, overrides).map(path),
    revokedHostKeys: revokedHostKeys(config, path),
    identityFiles: identityFiles(config, overrides, around, path),
    identitiesOnly: all.identitiesOnly,
    agentSocket: agentSocket(overrides.agent ?? all.identityAgent, around, path),
    methods: methods(config),
    passwordPrompts: all.passwordPrompts ?? PASSWORD_PROMPTS,
    algorithms: algorithms(all),
    hostKeyOrderIsSet: hasOwnOrder(all.hostKeyAlgorithms),
    jumps: parseJumps(all.proxyJump, tokens),
    connectTimeoutMs: all.connectTimeoutMs || DEFAULT_CONNECT_TIMEOUT_MS,
    connectionAttempts: all.connectionAttempts || 1,
    keepaliveIntervalMs: all.serverAliveIntervalMs || KEEPALIVE_INTERVAL_MS,
    keepaliveCountMax: all.serverAliveCountMax ?? KEEPALIVE_COUNT_MAX,
  };
}

interface Place {
  readonly target: Target;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly alias: string | undefined;
}

function allTokens({ target, host, port, user, alias }: Place, around: Surroundings): Tokens {
  const tokens = {
    h: host,
    n: target.name,
    k: alias ?? target.name,
    p: String(port),
    r: user,
    u: around.user,
    d: around.home,
    i: String(around.uid),
    l: around.hostname,
    L: around.hostname.replace(/\..*/, ''),
  };
  return { ...tokens, C: connectionHash(tokens) };
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
    ...(all.globalKnownHostsFiles ?? ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']),
  ].filter((file) => file !== 'none');
}

function revokedHostKeys({ all }: HostConfig, path: (text: string) => string): string | undefined {
  const written = all.revokedHostKeys;
  return written === undefined || written === 'none' ? undefined : path(written);
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
  if (named.length > 0)
    return [...new Set(named.map(path))].map((file) => ({ path: file, named: true }));
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
  return /^\$\w/.test(written) ? around.env[written.slice(1)] : path(written);
}

/** Those of `PreferredAuthentications` that we have, without those that are switched off. */
function methods({ all }: HostConfig): readonly AuthMethod[] {
  const preferred = all.preferredAuthentications ?? AUTH_METHODS;
  return preferred
    .filter((name): name is AuthMethod => AUTH_METHODS.includes(name as AuthMethod))
    .filter((name) => !all.refusedMethods.includes(name));
}
