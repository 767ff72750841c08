/** Whether a `Host` or `Match` line holds (ssh_config(5)). Pure, but for what `exec` is handed. */
import { type ConfigLine, ConfigProblem } from './config-lines.ts';
import { matchesList, matchesPattern } from './patterns.ts';

/** What a condition may look at; partly what the lines before it have set. */
export interface MatchContext {
  /** The name that the operator uses. */
  readonly originalHost: string;
  /** What `Host` compares: the same, but in the final pass the address that was found. */
  readonly host: string;
  /** What `Match host` compares: the address as far as it is known. */
  readonly address: string;
  readonly user: string;
  readonly localUser: string;
  readonly isFinal: boolean;
  /** Runs the command of `Match exec`; true when it ends with 0. */
  readonly exec: (command: string, place: string) => boolean;
  /** Told that there is a `Match final`: the config is to be read once more. */
  readonly wantFinal: () => void;
}

/** A condition's outcome, and whether it speaks of this host, rather than of all of them. */
export interface Verdict {
  readonly holds: boolean;
  readonly namesHost: boolean;
}

/** The patterns one after another: a negated one that matches decides at once. */
export function hostHolds({ args }: ConfigLine, context: MatchContext): Verdict {
  const negated = args.filter((arg) => arg.startsWith('!')).map((arg) => arg.slice(1));
  const plain = args.filter((arg) => !arg.startsWith('!'));
  const matches = (pattern: string): boolean => matchesPattern(pattern, context.host);
  return {
    holds: !negated.some(matches) && plain.some(matches),
    namesHost: plain.some((pattern) => pattern !== '*' && matches(pattern)),
  };
}

interface Criterion {
  readonly name: string;
  readonly negated: boolean;
  readonly value: string;
}

/** @throws ConfigProblem for a criterion that ssh_config(5) of OpenSSH 9 doesn't have */
export function matchHolds(line: ConfigLine, context: MatchContext): Verdict {
  let holds = true;
  let namesHost = false;
  for (const criterion of criteria(line)) {
    const names = criterion.name === 'host' || criterion.name === 'originalhost';
    if (names && criterion.value !== '*' && !criterion.negated) namesHost = true;
    // As OpenSSH: a command is not run when the line can't hold any more.
    if (!holds && criterion.name === 'exec') continue;
    if (criterionHolds(criterion, context, line.place) === criterion.negated) holds = false;
  }
  return { holds, namesHost };
}

const WITHOUT_VALUE = ['all', 'canonical', 'final'];

function criteria({ args, place }: ConfigLine): Criterion[] {
  const found: Criterion[] = [];
  const rest = [...args];
  while (rest.length > 0) {
    const [head = '', ...glued] = (rest.shift() ?? '').split('=');
    const negated = head.startsWith('!');
    const name = (negated ? head.slice(1) : head).toLowerCase();
    const bare = WITHOUT_VALUE.includes(name);
    const value = bare ? '' : glued.length > 0 ? glued.join('=') : rest.shift();
    if (value === undefined) throw new ConfigProblem(place, `Match ${name} has no value`);
    found.push({ name, negated, value });
  }
  if (found.length === 0) throw new ConfigProblem(place, 'Match without a criterion');
  return found;
}

function criterionHolds({ name, value }: Criterion, context: MatchContext, place: string): boolean {
  switch (name) {
    case 'all':
      return true;
    case 'final':
      context.wantFinal();
      return context.isFinal;
    case 'canonical':
      return context.isFinal;
    case 'host':
      return matchesList(value.toLowerCase(), context.address.toLowerCase());
    case 'originalhost':
      return matchesList(value.toLowerCase(), context.originalHost.toLowerCase());
    case 'user':
      return matchesList(value, context.user);
    case 'localuser':
      return matchesList(value, context.localUser);
    case 'exec':
      return context.exec(value, place);
    default:
      throw new ConfigProblem(
        place,
        `Match ${name} is not supported`,
        'Say it with host, originalhost, user, localuser or exec.',
      );
  }
}
