/** The options of a fence: which there are, on which roles, and what their values mean. */
import type { Place, Problem } from '../problem/problem.ts';
import { parseDuration } from './duration.ts';
import type { MetaWord } from './meta.ts';
import type { BlockOptions, BlockRole } from './model.ts';

type Mutable = { -readonly [K in keyof BlockOptions]: BlockOptions[K] };

interface Option {
  /** Roles that take it. */
  readonly roles: readonly BlockRole[];
  /** What a value looks like, for the `expected` line. Undefined for a flag. */
  readonly expected?: string;
  /** Reads the value into `options`; false when it isn't one. */
  readonly read: (value: string, options: Mutable, place: Place) => boolean;
}

const ACTIONS = ['run', 'put', 'manual'] as const;
const COMMANDS = ['run', 'check', 'verify', 'undo'] as const;

export const OPTIONS = {
  id: {
    roles: ACTIONS,
    expected: 'lower-case words with dashes, such as create-cluster',
    read: (value, options) => {
      // Even a wrong one: the step isn't told that it has none.
      options.id = '';
      return set(options, 'id', match(value, /^[a-z0-9][a-z0-9._-]*$/));
    },
  },
  on: {
    roles: ACTIONS,
    expected: 'hosts or roles, comma-separated',
    read: (value, options, place) => {
      options.onPlace = place;
      return set(options, 'on', match(value, /\S/));
    },
  },
  sudo: { roles: [...COMMANDS, 'put'], read: (_, options) => set(options, 'sudo', true) },
  timeout: {
    roles: COMMANDS,
    expected: 'a duration such as 90s, 2m or 1h',
    read: (value, options) => set(options, 'timeoutMs', positive(parseDuration(value))),
  },
  put: {
    roles: ['put'],
    expected: 'an absolute path on the target, such as /etc/hosts',
    read: (value, options, place) => {
      options.pathPlace = place;
      return set(options, 'path', match(value, /^(\/.*[^/]|\{\{.*)$/));
    },
  },
  mode: {
    roles: ['put'],
    expected: 'an octal mode such as 0755',
    read: (value, options) => set(options, 'mode', match(value, /^[0-7]{3,4}$/)),
  },
  owner: {
    roles: ['put'],
    expected: 'user or user:group, such as root:root',
    read: (value, options) =>
      set(options, 'owner', match(value, /^[A-Za-z_][\w.-]*\$?(:[A-Za-z_][\w.-]*)?$/)),
  },
  retries: {
    roles: ['verify'],
    expected: 'a whole number',
    read: (value, options) => set(options, 'retries', wholeNumber(value)),
  },
  every: {
    roles: ['verify'],
    expected: 'a duration such as 500ms, 5s or 1m',
    read: (value, options) => set(options, 'everyMs', parseDuration(value)),
  },
  rerun: {
    roles: ['run', 'put'],
    expected: 'safe',
    read: (value, options) => set(options, 'rerun', value === 'safe' ? 'safe' : undefined),
  },
  readonly: { roles: ['run'], read: (_, options) => set(options, 'readonly', true) },
  reboots: { roles: ['run'], read: (_, options) => set(options, 'reboots', true) },
  revert: {
    roles: ['run', 'put'],
    expected: 'a duration such as 90s or 5m',
    read: (value, options) => set(options, 'revertMs', positive(parseDuration(value))),
  },
  parallel: { roles: ['run', 'put'], read: (_, options) => set(options, 'parallel', true) },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof OPTIONS;

/** Whether a word of a fence is one of ours. */
export function isOption(key: string): key is OptionName {
  return Object.hasOwn(OPTIONS, key);
}

/** The typed options of a block, and what is wrong with them. */
export function readOptions(
  role: BlockRole,
  words: readonly MetaWord[],
): { options: BlockOptions; problems: Problem[] } {
  const options: Mutable = {};
  const seen = new Set<string>();
  const problems = words.flatMap((word) => {
    if (!isOption(word.key)) return [];
    if (seen.has(word.key))
      return [problem(word, `"${word.key}" is given twice`, { hint: 'keep one' })];
    seen.add(word.key);
    return readOption(role, word, OPTIONS[word.key], options);
  });
  return { options, problems };
}

function readOption(role: BlockRole, word: MetaWord, option: Option, options: Mutable): Problem[] {
  if (!option.roles.includes(role)) return [misplaced(role, word, option)];
  const isFlag = option.expected === undefined;
  if (isFlag && word.value !== undefined)
    return [
      problem(word, `"${word.key}" takes no value`, {
        actual: word.value,
        hint: `write ${word.key} alone`,
      }),
    ];
  if (!isFlag && word.value === undefined)
    return [
      problem(word, `"${word.key}" needs a value`, {
        expected: option.expected,
        hint: `write ${word.key}=…`,
      }),
    ];
  if (option.read(word.value ?? '', options, word.valuePlace)) return [];
  const place = word.valuePlace;
  const hint = `correct it, or take ${word.key}= away`;
  const details = { expected: option.expected, actual: word.value || 'nothing', place, hint };
  return [problem(word, `this isn't a value of "${word.key}"`, details)];
}

function misplaced(role: BlockRole, word: MetaWord, option: Option): Problem {
  const message = `"${word.key}" means nothing on a ${role} block`;
  const expected = `a block with the role ${oneOf(option.roles)}`;
  return problem(word, message, { expected, hint: 'move it there, or take it away' });
}

function problem(word: MetaWord, message: string, details: Partial<Problem> = {}): Problem {
  return { rule: 'fence-option', severity: 'error', message, place: word.place, ...details };
}

function oneOf(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ');
}

/** Sets an option, unless the value is undefined: then it wasn't one. */
function set<K extends keyof BlockOptions>(
  options: Mutable,
  key: K,
  value: BlockOptions[K] | undefined,
): boolean {
  if (value === undefined) return false;
  options[key] = value;
  return true;
}

function match(value: string, pattern: RegExp): string | undefined {
  return pattern.test(value) ? value : undefined;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function wholeNumber(value: string): number | undefined {
  return /^\d+$/.test(value) ? Number(value) : undefined;
}
