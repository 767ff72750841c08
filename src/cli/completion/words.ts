/** What may come next on a command line, from the table of commands. Pure. */
import type { CommandSpec, Completes, OptionSpec } from '../command.ts';

/** A word to offer, with what it means. */
export interface Candidate {
  readonly word: string;
  readonly meaning: string;
}

/** Either words, or a question that only the project can answer. */
export type Completion =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  | { readonly kind: 'names'; readonly of: Completes; readonly runbook?: string };

const GLOBAL: readonly OptionSpec[] = [
  { flags: '--root <directory>', description: 'the project', completes: 'directory' },
  { flags: '--no-color', description: 'no colour' },
  { flags: '--help', description: 'print help' },
];

const NOTHING: Completion = { kind: 'words', words: [] };

function longFlag(option: OptionSpec): string {
  return option.flags.split(/[ ,]+/).find((part) => part.startsWith('--')) ?? option.flags;
}

function takesValue(option: OptionSpec): boolean {
  return option.flags.includes('<');
}

function optionNamed(options: readonly OptionSpec[], word: string): OptionSpec | undefined {
  return options.find((option) => option.flags.split(/[ ,]+/).includes(word));
}

/** The words that are neither options nor their values. */
function positionals(words: readonly string[], options: readonly OptionSpec[]): string[] {
  return words.filter((word, index) => {
    if (word.startsWith('-')) return false;
    const before = words[index - 1];
    const option = before === undefined ? undefined : optionNamed(options, before);
    return option === undefined || !takesValue(option);
  });
}

function choices(words: readonly string[]): Completion {
  return { kind: 'words', words: words.map((word) => ({ word, meaning: '' })) };
}

function optionWords(options: readonly OptionSpec[]): Completion {
  const words = options.map((option) => ({ word: longFlag(option), meaning: option.description }));
  return { kind: 'words', words };
}

/**
 * @param words the command line after `runbook`; the last one is being typed, and may be empty
 */
export function complete(commands: readonly CommandSpec[], words: readonly string[]): Completion {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const name = positionals(before, GLOBAL)[0];
  const visible = commands.filter((command) => !command.hidden);
  const command = visible.find((candidate) => candidate.name === name);
  if (command === undefined) return name === undefined ? firstWord(visible, current) : NOTHING;

  const options = [...command.options, ...GLOBAL];
  const given = positionals(before.slice(before.indexOf(command.name) + 1), options);
  const waiting = optionNamed(options, before.at(-1) ?? '');
  if (waiting !== undefined && takesValue(waiting)) return optionValue(waiting, given[0]);
  if (current.startsWith('-')) return optionWords(options);
  return argument(command, given.length);
}

function firstWord(commands: readonly CommandSpec[], current: string): Completion {
  if (current.startsWith('-')) return optionWords(GLOBAL);
  return {
    kind: 'words',
    words: commands.map(({ name, summary }) => ({ word: name, meaning: summary })),
  };
}

function optionValue(option: OptionSpec, runbook: string | undefined): Completion {
  if (option.choices) return choices(option.choices);
  return option.completes ? { kind: 'names', of: option.completes, runbook } : NOTHING;
}

function argument(command: CommandSpec, index: number): Completion {
  const last = command.arguments.at(-1);
  const spec = command.arguments[index] ?? (last?.name.includes('...') ? last : undefined);
  if (spec?.choices) return choices(spec.choices);
  return spec?.completes ? { kind: 'names', of: spec.completes } : NOTHING;
}
