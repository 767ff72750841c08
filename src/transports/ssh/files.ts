/**
 * The files of an operator's ssh: config, included files, known_hosts. The only reader of
 * them, and the only runner of `Match exec`.
 *
 * Fifty hosts side by side read the same files: each is parsed once, and again when it has
 * changed on disk, as an operator who has just pinned a key expects.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, type Stats, statSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type ConfigFile, type HostConfig, type HostQuestion, hostConfig } from './config.ts';
import { ConfigProblem, configLines } from './config-lines.ts';
import type { Surroundings } from './endpoint.ts';
import {
  type KnownHosts,
  knownHosts,
  type ParsedKnownHosts,
  parseKnownHosts,
  parseRevokedKeys,
} from './known-hosts.ts';
import { expandHome } from './tokens.ts';

const SYSTEM_CONFIG = '/etc/ssh/ssh_config';
/** How long a `Match exec` may take: everything waits for it. */
const EXEC_TIMEOUT_MS = 10_000;
/** Hosts that are connected side by side share the outcome of a `Match exec`. */
const EXEC_VALID_MS = 2_000;

export function surroundings(): Surroundings {
  const { username, uid } = userInfo();
  return {
    home: homedir(),
    user: username,
    uid,
    hostname: hostname(),
    agentSocket: process.env.SSH_AUTH_SOCK || undefined,
    env: process.env,
  };
}

/** The text, or undefined when there is no such file. Other errors (no permission) are thrown. */
export function readIfThere(path: string): string | undefined {
  return ifThere(() => readFileSync(path, 'utf8'));
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

interface Cached {
  readonly version: string;
  readonly value: unknown;
}

export class OperatorFiles {
  readonly #cache = new Map<string, Cached>();
  /** One object while the files are the same, because it remembers what was looked up. */
  readonly #known = new Map<string, { parts: readonly ParsedKnownHosts[]; known: KnownHosts }>();
  readonly #ran = new Map<string, { readonly at: number; readonly ok: boolean }>();

  /**
   * What ssh would read: `configFile` alone when given (like `ssh -F`), else the user's
   * and the system's.
   * @throws ConfigProblem
   */
  hostConfig(question: HostQuestion, around: Surroundings, configFile?: string): HostConfig {
    const files = configFile
      ? [this.#given(configFile, around)]
      : [this.#usersConfig(around), this.#config(SYSTEM_CONFIG, '/etc/ssh')];
    return hostConfig(
      files.flatMap((file) => (file ? [file] : [])),
      question,
      {
        include: (pattern) =>
          globSync(pattern)
            .sort()
            .flatMap((file) => {
              const base = pattern.startsWith('/etc/ssh/') ? '/etc/ssh' : `${around.home}/.ssh`;
              const found = this.#config(file, base, configFile ? undefined : around.uid);
              return found ? [found] : [];
            }),
        exec: (command, place) => this.#exec(command, place, around),
      },
    );
  }

  #given(file: string, { home }: Surroundings): ConfigFile {
    const found = this.#config(file, `${home}/.ssh`);
    if (found) return found;
    throw new ConfigProblem(
      file,
      'there is no such ssh config file',
      'Correct the path that was given as --ssh-config.',
    );
  }

  #usersConfig({ home, uid }: Surroundings): ConfigFile | undefined {
    return this.#config(`${home}/.ssh/config`, `${home}/.ssh`, uid);
  }

  /** @param owner when given, only this user and root may own it, and nobody else write to it */
  #config(file: string, base: string, owner?: number): ConfigFile | undefined {
    return this.#parsed(
      file,
      (text) => configLines(text, file).map((line) => withIncludesFrom(base, line)),
      (stats) => owner !== undefined && refuseForeign(file, stats, owner),
    );
  }

  /** @throws ConfigProblem when the revoked keys can't be read: then nobody can be trusted */
  knownHosts(files: readonly string[], revokedHostKeys?: string): KnownHosts {
    const parsed = files.flatMap(
      (file) => this.#parsed(file, (text) => parseKnownHosts(text, file)) ?? [],
    );
    const revoked = revokedHostKeys ? [this.#revoked(revokedHostKeys)] : [];
    const parts = [...revoked, ...parsed];
    const key = [revokedHostKeys, ...files].join('\0');
    const before = this.#known.get(key);
    if (before && same(before.parts, parts)) return before.known;
    const known = knownHosts(parts);
    this.#known.set(key, { parts, known });
    return known;
  }

  #revoked(file: string): ParsedKnownHosts {
    const found = this.#parsed(file, (text) => parseRevokedKeys(text, file));
    if (found) return found;
    throw new ConfigProblem(file, 'RevokedHostKeys names a file that is not there');
  }

  /** @throws ConfigProblem when the file is there but can't be read */
  #parsed<T>(
    file: string,
    parse: (text: string) => T,
    check: (stats: Stats) => void = () => {},
  ): T | undefined {
    const stats = readable(file, () => statSync(file));
    if (!stats) return undefined;
    check(stats);
    const version = `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
    const cached = this.#cache.get(file);
    if (cached?.version === version) return cached.value as T;
    const text = readable(file, () => readFileSync(file, 'utf8'));
    if (text === undefined) return undefined;
    const value = parse(text);
    this.#cache.set(file, { version, value });
    return value;
  }

  /** By the operator's own shell, as ssh does; their config is as trusted as their profile. */
  #exec(command: string, place: string, { env }: Surroundings): boolean {
    const before = this.#ran.get(command);
    if (before && performance.now() - before.at < EXEC_VALID_MS) return before.ok;
    const shell = env?.SHELL || '/bin/sh';
    const options = { stdio: 'ignore', timeout: EXEC_TIMEOUT_MS, killSignal: 'SIGKILL' } as const;
    const { status, error } = spawnSync(shell, ['-c', command], options);
    if (error)
      throw new ConfigProblem(
        place,
        `Match exec “${command}” could not be run to its end: ${error.message}`,
        `It has ${EXEC_TIMEOUT_MS / 1000} s.`,
      );
    this.#ran.set(command, { at: performance.now(), ok: status === 0 });
    return status === 0;
  }
}

function same<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function readable<T>(file: string, read: () => T): T | undefined {
  try {
    return ifThere(read);
  } catch (error) {
    throw new ConfigProblem(
      file,
      `can't be read: ${(error as Error).message}`,
      'Give yourself the right to read it, or pass another ssh config with --ssh-config.',
    );
  }
}

/** As OpenSSH, because `Match exec` runs what stands there. */
function refuseForeign(file: string, { uid, mode }: Stats, owner: number): void {
  if ((uid === 0 || uid === owner) && (mode & 0o022) === 0) return;
  throw new ConfigProblem(
    file,
    'belongs to another user, or others may write to it',
    `chown and chmod go-w it, as ssh asks too.`,
  );
}

/** A relative `Include` is looked up in `~/.ssh`, or beside the system's config. */
function withIncludesFrom(base: string, line: ConfigFile[number]): ConfigFile[number] {
  if (line.keyword !== 'include') return line;
  const args = line.args.map((pattern) => {
    const plain = expandHome(pattern, homedir());
    return isAbsolute(plain) ? plain : join(base, plain);
  });
  return { ...line, args };
}
