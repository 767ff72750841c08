/** Options of an action that must fit together: `revert`, `reboots`, `readonly`, `parallel`. Pure. */
import type { Problem } from '../problem/problem.ts';
import type { Block } from './model.ts';

interface Rule {
  readonly broken: (action: Block, others: readonly Block[]) => boolean;
  readonly message: string;
  readonly hint: string;
}

const RULES: readonly Rule[] = [
  {
    broken: ({ role, options }, others) =>
      options.revertMs !== undefined &&
      role !== 'put' &&
      !others.some((block) => block.role === 'undo'),
    message: 'revert= needs to know how to go back, and this step has no undo block',
    hint: 'add an undo block, or take revert= away',
  },
  {
    broken: ({ options }) => options.revertMs !== undefined && options.reboots === true,
    message: 'a step that reboots can not go back by itself: what would do so ends with the boot',
    hint: 'take revert= or reboots away, or arm a timer that survives a boot in a step of its own',
  },
  {
    broken: ({ options }) => options.readonly === true && options.revertMs !== undefined,
    message: 'a readonly step changes nothing: there is nothing to go back from',
    hint: 'take revert= or readonly away',
  },
  {
    broken: ({ options }) => options.readonly === true && options.reboots === true,
    message: 'a step that reboots its target is not readonly',
    hint: 'take readonly away',
  },
  {
    broken: ({ options }) => options.parallel === true && options.revertMs !== undefined,
    message: 'a change that could lock you out is made on one target at a time',
    hint: 'take parallel away; whoever runs it may still give --forks',
  },
  {
    broken: ({ options }) => options.parallel === true && options.reboots === true,
    message: 'targets that reboot side by side are all away at once',
    hint: 'take parallel away; whoever runs it may still give --forks',
  },
];

/** What in the options of a step's action contradicts itself, or lacks what it needs. */
export function guardProblems(action: Block, others: readonly Block[]): Problem[] {
  return RULES.filter(({ broken }) => broken(action, others)).map(({ message, hint }) => ({
    rule: 'step-options',
    severity: 'error',
    message,
    place: action.place,
    hint,
  }));
}
