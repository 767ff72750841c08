/** Which steps are undone: by `--step`, `--limit` and the flags that decide about one. Pure. */
import type { UndoItem } from '../../plan/undo.ts';
import { didYouMean } from '../../problem/suggest.ts';
import { type OptionValues, texts } from '../command.ts';
import { named } from '../decisions.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';

/**
 * `include`: also what may have been done in part. `leave`: what a person would have to do.
 * `skip`: anything; it stays as it is.
 */
const FLAGS = ['include', 'skip', 'leave'] as const;
export type UndoFlag = (typeof FLAGS)[number];

/** What is still to be decided about an item. */
export type Open = 'doubt' | 'by-hand';

export class UndoChoices {
  readonly #flags: ReadonlyMap<string, UndoFlag>;
  readonly #afterFailure: boolean;

  /**
   * @param afterFailure what failed is undone without a question, and the undo waits where a
   *   person has to do something: `--on-failure undo --yes` says so
   * @throws CliError on a step that isn't to be undone, and on two flags for one
   */
  constructor(options: OptionValues, items: readonly UndoItem[], afterFailure = false) {
    this.#flags = flags(options, items);
    this.#afterFailure = afterFailure;
  }

  /** The flag for `step@host` goes before that for `step`, which means all its hosts. */
  of({ id, host }: UndoItem): UndoFlag | undefined {
    return this.#flags.get(named(id, host)) ?? this.#flags.get(id);
  }

  /** Is it left as it is? */
  isLeft(item: UndoItem): boolean {
    const flag = this.of(item);
    return flag === 'skip' || flag === 'leave';
  }

  /** What a person must say about it; undefined when a flag says it, or there is nothing to say. */
  open(item: UndoItem): Open | undefined {
    if (this.of(item)) return undefined;
    if (item.doubt !== undefined && !(this.#afterFailure && item.status === 'failed'))
      return 'doubt';
    return item.way === 'by-hand' && !this.#afterFailure ? 'by-hand' : undefined;
  }
}

/** @throws CliError on a step that the run has not done */
export function selected(
  items: readonly UndoItem[],
  steps: readonly string[],
  hosts: readonly string[] | undefined,
): UndoItem[] {
  const ids = items.map(({ id }) => id);
  for (const step of steps) {
    if (!ids.includes(step)) refuse(`the run has no step "${step}" to undo`, didYouMean(step, ids));
  }
  return items.filter(
    ({ id, host }) => (steps.length === 0 || steps.includes(id)) && (hosts?.includes(host) ?? true),
  );
}

/** @throws CliError that names the flag for each item */
export function refuseUndecided(items: readonly UndoItem[], choices: UndoChoices): void {
  const open = items.flatMap((item) => {
    const what = choices.open(item);
    return what ? [{ what, name: named(item.id, item.host) }] : [];
  });
  if (open.length === 0) return;
  const flagged = open.map(({ what, name }) =>
    what === 'doubt' ? `--include ${name} or --skip ${name}` : `--leave ${name}`,
  );
  throw new CliError(
    EXIT.paused,
    `nobody can be asked about ${open.map(({ name }) => name).join(', ')}: nothing was undone`,
    `decide with ${flagged.join(', ')}`,
  );
}

function flags(options: OptionValues, items: readonly UndoItem[]): Map<string, UndoFlag> {
  const given = new Map<string, UndoFlag>();
  const names = [...new Set(items.flatMap(({ id, host }) => [named(id, host), id]))];
  for (const flag of FLAGS) {
    for (const name of texts(options, flag)) {
      if (!names.includes(name))
        refuse(`there is no step "${name}" to undo`, didYouMean(name, names));
      const other = given.get(name);
      if (other && other !== flag)
        refuse(`"${name}" is both --${other} and --${flag}`, 'decide on one');
      given.set(name, flag);
    }
  }
  return given;
}

function refuse(message: string, hint: string): never {
  throw new CliError(EXIT.usage, message, hint);
}
