/** The files of an operator's ssh: config, included files, known_hosts. */
import { globSync, type Stats } from 'node:fs';
import { hostname } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { thisUser } from '../this-user.ts';
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
import { MatchExec } from './match-exec.ts';
import { ParsedFiles } from './parsed-files.ts';
import { expandHome } from './tokens.ts';

const SYSTEM_CONFIG = '/etc/ssh/ssh_config';

/** Of this process. */
export function surroundings(): Surroundings {
  const { username, uid, home } = thisUser();
  return {
    home,
    user: username,
    uid,
    hostname: hostname(),
    agentSocket: process.env.SSH_AUTH_SOCK || undefined,
    env: process.env,
  };
}

export class OperatorFiles {
  readonly #parsed = new ParsedFiles();
  readonly #match = new MatchExec();
  /** One object while the files are the same, because it remembers what was looked up. */
  readonly #known = new Map<string, { parts: readonly ParsedKnownHosts[]; known: KnownHosts }>();

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
        exec: (command, place) => this.#match.exec(command, place, around),
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
    return this.#parsed.get(
      file,
      (text) => configLines(text, file).map((line) => withIncludesFrom(base, line)),
      (stats) => owner !== undefined && refuseForeign(file, stats, owner),
    );
  }

  /** @throws ConfigProblem when the revoked keys can't be read: then nobody can be trusted */
  knownHosts(files: readonly string[], revokedHostKeys?: string): KnownHosts {
    const parsed = files.flatMap(
      (file) => this.#parsed.get(file, (text) => parseKnownHosts(text, file)) ?? [],
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
    const found = this.#parsed.get(file, (text) => parseRevokedKeys(text, file));
    if (found) return found;
    throw new ConfigProblem(file, 'RevokedHostKeys names a file that is not there');
  }
}

function same<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
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
    const plain = expandHome(pattern, thisUser().home);
    return isAbsolute(plain) ? plain : join(base, plain);
  });
  return { ...line, args };
}
