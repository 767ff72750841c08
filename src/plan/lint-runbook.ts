/** A runbook held against the inventory, before anyone runs it: `runbook validate`. */
import type { Inventory } from '../inventory/schema.ts';
import { byPlace, type Problem } from '../problem/problem.ts';
import type { Block, Runbook, Step } from '../runbook/model.ts';
import { blocksOf } from './hash.ts';
import { paramExample } from './param-types.ts';
import { buildPlan } from './plan.ts';
import { DEFAULT_EVERY_MS } from './plan-step.ts';
import type { DeviceConfigs } from './render-block.ts';

/**
 * All that a plan would refuse on any of the targets, with an example in place of each
 * parameter that has no default; and what a plan accepts but a reader should doubt.
 */
export function lintRunbook(
  runbook: Runbook,
  inventory: Inventory,
  configs?: DeviceConfigs,
): Problem[] {
  const missingParam = (param: Runbook['params'][number]) => paramExample(param, inventory);
  const result = buildPlan({ runbook, inventory, params: {}, missingParam, configs });
  const errors = result.ok ? [] : result.problems;
  return [...errors, ...runbook.steps.flatMap((step) => doubts(step, runbook))].sort(byPlace);
}

function doubts(step: Step, runbook: Runbook): Problem[] {
  const loose = runbook.params.filter(
    ({ type, pattern }) => type === 'string' && pattern === undefined,
  );
  const names = loose.map(({ name }) => name);
  return [
    ...blocksOf(step).flatMap((block) => unquotedParams(block, names)),
    ...blocksOf(step).flatMap(unquotedOutputs),
    ...blocksOf(step).flatMap(secretsInCommand),
    ...expectNothing(step.expect),
    ...hastyRevert(step),
  ];
}

const COMMANDS = ['run', 'check', 'verify', 'undo'];

/** A free text in a command is whatever the operator typed: quote it, or give it a pattern. */
function unquotedParams(block: Block, names: readonly string[]): Problem[] {
  if (!COMMANDS.includes(block.role)) return [];
  return block.text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\{\{-?\s*params\.([\w-]+)\s*(\|[^}]*)?-?\}\}/g)]
      .filter(([, name = '', filters = '']) => names.includes(name) && !/\|\s*sh\b/.test(filters))
      .map((match) => ({
        rule: 'param-unquoted',
        severity: 'warning' as const,
        message: `the parameter "${match[1]}" is any text, and stands unquoted in a command`,
        place: placeIn(block, index, match.index),
        hint: `write {{ params.${match[1]} | sh }}, or give the parameter a pattern`,
      })),
  );
}

/** A command line can be read by every process of the host; what is typed at a prompt can't. */
function secretsInCommand(block: Block): Problem[] {
  if (!COMMANDS.includes(block.role) || !/\{\{[^}]*\bsecrets\b/.test(block.text)) return [];
  return [
    {
      rule: 'secret-in-command',
      severity: 'warning',
      message:
        'this command carries a secret, which the process list of the host shows while it runs',
      place: block.place,
      hint: 'let the command ask, and give the secret in an answer block, or write it with put= mode=0600',
    },
  ];
}

/** `…` alone accepts any output: the block checks nothing. */
function expectNothing(block: Block | undefined): Problem[] {
  if (!block || block.text.split('\n').some((line) => !/^\s*…?\s*$/.test(line))) return [];
  return [
    {
      rule: 'expect-nothing',
      severity: 'warning',
      message: 'this expect block accepts any output',
      place: block.place,
      hint: 'give a line that the output must have',
    },
  ];
}

/** What a host's command printed can be anything at all. */
function unquotedOutputs(block: Block): Problem[] {
  if (!COMMANDS.includes(block.role)) return [];
  return block.text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\{\{-?\s*(steps\.[\w.-]+)\s*(\|[^}]*)?-?\}\}/g)]
      .filter(([, , filters = '']) => !/\|\s*sh\b/.test(filters))
      .map((match) => ({
        rule: 'output-unquoted',
        severity: 'warning' as const,
        message: `${match[1]} is whatever a command printed, and stands unquoted in a command`,
        place: placeIn(block, index, match.index),
        hint: `write {{ ${match[1]} | sh }}`,
      })),
  );
}

function placeIn({ textPlace }: Block, line: number, column: number): Problem['place'] {
  return { ...textPlace, line: textPlace.line + line, column: textPlace.column + column };
}

/** What the step takes when all goes well, at most; a host that goes back meanwhile is no help. */
function hastyRevert({ action, verify }: Step): Problem[] {
  const { revertMs, timeoutMs = 0 } = action.options;
  const { retries = 0, everyMs = DEFAULT_EVERY_MS } = verify?.options ?? {};
  const needed = timeoutMs + retries * everyMs;
  if (revertMs === undefined || revertMs > needed) return [];
  return [
    {
      rule: 'revert-hasty',
      severity: 'warning',
      message: 'the host may go back while the step and its verify are still allowed to go on',
      place: action.place,
      expected: `revert= of more than ${Math.ceil(needed / 1000)}s: timeout= and all tries of verify`,
      actual: `${Math.ceil(revertMs / 1000)}s`,
      hint: 'give revert= more time, or timeout= and retries= less',
    },
  ];
}
