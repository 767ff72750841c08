import { describe, expect, it } from 'vitest';
import { completeStep } from '../../src/plan/complete-step.ts';
import { lintRunbook } from '../../src/plan/lint-runbook.ts';
import { buildPlan } from '../../src/plan/plan.ts';
import { findOutput, outputRefs, type RecordedOutputs } from '../../src/plan/step-outputs.ts';
import { blockVariants } from '../../src/plan/variants.ts';
import { formatProblem } from '../../src/problem/problem.ts';
import type { Runbook } from '../../src/runbook/model.ts';
import { namedPaths } from '../../src/template/names.ts';
import { fence, INVENTORY, page, runbook } from './support.ts';

const MAKE = fence('bash run id=make', 'echo id=7 >>"$RUNBOOK_OUTPUT"');
const use = (text: string) => fence('bash run id=use', text);

function planned(book: Runbook, selection: { steps?: string[] } = {}) {
  return buildPlan({ runbook: book, inventory: INVENTORY, params: {}, ...selection });
}

function problems(book: Runbook, selection: { steps?: string[] } = {}): string[] {
  const result = planned(book, selection);
  return result.ok ? [] : result.problems.map(formatProblem);
}

function stepOf(book: Runbook, id: string) {
  const result = planned(book);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  const found = result.plan.steps.find((step) => step.id === id);
  if (found?.action.kind !== 'run') throw new Error(`no run step ${id}`);
  return { ...found, script: found.action.command.script };
}

describe('the paths that a template names', () => {
  it.each<[string, string[][]]>([
    ['no name', []],
    [
      '{{ steps.a-b.key | sh }} {{ host.name }}',
      [
        ['steps', 'a-b', 'key'],
        ['host', 'name'],
      ],
    ],
    [`{{ steps['a.b']["k"] }}`, [['steps', 'a.b', 'k']]],
    ['{{ hosts[steps.a.k].address }}', [['hosts'], ['steps', 'a', 'k']]],
    [`{{ "steps.a.b" }}`, []],
    ['{{ not closed', []],
  ])('%s', (template, paths) => {
    expect(namedPaths(template)).toEqual(paths);
  });
});

describe('a value of an earlier step, at plan', () => {
  const book = runbook(
    page('targets: web1', MAKE, use('rm {{ steps.make.id | sh }} {{ steps.make.id }}')),
  );

  it('is a placeholder, and the step says what it waits for, once', () => {
    const step = stepOf(book, 'use');
    expect(step.script).toBe("rm '‹steps.make.id›' ‹steps.make.id›");
    expect(step.needs).toEqual([{ step: 'make', key: 'id' }]);
    expect(stepOf(book, 'make').needs).toBeUndefined();
  });

  it('is the same placeholder on the page', () => {
    const block = book.steps[1]?.action;
    if (!block) throw new Error('no block');
    expect(blockVariants(block, book, INVENTORY).map(({ text }) => text)).toEqual([
      "rm '‹steps.make.id›' ‹steps.make.id›",
    ]);
  });

  it('counts for each block and for the path', () => {
    const step = runbook(
      page(
        'targets: web1',
        MAKE,
        fence('ini put=/etc/{{steps.make.a}} id=b', '{{ steps.make.b }}') +
          fence('bash verify', 'test {{ steps.make.c | sh }}'),
      ),
    ).steps[1];
    expect(
      step &&
        outputRefs(step)
          .map(({ key }) => key)
          .sort(),
    ).toEqual(['a', 'b', 'c']);
  });
});

describe('a name that gives nothing is refused at plan, at its place', () => {
  const manual = fence('md manual id=click', '- [ ] Click.');
  it.each([
    ['unknown', [MAKE, use('x {{ steps.mak.id }}')], 'did you mean "make"?', '11:12'],
    ['later', [use('x {{ steps.make.id }}'), MAKE], 'the step "make" comes later', '8:12'],
    ['itself', [use('x {{ steps.use.id }}')], 'can not name what it gives itself', '8:12'],
    [
      'manual',
      [manual, use('x {{ steps.click.id }}')],
      'the step "click" runs no command',
      '14:12',
    ],
    ['whole step', [MAKE, use('x {{ steps.make }}')], "can't be printed", '14:3'],
  ])('%s', (_, sections, hint) => {
    const found = problems(runbook(page('targets: web1', ...sections)));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(hint);
    expect(found[0]).toMatch(/^runbooks\/test\.mdx:\d+:\d+: error/);
  });

  it('in an invariant: no step has been run', () => {
    const head = 'targets: web1\ninvariants:\n  - test {{ steps.make.id }}';
    expect(problems(runbook(page(head, MAKE)))[0]).toContain('only the blocks of a step');
  });

  it('when the step that gives it is left out of the selection', () => {
    const book = runbook(page('targets: web1', MAKE, use('x {{ steps.make.id }}')));
    expect(problems(book, { steps: ['use'] })[0]).toContain('not among those selected');
  });

  it('when it is another host that comes later', () => {
    const make = fence('bash run id=make on=web2', 'true');
    const other = fence('bash run id=use on=web1', 'x {{ steps.make.id }}');
    const first = fence('bash run id=first on=web1', 'true');
    const book = runbook(page('targets: web\norder: by-host', first, make, other));
    expect(problems(book)[0]).toContain('on web1, steps.make.id is needed before "make" is run');
  });

  it('when it could be that of several hosts', () => {
    const make = fence('bash run id=make on=web', 'true');
    const book = runbook(page('targets: db1', make, use('x {{ steps.make.id }}')));
    expect(problems(book)[0]).toContain('could be that of several hosts: web1, web2');
  });
});

describe('which value a step gets', () => {
  const given = (host: string, outputs: Record<string, string>, withheld?: string[]) =>
    ({ step: 'make', host, outputs, ...(withheld && { withheld }) }) satisfies RecordedOutputs;
  it.each<[string, RecordedOutputs[], string]>([
    ['its own', [given('web2', { id: '2' }), given('web1', { id: '1' })], '1'],
    ['that of the only host that has one', [given('web1', {}), given('web2', { id: '2' })], '2'],
    [
      'several, none its own',
      [given('a', { id: '1' }), given('b', { id: '2' })],
      'on several hosts (a, b)',
    ],
    ['a secret', [given('web1', {}, ['id'])], 'holds a secret: it was not kept'],
    ['another key', [given('web1', { no: '1' })], 'wrote no "id=…" to $RUNBOOK_OUTPUT on web1'],
    ['not run', [], 'has not been run, or was skipped'],
  ])('%s', (_, recorded, expected) => {
    const found = findOutput(recorded, 'web1', { step: 'make', key: 'id' });
    expect(found.ok ? found.value : found.why).toContain(expected);
  });
});

describe('just before the step', () => {
  const book = runbook(page('targets: web1', MAKE, use('rm {{ steps.make.id | sh }}')));
  const request = { runbook: book, inventory: INVENTORY, params: {} };
  const recorded = (id: string) => [{ step: 'make', host: 'web1', outputs: { id } }];

  it('its texts hold the value, quoted, and its hash is that of the plan', () => {
    const planned = stepOf(book, 'use');
    const done = completeStep(request, planned, recorded("it's; rm -rf /"));
    if (!done.ok || done.step.action.kind !== 'run') throw new Error('not completed');
    expect(done.step.action.command.script).toBe("rm 'it'\\''s; rm -rf /'");
    expect(done.step.hash).toBe(planned.hash);
  });

  it('what is missing is a problem at its place', () => {
    const done = completeStep(request, stepOf(book, 'use'), []);
    expect(done.ok ? [] : done.problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        /^runbooks\/test\.mdx:\d+:\d+: error: .*"id".*\n.*make has not been run/s,
      ),
    ]);
  });

  it('a value is text, never a template', () => {
    const done = completeStep(request, stepOf(book, 'use'), recorded('{{ host.name }}'));
    if (!done.ok || done.step.action.kind !== 'run') throw new Error('not completed');
    expect(done.step.action.command.script).toBe("rm '{{ host.name }}'");
  });
});

describe('lint', () => {
  it.each([
    ['rm {{ steps.make.id }}', ['output-unquoted']],
    ['rm {{ steps.make.id | sh }}', []],
  ])('%s', (text, rules) => {
    const book = runbook(page('targets: web1', MAKE, use(text)));
    expect(lintRunbook(book, INVENTORY).map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('a revert', () => {
  it.each([
    ['revert=90s timeout=1m', 'verify retries=15', ['revert-hasty']],
    ['revert=91s timeout=1m', 'verify retries=15', []],
    ['revert=1s', 'verify', []],
  ])('%s, %s', (options, verify, rules) => {
    const blocks = fence(`bash ${verify}`, 'true') + fence('bash undo', 'true');
    const book = runbook(page('targets: web1', fence(`bash run id=a ${options}`, 'true') + blocks));
    expect(lintRunbook(book, INVENTORY).map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('what guards a change', () => {
  it.each([
    ['revert=90s', "can't be made to go back by itself yet"],
    ['reboots', "can't be told yet"],
  ])('%s is refused on a switch', (option, message) => {
    const section = fence(`ios run id=a on=sw1 ${option}`, 'reload') + fence('ios undo', 'x');
    expect(problems(runbook(page('targets: web1', section)))[0]).toContain(message);
  });
});
