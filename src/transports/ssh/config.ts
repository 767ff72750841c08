/**
 * What the operator's ssh config says of one host. Pure, but for the reader of includes
 * that is handed in.
 *
 * ssh_config(5) by the library ssh-config, plus what it leaves to its caller: `Include`,
 * and the difference between what is said *of this host* and what is a default for all.
 * `Match exec` is never run.
 */
import SSHConfig, { type Line } from 'ssh-config';

/** One host's settings; a name that is not there is undefined. */
export interface HostSettings {
  readonly hostName?: string;
  readonly port?: number;
  readonly user?: string;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** A socket path, `SSH_AUTH_SOCK`, `$NAME` or `none`. */
  readonly identityAgent?: string;
  readonly userKnownHostsFiles?: readonly string[];
  readonly globalKnownHostsFiles?: readonly string[];
  readonly hostKeyAlias?: string;
  /** As written: `[user@]host[:port]`, several separated by commas, or `none`. */
  readonly proxyJump?: string;
  readonly proxyCommand?: string;
  readonly connectTimeoutMs?: number;
  readonly serverAliveIntervalMs?: number;
  readonly serverAliveCountMax?: number;
}

export interface HostConfig {
  /** All that applies, defaults included. */
  readonly all: HostSettings;
  /** What stands in a block that names this host, not in `Host *` nor before the first block. */
  readonly own: HostSettings;
}

/** Reads what an `Include` names: the texts of the files, in order; none when there is none. */
export type ReadInclude = (pattern: string) => readonly string[];

/** `Include` in `Include` deeper than this is a loop (OpenSSH has the same limit). */
const INCLUDE_DEPTH = 16;

/**
 * @param texts config files in order of precedence (the user's, then the system's)
 * @param alias the name that the operator uses: the target's name
 */
export function hostConfig(
  texts: readonly string[],
  alias: string,
  readInclude: ReadInclude = () => [],
): HostConfig {
  const lines = texts.flatMap((text) => expand(SSHConfig.parse(text), alias, readInclude, 0));
  return {
    all: settings(computed(lines, alias)),
    own: settings(
      computed(
        lines.filter((line) => !isForAll(line)),
        alias,
      ),
    ),
  };
}

type Computed = Record<string, string | string[]>;

function computed(lines: readonly Line[], alias: string): Computed {
  const config = new SSHConfig();
  config.push(...lines);
  return config.compute(alias, { ignoreCase: true, matchExec: false }) as Computed;
}

/** The lines with each `Include` replaced; one inside a block counts only if the block does. */
function expand(
  lines: readonly Line[],
  alias: string,
  readInclude: ReadInclude,
  depth: number,
): Line[] {
  if (depth > INCLUDE_DEPTH) return [];
  return lines.flatMap((line) => {
    if (isSection(line)) return expandSection(line, alias, readInclude, depth);
    return isInclude(line) ? included(line, alias, readInclude, depth) : [line];
  });
}

type Section = Line & { config: SSHConfig };

function expandSection(
  section: Section,
  alias: string,
  readInclude: ReadInclude,
  depth: number,
): Line[] {
  if (!section.config.some(isInclude)) return [section];
  const result: Line[] = [];
  let part = new SSHConfig();
  for (const line of section.config) {
    if (!isInclude(line)) {
      part.push(line);
      continue;
    }
    result.push({ ...section, config: part } as Line);
    part = new SSHConfig();
    if (applies(section, alias)) result.push(...included(line, alias, readInclude, depth));
  }
  return [...result, { ...section, config: part } as Line];
}

function included(line: Line, alias: string, readInclude: ReadInclude, depth: number): Line[] {
  return values((line as { value?: unknown }).value)
    .flatMap((pattern) => readInclude(pattern))
    .flatMap((text) => expand(SSHConfig.parse(text), alias, readInclude, depth + 1));
}

function isSection(line: Line): line is Section {
  return 'config' in line;
}

function isInclude(line: Line): boolean {
  return 'param' in line && /^include$/i.test(line.param);
}

/** Whether the section's condition holds: its own setting shows up in the result. */
function applies(section: Section, alias: string): boolean {
  const probe = SSHConfig.parse('ProbeOfThisSection yes');
  return 'probeofthissection' in computed([{ ...section, config: probe } as Line], alias);
}

function isForAll(line: Line): boolean {
  if (!('param' in line)) return false;
  if (!isSection(line)) return true;
  if (/^match$/i.test(line.param)) return 'all' in ((line as { criteria?: object }).criteria ?? {});
  return values(line.value).every((pattern) => pattern === '*' || pattern.startsWith('!'));
}

function values(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.map((item) => (typeof item === 'string' ? item : String(item.val)));
}

function settings(found: Computed): HostSettings {
  const one = (name: string): string | undefined => values(found[name])[0];
  const many = (name: string): string[] | undefined =>
    name in found ? values(found[name]) : undefined;
  return {
    hostName: one('hostname'),
    port: integer(one('port')),
    user: one('user'),
    identityFiles: many('identityfile') ?? [],
    identitiesOnly: one('identitiesonly')?.toLowerCase() === 'yes',
    identityAgent: one('identityagent'),
    userKnownHostsFiles: many('userknownhostsfile'),
    globalKnownHostsFiles: many('globalknownhostsfile'),
    hostKeyAlias: one('hostkeyalias'),
    proxyJump: one('proxyjump'),
    proxyCommand: one('proxycommand'),
    connectTimeoutMs: seconds(one('connecttimeout')),
    serverAliveIntervalMs: seconds(one('serveraliveinterval')),
    serverAliveCountMax: integer(one('serveralivecountmax')),
  };
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function seconds(text: string | undefined): number | undefined {
  const count = integer(text);
  return count === undefined ? undefined : count * 1000;
}
