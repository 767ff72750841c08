/** What was decided about steps before anything is sent: by `--done`, `--rerun`, `--skip`, or at the table. */
import type { UnknownChoice } from '../executor/events.ts';
import type { Decided } from '../executor/options.ts';
import type { ResumeVerdict } from '../journal/state.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import { didYouMean } from '../problem/suggest.ts';
import { type OptionValues, texts } from './command.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

type Step = Pick<PlannedStep, 'id' | 'host'>;

const FLAGS = ['done', 'rerun', 'skip'] as const;

export class Decisions {
  readonly #flags: ReadonlyMap<string, UnknownChoice>;
  readonly #answers = new Map<string, { choice: UnknownChoice; verdict: ResumeVerdict }>();

  /** @throws CliError on a step that the plan hasn't, and on two flags for one */
  constructor(options: OptionValues, plan: Plan) {
    this.#flags = flags(options, plan);
  }

  /** What the operator said of a step that was found so. */
  answer({ id, host }: Step, verdict: ResumeVerdict, choice: UnknownChoice): void {
    this.#answers.set(named(id, host), { choice, verdict });
  }

  /**
   * A flag for `step@host` goes before one for `step`, which means all its hosts. An answer
   * holds for what was asked: when the step is found otherwise since, nothing is decided.
   */
  readonly of = ({ id, host }: Step, verdict: ResumeVerdict): Decided | undefined => {
    const name = named(id, host);
    const flag = this.#flags.get(name) ?? this.#flags.get(id);
    if (flag) return { choice: flag, by: 'flag' };
    const answer = this.#answers.get(name);
    return answer?.verdict === verdict ? { choice: answer.choice, by: 'operator' } : undefined;
  };
}

/** `step@host`, as the flags take it. */
export function named(id: string, host: string): string {
  return `${id}@${host}`;
}

function flags(options: OptionValues, plan: Plan): Map<string, UnknownChoice> {
  const given = new Map<string, UnknownChoice>();
  const names = [...new Set(plan.steps.flatMap(({ id, host }) => [named(id, host), id]))];
  for (const choice of FLAGS) {
    for (const name of texts(options, choice)) {
      if (!names.includes(name)) refuse(`there is no step "${name}"`, didYouMean(name, names));
      const other = given.get(name);
      if (other && other !== choice)
        refuse(`"${name}" is both --${other} and --${choice}`, 'decide on one');
      given.set(name, choice);
    }
  }
  return given;
}

function refuse(message: string, hint: string): never {
  throw new CliError(EXIT.usage, message, hint);
}
