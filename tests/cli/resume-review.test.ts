import { describe, expect, it } from 'vitest';
import type { Invocation, OptionValues } from '../../src/cli/command.ts';
import { Decisions } from '../../src/cli/decisions.ts';
import type { CliError } from '../../src/cli/errors.ts';
import { review } from '../../src/cli/resume-review.ts';
import type { RunState } from '../../src/journal/state.ts';
import type { Plan, PlannedStep } from '../../src/plan/model.ts';
import { planOf, step } from '../executor/support.ts';
import { testTerminal } from './support/terminal.ts';

const on = (id: string, host: string, change: Partial<PlannedStep> = {}): PlannedStep =>
  step(id, `${id} new text`, {
    ...{ host, meant: [{ role: 'run', lang: 'sh', text: `${id} new text` }] },
    ...change,
  });
const PLAN = planOf([on('a', 'h1'), on('a', 'h2'), on('b', 'h1'), on('b', 'h2')]);

type Found = 'done' | 'edited' | 'failed' | 'unknown' | 'pending';

/** What each of the plan's steps was left as. */
function stateOf(plan: Plan, found: readonly Found[]): RunState {
  const steps = plan.steps.map(({ id, host, hash, sourceHash, title }, at) => {
    const status = found[at] ?? 'pending';
    const edited = { hash: `old ${id}`, sourceHash: `old ${id}`, status: 'done' } as const;
    return {
      ...{ step: id, host, title, hash, sourceHash, attempts: 1, detail: `what ${host} said` },
      ...(status === 'edited' ? edited : { status }),
    };
  });
  return { steps } as unknown as RunState;
}

interface Reviewed {
  /** `choice by whom` for each step, or what was thrown. */
  readonly decided: readonly string[];
  readonly error?: CliError;
  readonly shown: string;
}

async function reviewed(
  found: readonly Found[],
  options: OptionValues,
  typed?: string,
): Promise<Reviewed> {
  const { terminal, type, hangUp, shown } = testTerminal();
  const decisions = new Decisions(options, PLAN);
  const interactive = typed !== undefined;
  const invocation = { options, terminal: { ...terminal, interactive } } as Invocation;
  const meant = new Map([['old a', [{ role: 'run', lang: 'sh', text: 'a old text' }]]]);
  const state = stateOf(PLAN, found);
  const going = review(invocation, { run: '2026-x', plan: PLAN, state, decisions, meant });
  const ended = going.then(
    () => undefined,
    (thrown: CliError) => thrown,
  );
  await typing(typed ?? '', type, hangUp);
  const verdict = { done: 'done', edited: 'done-but-edited', failed: 'failed' } as const;
  return {
    error: await ended,
    decided: PLAN.steps.map((one, at) => {
      const status = found[at] ?? 'pending';
      const said = decisions.of(one, verdict[status as keyof typeof verdict] ?? status);
      return said ? `${said.choice} by ${said.by}` : '-';
    }),
    shown: shown(),
  };
}

/** A line at a time, as a person types; then the input ends. */
async function typing(
  typed: string,
  type: (text: string) => void,
  hangUp: () => void,
): Promise<void> {
  for (const key of typed) {
    type(`${key}\n`);
    await new Promise((done) => setTimeout(done, 1));
  }
  hangUp();
}

describe('a review', () => {
  it.each<[string, readonly Found[], OptionValues, string, readonly string[]]>([
    ['asks nothing when there is nothing to decide', ['done', 'pending'], {}, '', []],
    ['asks once for a step on its hosts', ['failed', 'failed'], {}, 'r', ['rerun', 'rerun']],
    ['or for each of them', ['failed', 'failed'], {}, 'erd', ['rerun', 'done']],
    ['asks again after something else', ['failed'], {}, 'xyr', ['rerun']],
    ['asks about each step', ['edited', 'done', 'failed'], {}, 'ks', ['done', '-', 'skip']],
    ['keeps what was edited', ['edited', 'edited'], {}, 'k', ['done', 'done']],
  ])('%s', async (_name, found, options, typed, choices) => {
    const { decided, error } = await reviewed(found, options, typed);
    expect(error).toBeUndefined();
    const by = (choice: string): string => (choice === '-' ? '-' : `${choice} by operator`);
    expect(decided.slice(0, choices.length)).toEqual(choices.map(by));
  });

  it('does not ask what a flag decides', async () => {
    const options = { rerun: ['a'], skip: ['b@h1'] };
    const { decided, error } = await reviewed(['failed', 'edited', 'failed'], options);
    expect(error).toBeUndefined();
    expect(decided).toEqual(['rerun by flag', 'rerun by flag', 'skip by flag', '-']);
  });

  it('shows what changed', async () => {
    const { shown } = await reviewed(['edited'], {}, 'k');
    expect(shown).toContain('-  a old text');
    expect(shown).toContain('+  a new text');
    expect(shown).toContain('it stays done: the new text is not run');
  });

  it.each([
    ['a', 'given up: nothing was sent, the run is as it was'],
    ['', 'no answer: nothing was sent, the run is as it was'],
  ])('that is left with "%s" sends nothing', async (typed, message) => {
    const { error } = await reviewed(['failed'], {}, typed);
    expect(error).toMatchObject({ exitCode: 3, message });
  });

  it('that can ask nobody names the flags, and a command to type', async () => {
    const options = { nonInteractive: true, yes: true, transport: 'local' };
    const { error } = await reviewed(['failed', 'failed', 'edited', 'done'], options);
    expect(error?.exitCode).toBe(3);
    expect(error?.message).toMatchInlineSnapshot(`
      "3 steps need a decision, and nobody can be asked: nothing was sent
        a@h1 (failed): --done a@h1, --rerun a@h1 or --skip a@h1
        a@h2 (failed): --done a@h2, --rerun a@h2 or --skip a@h2
        b@h1 (done-but-edited): --done b@h1, --rerun b@h1 or --skip b@h1"
    `);
    expect(error?.hint).toMatchInlineSnapshot(`
      "to keep what was done, and run again what was not:
        runbook resume 2026-x --rerun a --done b@h1 --transport local --yes --non-interactive"
    `);
  });

  it('whose call decided something already repeats it: else the two would be asked in turn', async () => {
    const options = {
      ...{ nonInteractive: true, rerun: ['a@h1'], skip: ['b'], verbose: true },
      ...{ secretCommand: ["token=pass show 'it'"], report: ['md=run.md'], onFailure: 'undo' },
    };
    const { error } = await reviewed(['failed', 'failed', 'edited', 'edited'], options);
    expect(error?.hint).toMatchInlineSnapshot(`
      "to keep what was done, and run again what was not:
        runbook resume 2026-x --rerun a@h2 --rerun a@h1 --skip b --secret-command 'token=pass show '\\''it'\\''' --on-failure undo --report 'md=run.md' --non-interactive --verbose"
    `);
  });

  it('an answer holds only for what was asked', () => {
    const decisions = new Decisions({}, PLAN);
    decisions.answer({ id: 'a', host: 'h1' }, 'failed', 'skip');
    expect(decisions.of({ id: 'a', host: 'h1' }, 'unknown')).toBeUndefined();
    expect(decisions.of({ id: 'a', host: 'h1' }, 'failed')).toEqual({
      choice: 'skip',
      by: 'operator',
    });
  });
});
