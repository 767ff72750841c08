/** One step on one target: all its blocks rendered, and its commands built. */
import { hashMeant } from '../journal/blocks.ts';
import type { Place, Problem } from '../problem/problem.ts';
import { answerPairs, manualItems, type Piece, regexpProblems } from '../runbook/content.ts';
import type { Block, Step } from '../runbook/model.ts';
import { blockLine, blockProblem, unguardable } from './block-line.ts';
import { shellLine } from './command.ts';
import { hashSource } from './hash.ts';
import { meantBlocks } from './meant.ts';
import type {
  PlannedAction,
  PlannedAnswer,
  PlannedCommand,
  PlannedFile,
  PlannedStep,
  PlannedVerify,
} from './model.ts';
import { type BlockScope, renderBlock, renderText } from './render-block.ts';
import { dependsOnSecrets } from './secret-use.ts';
import { outputRefs } from './step-outputs.ts';
import type { Platform } from './targets.ts';

/** What a step is planned for. `secrets` are the values; hashes hold their placeholders. */
export interface StepScope extends BlockScope {
  readonly host: string;
  readonly platform: Platform;
  readonly secrets: Readonly<Record<string, string>>;
  readonly placeholders: Readonly<Record<string, string>>;
}

export type StepPlan =
  | { readonly ok: true; readonly step: PlannedStep }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Waits between two tries of a verify, when the author doesn't say. */
export const DEFAULT_EVERY_MS = 2000;

/** Plans one step for one target, or says all that keeps it from being planned. */
export function planStep(step: Step, scope: StepScope): StepPlan {
  const planner = new StepPlanner(scope);
  const planned = planner.plan(step);
  const { problems } = planner;
  return problems.length > 0 ? { ok: false, problems } : { ok: true, step: planned };
}

/** A command template that belongs to no step: an invariant. Always `sh`, never as root by itself. */
export function planInvariant(
  { text, place }: { readonly text: string; readonly place: Place },
  scope: StepScope,
): { command: PlannedCommand; problems: readonly Problem[] } {
  const planner = new StepPlanner(scope);
  const script = planner.render(text, place);
  const secret = planner.holdsSecret(text, place);
  const line = shellLine(script, { lang: 'sh', ...(secret && { carried: 'stdin' }) });
  return {
    command: { script, line, lang: 'sh', place, ...(secret && { secret }) },
    problems: planner.problems,
  };
}

/** Renders the pieces of a step; collects what goes wrong instead of stopping at it. */
class StepPlanner {
  readonly problems: Problem[] = [];
  readonly #scope: StepScope;

  constructor(scope: StepScope) {
    this.#scope = scope;
  }

  plan(step: Step): PlannedStep {
    const { action, check, verify, undo, expect } = step;
    const needs = outputRefs(step);
    this.problems.push(...unguardable(action, this.#scope));
    const meant = meantBlocks(step, this.#scope);
    return {
      id: step.id,
      host: this.#scope.host,
      title: step.title,
      place: step.place,
      action: this.#action(step),
      ...(check && { check: this.#command(check) }),
      ...(verify && { verify: this.#verify(verify) }),
      ...(undo && { undo: this.#command(undo) }),
      ...(expect && { expect: this.#lines(expect) }),
      changing: action.role !== 'manual' && action.options.readonly !== true,
      rerunSafe: action.options.rerun === 'safe',
      ...(action.options.reboots && { reboots: true as const }),
      ...(action.options.revertMs !== undefined && { revertMs: action.options.revertMs }),
      ...(action.options.parallel && { parallel: true as const }),
      ...(needs.length > 0 && { needs }),
      meant,
      hash: hashMeant(meant),
      sourceHash: hashSource(step),
    };
  }

  /** The text, or what can be shown of it when something is undefined. */
  render(text: string, place: Place, scope: BlockScope = this.#scope): string {
    const rendered = renderText(text, place, scope);
    if (rendered.ok) return rendered.text;
    this.problems.push(...rendered.problems);
    return text;
  }

  #block(block: Block): string {
    const rendered = renderBlock(block, this.#scope);
    if (rendered.ok) return rendered.text;
    this.problems.push(...rendered.problems);
    return block.text;
  }

  #action({ action, answer }: Step): PlannedAction {
    if (action.role === 'manual')
      return { kind: 'manual', items: manualItems(action).map((item) => this.#piece(item)) };
    if (action.role === 'put') return { kind: 'put', file: this.#file(action) };
    return { kind: 'run', command: this.#command(action), answers: this.#answers(answer) };
  }

  #command(block: Block): PlannedCommand {
    const script = this.#block(block);
    const { timeoutMs, sudo = false } = block.options;
    const secret = this.holdsSecret(block.text, block.textPlace);
    const line = this.#line(block, script, secret);
    return {
      ...{ script, line, lang: block.lang, place: block.place },
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(sudo && { sudo }),
      ...(secret && { secret }),
    };
  }

  holdsSecret(text: string, place: Place): boolean {
    return dependsOnSecrets(text, place, this.#scope, this.#scope.placeholders);
  }

  #line(block: Block, script: string, secret: boolean): string {
    const { host, platform } = this.#scope;
    const { line, problem } = blockLine(block, script, { host, platform, secret });
    if (problem) this.problems.push(problem);
    return line;
  }

  #verify(block: Block): PlannedVerify {
    const { retries = 0, everyMs = DEFAULT_EVERY_MS } = block.options;
    return { ...this.#command(block), retries, everyMs };
  }

  /** The content ends with a newline, as text files do; an empty block is an empty file. */
  #file(block: Block): PlannedFile {
    const { platform, host } = this.#scope;
    if (platform !== 'posix')
      this.#refuse(block, `no file can be written on "${host}" (${platform})`);
    const { mode, owner, sudo = false, path = '', pathPlace = block.place } = block.options;
    const rendered = this.render(path, pathPlace);
    if (!/^\/[^\0\n]*[^\0\n/]$/.test(rendered) && !rendered.includes('{{'))
      this.#refuse(block, 'this is not an absolute path of a file', { actual: rendered });
    if (this.holdsSecret(path, pathPlace))
      this.#refuse(block, 'a path can not hold a secret: everybody on the host may see it');
    const text = this.#block(block);
    return {
      path: rendered,
      content: text === '' ? '' : `${text}\n`,
      ...(mode !== undefined && { mode }),
      ...(owner !== undefined && { owner }),
      sudo,
    };
  }

  #answers(block: Block | undefined): PlannedAnswer[] {
    if (!block) return [];
    return answerPairs(block).map(({ prompt, reply }) => {
      const source = this.#piece(prompt);
      this.problems.push(...regexpProblems({ ...prompt, text: source }));
      return { prompt: source, reply: this.#piece(reply) };
    });
  }

  #lines(block: Block): string[] {
    return this.#block(block).split('\n');
  }

  #piece({ text, place }: Piece): string {
    return this.render(text, place);
  }

  #refuse(...why: Parameters<typeof blockProblem>): void {
    this.problems.push(blockProblem(...why));
  }
}
