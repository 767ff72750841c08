/** A step as the site shows it: what its card and the overview say besides its texts. Pure. */
import { blocksOf, hashSource } from '../../plan/hash.ts';
import { ACTION_TIMEOUT_MS } from '../../plan/timeouts.ts';
import type { BlockRole, Step } from '../../runbook/model.ts';

/** What carrying it out does. */
export type StepKind = 'reads' | 'changes' | 'writes' | 'manual';

export interface SiteStep {
  readonly id: string;
  readonly title: string;
  /** As the plan counts: its place among the steps of the page, from 1. */
  readonly number: number;
  /** Of its heading. */
  readonly line: number;
  readonly hosts: readonly string[];
  readonly kind: StepKind;
  /** Of what it does, eight digits: what was ticked before a change is not ticked after it. */
  readonly version: string;
  /** In the order of the page. */
  readonly roles: readonly BlockRole[];
  /** Some block of it is carried out as root. */
  readonly sudo: boolean;
  readonly reboots: boolean;
  /** After how long its host goes back by itself. */
  readonly revertMs?: number;
  /** How long its command may take at most. Absent where nothing limits it: a person's work, a file. */
  readonly timeoutMs?: number;
}

export function siteStep(step: Step, number: number, hosts: readonly string[]): SiteStep {
  const { id, title, place, action } = step;
  const blocks = blocksOf(step).toSorted((a, b) => a.place.line - b.place.line);
  const { revertMs, reboots } = action.options;
  const timeoutMs =
    action.options.timeoutMs ?? (action.role === 'run' ? ACTION_TIMEOUT_MS : undefined);
  return {
    ...{ id, title, number, line: place.line, hosts, kind: kindOf(step) },
    version: hashSource(step).slice(0, 8),
    roles: blocks.map(({ role }) => role),
    sudo: blocks.some(({ options }) => options.sudo === true),
    reboots: reboots === true,
    ...(revertMs !== undefined && { revertMs }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

function kindOf({ action }: Step): StepKind {
  if (action.role === 'manual') return 'manual';
  if (action.role === 'put') return 'writes';
  return action.options.readonly === true ? 'reads' : 'changes';
}
