/** `--done`, `--rerun` and `--skip` of `runbook resume`: answers given beforehand. */
import type { UnknownChoice } from '../executor/events.ts';
import type { Plan, PlannedStep } from '../plan/model.ts';
import { didYouMean } from '../problem/suggest.ts';
import { type OptionValues, texts } from './command.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

const CHOICES = ['done', 'rerun', 'skip'] as const;

/** @returns the decision for a step: `step@host` goes before `step`, which means all its hosts */
export function decisions(
  options: OptionValues,
  plan: Plan,
): (step: PlannedStep) => UnknownChoice | undefined {
  const given = new Map<string, UnknownChoice>();
  const names = plan.steps.flatMap(({ id, host }) => [`${id}@${host}`, id]);
  for (const choice of CHOICES) {
    for (const name of texts(options, choice)) {
      if (!names.includes(name)) refuse(`there is no step "${name}"`, didYouMean(name, names));
      const other = given.get(name);
      if (other) refuse(`"${name}" is both --${other} and --${choice}`, 'decide on one');
      given.set(name, choice);
    }
  }
  return ({ id, host }) => given.get(`${id}@${host}`) ?? given.get(id);
}

function refuse(message: string, hint: string): never {
  throw new CliError(EXIT.usage, message, hint);
}
