/**
 * What the operator's ssh config says of one host: ssh_config(5), evaluated as OpenSSH
 * does (readconf.c), and held against `ssh -G` in the tests. Pure, but for the reader of
 * includes and the runner of `Match exec` that are handed in.
 *
 * It adds one thing: the difference between what is said *of this host* and what is a
 * default for all, because the inventory stands between the two (see `endpoint.ts`).
 */
import { type ConfigLine, ConfigProblem } from './config-lines.ts';
import { hostHolds, type MatchContext, matchHolds, type Verdict } from './config-match.ts';
import { type HostSettings, type Raw, REPEATABLE, settings } from './config-settings.ts';
import { expandTokens } from './tokens.ts';

export interface HostConfig {
  /** All that applies, defaults included. */
  readonly all: HostSettings;
  /** What stands in a block that names this host, not in `Host *` nor before the first block. */
  readonly own: HostSettings;
}

/** One file, or one that an `Include` names. */
export type ConfigFile = readonly ConfigLine[];

export interface HostQuestion {
  /** The name that the operator uses: the target's name. */
  readonly alias: string;
  /** What the inventory knows; stands between the host's own blocks and those for all. */
  readonly address?: string | undefined;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
  readonly localUser: string;
  /** What was asked for outright, as `ssh -l` and `-p`: it wins. */
  readonly fixed?: { readonly user?: string; readonly port?: number } | undefined;
}

export interface Outside {
  /** Reads what an `Include` names, in order; none when there is none. */
  readonly include: (pattern: string, place: string) => readonly ConfigFile[];
  /** Runs the command of a `Match exec`, its tokens expanded; true when it ends with 0. */
  readonly exec: (command: string, place: string) => boolean;
}

export const NOTHING_OUTSIDE: Outside = { include: () => [], exec: () => false };

/** `Include` in `Include` deeper than this is a loop (OpenSSH has the same limit). */
const INCLUDE_DEPTH = 16;

/**
 * @param files config files in order of precedence (the user's, then the system's)
 * @throws ConfigProblem
 */
export function hostConfig(
  files: readonly ConfigFile[],
  question: HostQuestion,
  outside: Outside = NOTHING_OUTSIDE,
): HostConfig {
  const reading = new Reading(question, outside);
  for (const file of files) reading.file(file);
  if (reading.wantsFinal) {
    reading.startFinal();
    for (const file of files) reading.file(file);
  }
  return { all: settings(reading.raw()), own: settings(reading.raw({ ownOnly: true })) };
}

interface Setting {
  readonly line: ConfigLine;
  readonly own: boolean;
}

/** One walk through the lines: which of them hold, and what was set so far. */
class Reading {
  wantsFinal = false;
  readonly #question: HostQuestion;
  readonly #outside: Outside;
  readonly #settings: Setting[] = [];
  #isFinal = false;
  #finalHost = '';

  constructor(question: HostQuestion, outside: Outside) {
    this.#question = question;
    this.#outside = outside;
  }

  /** OpenSSH reads all once more when there is a `Match final`, and adds what wasn't set. */
  startFinal(): void {
    this.#finalHost = this.#address();
    this.#isFinal = true;
  }

  /** @param outer the block in which the file is included; a file of its own holds for all */
  file(lines: ConfigFile, outer: Verdict = { holds: true, namesHost: false }, depth = 0): void {
    let block = outer;
    for (const line of lines) {
      if (line.keyword === 'host' || line.keyword === 'match') block = this.#block(line, outer);
      else if (line.keyword === 'include') this.#include(line, block, depth);
      else if (block.holds) this.#settings.push({ line, own: block.namesHost });
    }
  }

  #block(line: ConfigLine, outer: Verdict): Verdict {
    // In a file that is included where nothing holds, nothing is evaluated: no `exec` either.
    if (!outer.holds) return outer;
    const context = this.#context();
    const verdict = line.keyword === 'host' ? hostHolds(line, context) : matchHolds(line, context);
    return { holds: verdict.holds, namesHost: verdict.namesHost || outer.namesHost };
  }

  #include(line: ConfigLine, block: Verdict, depth: number): void {
    if (!block.holds) return;
    if (depth >= INCLUDE_DEPTH)
      throw new ConfigProblem(line.place, 'Include goes too deep: does a file include itself?');
    for (const pattern of line.args)
      for (const file of this.#outside.include(pattern, line.place))
        this.file(file, block, depth + 1);
  }

  #context(): MatchContext {
    const { alias, localUser } = this.#question;
    const user = this.#set('user') ?? localUser;
    return {
      originalHost: alias,
      host: this.#isFinal ? this.#finalHost : alias,
      address: this.#isFinal ? this.#finalHost : this.#address(),
      user,
      localUser,
      isFinal: this.#isFinal,
      wantFinal: () => {
        this.wantsFinal = true;
      },
      exec: (command, place) => this.#outside.exec(this.#expand(command, user, place), place),
    };
  }

  #expand(command: string, user: string, place: string): string {
    const { alias, localUser } = this.#question;
    const tokens = {
      h: this.#isFinal ? this.#finalHost : this.#address(),
      n: alias,
      p: String(this.#set('port') ?? 22),
      r: user,
      u: localUser,
    };
    for (const [letter, value] of Object.entries(tokens)) refuseForShell(letter, value, place);
    return expandTokens(command, tokens);
  }

  #address(): string {
    const written = this.#set('hostname') ?? this.#question.alias;
    return expandTokens(written, { h: this.#question.alias });
  }

  /** The value so far: of the host's own blocks, else of the inventory, else for all. */
  #set(keyword: 'hostname' | 'user' | 'port'): string | undefined {
    const { address, user, port, fixed } = this.#question;
    const asked = { hostname: undefined, user: fixed?.user, port: fixed?.port }[keyword];
    const given = { hostname: address, user, port }[keyword];
    const lines = this.#settings.filter(({ line }) => line.keyword === keyword);
    const own = lines.find((setting) => setting.own)?.line.args[0];
    return (asked ?? own ?? given ?? lines[0]?.line.args[0])?.toString();
  }

  raw({ ownOnly = false } = {}): Raw {
    const raw = new Map<string, ConfigLine[]>();
    for (const { line, own } of this.#settings) {
      if (ownOnly && !own) continue;
      const before = raw.get(line.keyword);
      if (!before) raw.set(line.keyword, [line]);
      else if (REPEATABLE.includes(line.keyword)) before.push(line);
    }
    return raw;
  }
}

/** The shell would read them: an inventory must not bring a command in (CVE-2023-51385). */
function refuseForShell(letter: string, value: string, place: string): void {
  if (/^[\w.:%@+-]*$/.test(value) && !value.startsWith('-')) return;
  throw new ConfigProblem(
    place,
    `Match exec is not run: %${letter} would be ${JSON.stringify(value)}, which a shell could take for more than a name`,
    'Give the host a plain name, or drop the Match exec.',
  );
}
