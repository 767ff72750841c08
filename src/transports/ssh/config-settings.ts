/** The lines that hold → one host's settings, typed. Pure. */
import { type ConfigLine, ConfigProblem } from './config-lines.ts';

/** Keyword in lower case → the lines that set it; one, but for the repeatable ones. */
export type Raw = ReadonlyMap<string, readonly ConfigLine[]>;

/** Of the others, the first value counts. */
export const REPEATABLE: readonly string[] = ['identityfile', 'certificatefile'];

/** A list of algorithms as written (`+…`, `-…`, `^…` or plain), and where. */
export interface AlgorithmList {
  readonly spec: string;
  readonly place: string;
}

/** One host's settings; a name that is not there is undefined. */
export interface HostSettings {
  readonly hostName?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly addressFamily?: 4 | 6 | undefined;
  readonly bindAddress?: string | undefined;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** A socket path, `SSH_AUTH_SOCK`, `$NAME` or `none`. */
  readonly identityAgent?: string | undefined;
  readonly userKnownHostsFiles?: readonly string[] | undefined;
  readonly globalKnownHostsFiles?: readonly string[] | undefined;
  readonly revokedHostKeys?: string | undefined;
  readonly hostKeyAlias?: string | undefined;
  /** As written: `[user@]host[:port]`, several separated by commas, or `none`. */
  readonly proxyJump?: string | undefined;
  /** As written, unless it is `none` or a ProxyJump came first. */
  readonly proxyCommand?: string | undefined;
  readonly connectTimeoutMs?: number | undefined;
  readonly connectionAttempts?: number | undefined;
  readonly serverAliveIntervalMs?: number | undefined;
  readonly serverAliveCountMax?: number | undefined;
  /** In order; undefined for OpenSSH's own. */
  readonly preferredAuthentications?: readonly string[] | undefined;
  /** Methods that a `…Authentication no` switches off. */
  readonly refusedMethods: readonly string[];
  readonly passwordPrompts?: number | undefined;
  readonly kexAlgorithms?: AlgorithmList | undefined;
  readonly ciphers?: AlgorithmList | undefined;
  readonly macs?: AlgorithmList | undefined;
  readonly hostKeyAlgorithms?: AlgorithmList | undefined;
  readonly pubkeyAcceptedAlgorithms?: AlgorithmList | undefined;
}

/** Old names that OpenSSH still reads. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  kbdinteractiveauthentication: ['challengeresponseauthentication'],
  pubkeyacceptedalgorithms: ['pubkeyacceptedkeytypes'],
};

/** @throws ConfigProblem for a value that its keyword can't have */
export function settings(raw: Raw): HostSettings {
  const line = (name: string): ConfigLine | undefined =>
    [name, ...(ALIASES[name] ?? [])].map((each) => raw.get(each)?.[0]).find(Boolean);
  const one = (name: string): string | undefined => line(name)?.args[0];
  const many = (name: string): readonly string[] | undefined => line(name)?.args;
  return {
    hostName: one('hostname'),
    port: port(line('port')),
    user: one('user'),
    addressFamily: ({ inet: 4, inet6: 6 } as const)[one('addressfamily')?.toLowerCase() ?? ''],
    bindAddress: one('bindaddress'),
    identityFiles: (raw.get('identityfile') ?? []).flatMap(({ args }) => args[0] ?? []),
    identitiesOnly: flag(line('identitiesonly')) === true,
    identityAgent: one('identityagent'),
    userKnownHostsFiles: many('userknownhostsfile'),
    globalKnownHostsFiles: many('globalknownhostsfile'),
    revokedHostKeys: one('revokedhostkeys'),
    hostKeyAlias: one('hostkeyalias'),
    ...proxy(raw),
    connectTimeoutMs: time(line('connecttimeout')),
    connectionAttempts: integer(line('connectionattempts')),
    serverAliveIntervalMs: time(line('serveraliveinterval')),
    serverAliveCountMax: integer(line('serveralivecountmax')),
    preferredAuthentications: one('preferredauthentications')?.split(','),
    refusedMethods: SWITCHES.filter(([name]) => flag(line(name)) === false).map(
      ([, method]) => method,
    ),
    passwordPrompts: integer(line('numberofpasswordprompts')),
    kexAlgorithms: algorithms(line('kexalgorithms')),
    ciphers: algorithms(line('ciphers')),
    macs: algorithms(line('macs')),
    hostKeyAlgorithms: algorithms(line('hostkeyalgorithms')),
    pubkeyAcceptedAlgorithms: algorithms(line('pubkeyacceptedalgorithms')),
  };
}

const SWITCHES = [
  ['pubkeyauthentication', 'publickey'],
  ['kbdinteractiveauthentication', 'keyboard-interactive'],
  ['passwordauthentication', 'password'],
] as const;

/** Whichever of the two comes first: `none` counts, and the other is ignored. */
function proxy(raw: Raw): Pick<HostSettings, 'proxyJump' | 'proxyCommand'> {
  const first = [...raw.keys()].find((name) => name === 'proxyjump' || name === 'proxycommand');
  const line = raw.get(first ?? '')?.[0];
  if (first === 'proxyjump') return { proxyJump: line?.args.join(' ') };
  return line && line.rest.toLowerCase() !== 'none' ? { proxyCommand: line.rest } : {};
}

function algorithms(line: ConfigLine | undefined): AlgorithmList | undefined {
  return line && { spec: line.args[0] ?? '', place: line.place };
}

function integer(line: ConfigLine | undefined): number | undefined {
  if (!line) return undefined;
  if (!/^\d{1,9}$/.test(line.args[0] ?? '')) throw wrong(line, 'a whole number');
  return Number(line.args[0]);
}

function port(line: ConfigLine | undefined): number | undefined {
  const value = integer(line);
  if (line && (value === undefined || value < 1 || value > 65_535)) throw wrong(line, '1 to 65535');
  return value;
}

function flag(line: ConfigLine | undefined): boolean | undefined {
  if (!line) return undefined;
  const value = line.args[0]?.toLowerCase() ?? '';
  if (value === 'no' || value === 'false') return false;
  return /^(yes|true|unbound|host-bound)$/.test(value) ? true : fail(wrong(line, 'yes or no'));
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/** Seconds, or sums such as `1m30s` (sshd_config(5), "TIME FORMATS"); `none` is undefined. */
function time(line: ConfigLine | undefined): number | undefined {
  const text = line?.args[0]?.toLowerCase() ?? 'none';
  if (!line || text === 'none') return undefined;
  if (!/^(\d+[smhdw]?)+$/.test(text)) throw wrong(line, 'a time, such as 10 or 1m30s');
  const parts = [...text.matchAll(/(\d+)([smhdw]?)/g)];
  return (
    1000 * parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 1), 0)
  );
}

function wrong(line: ConfigLine, expected: string): ConfigProblem {
  return new ConfigProblem(line.place, `${line.keyword} is “${line.rest}”, expected ${expected}`);
}

function fail(problem: ConfigProblem): never {
  throw problem;
}
