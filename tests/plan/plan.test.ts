import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/model.ts';
import { buildPlan, type PlanRequest } from '../../src/plan/plan.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { fence, INVENTORY, page, runbook } from './support.ts';

type Rest = Partial<Omit<PlanRequest, 'runbook'>>;

function plan(text: string, rest: Rest = {}): Plan {
  const result = buildPlan({ runbook: runbook(text), inventory: INVENTORY, params: {}, ...rest });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.plan;
}

function problems(text: string, rest: Rest = {}): readonly Problem[] {
  const result = buildPlan({ runbook: runbook(text), inventory: INVENTORY, params: {}, ...rest });
  if (result.ok) throw new Error('it was planned');
  return result.problems;
}

const ids = ({ steps }: Plan) => steps.map(({ id, host }) => `${id}@${host}`).join(' ');

const TWO = [fence('bash run id=a', 'true'), fence('bash run id=b on=web2,db', 'true')] as const;

describe('order', () => {
  it.each([
    ['by-step', 'a@web1 a@web2 b@web2 b@db1'],
    ['by-host', 'a@web1 a@web2 b@web2 b@db1'],
  ])('%s', (order, expected) => {
    expect(ids(plan(page(`targets: web\norder: ${order}`, ...TWO)))).toBe(expected);
  });

  it('by-host finishes a target before the next', () => {
    const steps = [fence('bash run id=a', 'true'), fence('bash run id=b', 'true')];
    expect(ids(plan(page('targets: web\norder: by-host', ...steps)))).toBe(
      'a@web1 b@web1 a@web2 b@web2',
    );
    expect(ids(plan(page('targets: web', ...steps)))).toBe('a@web1 a@web2 b@web1 b@web2');
  });
});

describe('selection', () => {
  const text = page('targets: web', ...TWO, fence('bash run id=c', 'true'));

  it.each<[string, Rest, string]>([
    ['one step', { steps: ['b'] }, 'b@web2 b@db1'],
    ['two steps, in the order of the page', { steps: ['c', 'a'] }, 'a@web1 a@web2 c@web1 c@web2'],
    ['from a step on', { startAt: 'b' }, 'b@web2 b@db1 c@web1 c@web2'],
    ['a target', { limit: 'web1' }, 'a@web1 c@web1'],
    ['a role', { limit: 'spare,db' }, 'a@web2 b@web2 b@db1 c@web2'],
    ['all three', { limit: 'web2', startAt: 'b', steps: ['a', 'c'] }, 'c@web2'],
  ])('%s', (_, rest, expected) => {
    expect(ids(plan(text, rest))).toBe(expected);
  });

  it.each<[string, Rest, Partial<Problem>]>([
    [
      'an unknown step',
      { steps: ['a', 'bx'] },
      { rule: 'unknown-step', hint: 'did you mean "b"?' },
    ],
    [
      'an unknown first step',
      { startAt: 'zzzzzz' },
      { rule: 'unknown-step', hint: 'known: a, b, c' },
    ],
    [
      'an unknown target',
      { limit: 'web3' },
      { rule: 'unknown-target', hint: 'did you mean "web1"?' },
    ],
    [
      'a target of no step',
      { limit: 'sw1' },
      { rule: 'limit', expected: 'some of its targets: web1, web2, db1' },
    ],
    ['nothing', { limit: 'web1', steps: ['b'] }, { rule: 'selection-empty' }],
  ])('%s is refused', (_, rest, problem) => {
    expect(problems(text, rest)).toMatchObject([problem]);
  });
});

describe('a planned step', () => {
  const text = page(
    'targets: web1\nsecrets:\n  pw:',
    [
      fence('bash run id=all sudo timeout=90s rerun=safe', 'echo {{ host.address }}'),
      fence('sh check', 'test {{ host.name | sh }} = web1'),
      fence('bash verify retries=2', 'true'),
      fence('bash undo sudo', 'false'),
      fence('text expect', '192.0.2.11\n…'),
      fence(
        'text answer',
        'Password for {{ host.name }}: *$ => {{ secrets.pw }}\n(yes/no) => yes => no',
      ),
    ].join('\n'),
    fence(
      'ini put="/etc/{{ host.name }}.conf" id=file mode=600 owner=root sudo',
      'a = {{ vlans.mgr.id }}',
    ),
    fence('text put=/etc/empty id=empty', ''),
    fence('md manual id=gui', '- [ ] open {{ host.name }}\n  and wait\n- [x] click'),
    fence('bash run id=look readonly', 'true'),
  );
  const steps = plan(text).steps;
  const step = (id: string) => steps.find((candidate) => candidate.id === id);

  it('has its commands, quoted and with their shell', () => {
    expect(step('all')).toMatchObject({
      host: 'web1',
      title: 'Step 1',
      changing: true,
      rerunSafe: true,
      action: {
        kind: 'run',
        command: {
          script: 'echo 192.0.2.11',
          line: expect.stringMatching(
            /^sh -c .* sh bash --norc -euo pipefail -c 'echo 192\.0\.2\.11'$/,
          ),
          timeoutMs: 90_000,
          place: { line: 10, column: 1 },
        },
        answers: [
          { prompt: 'Password for web1: *$', reply: '‹secret:pw›' },
          { prompt: '(yes/no)', reply: 'yes => no' },
        ],
      },
      check: { line: "sh -eu -c 'test web1 = web1'" },
      verify: { retries: 2, everyMs: 2000, line: 'bash --norc -euo pipefail -c true' },
      undo: { script: 'false' },
      expect: ['192.0.2.11', '…'],
    });
  });

  it.each([
    [
      'file',
      {
        kind: 'put',
        file: {
          path: '/etc/web1.conf',
          content: 'a = 7\n',
          mode: '600',
          owner: 'root',
          sudo: true,
        },
      },
    ],
    ['empty', { kind: 'put', file: { path: '/etc/empty', content: '', sudo: false } }],
    ['gui', { kind: 'manual', items: ['open web1\n  and wait', 'click'] }],
  ])('%s has its action', (id, action) => {
    expect(step(id)?.action).toEqual(action);
  });

  it.each([
    ['all', true],
    ['file', true],
    ['gui', false],
    ['look', false],
  ])('%s is changing: %s', (id, changing) => {
    expect(step(id)?.changing).toBe(changing);
  });
});

describe('problems', () => {
  it('of all steps and targets come together, once each, and say on which targets', () => {
    const text = page(
      'targets: web,db\nparams:\n  p: {}',
      fence('bash run id=a', 'echo {{ host.adress }} {{ params.p }}\necho {{ host.address }}'),
      fence('bash run id=b on=wep', 'true'),
    );
    expect(problems(text, { params: { q: '1' } })).toMatchObject([
      { rule: 'unknown-param' },
      { rule: 'missing-param', place: { line: 5 } },
      { message: '"host" has no "adress"', place: { line: 11, column: 14 } },
      {
        message: '"host" has no "address" (on db1)',
        place: { line: 12, column: 14 },
        hint: 'not known yet (hosts.db1.ports.mgr.address): Nobody has read it yet.',
      },
      { rule: 'unknown-target', place: { line: 18, column: 21 } },
    ]);
  });

  it.each([
    [
      'a shell on a switch',
      'bash run id=a on=sw1',
      '"sw1" (cisco-ios) can\'t run the language "bash"',
    ],
    ['IOS on a host', 'ios run id=a on=web1', '"web1" (posix) can\'t run the language "ios"'],
    ['sudo on a switch', 'ios run id=a on=sw1 sudo', 'there is no sudo on "sw1" (cisco-ios)'],
    [
      'a file on a switch',
      'text put=/x/y id=a on=sw1',
      'no file can be written on "sw1" (cisco-ios)',
    ],
    [
      'an unknown platform',
      'bash run id=a on=sw2',
      'the inventory doesn\'t say which platform "sw2" is',
    ],
    [
      'a path that comes out relative',
      'text put="{{ host.name }}/x" id=a on=web1',
      'this is not an absolute path of a file',
    ],
  ])('%s', (_, head, message) => {
    expect(problems(page('', fence(head, 'x')))).toMatchObject([{ message, place: { line: 8 } }]);
  });

  it('a prompt that its values break', () => {
    const answer = fence('text answer', 'from ({{ host.name }} => yes');
    expect(
      problems(page('targets: web1', `${fence('bash run id=a', 'x')}\n${answer}`)),
    ).toMatchObject([
      { rule: 'answer', message: expect.stringContaining('not a regular expression') },
    ]);
  });
});

it('a command on a switch is the plain text of its command line', () => {
  const [step] = plan(page('targets: core', fence('ios run id=a readonly', 'show version'))).steps;
  expect(step?.action).toMatchObject({ command: { script: 'show version', line: 'show version' } });
});

it('parameters that differ between targets are left out of those of the run', () => {
  const head =
    'targets: web\nparams:\n  own: { default: "{{ host.name }}" }\n  all: { default: 1 }';
  const built = plan(page(head, fence('bash run id=a', 'echo {{ params.own }} {{ params.all }}')));
  expect(built.params).toEqual({ all: '1' });
  expect(built.steps.map(({ action }) => action.kind === 'run' && action.command.script)).toEqual([
    'echo web1 1',
    'echo web2 1',
  ]);
});

it('only what the selected steps name needs a value', () => {
  const head = `targets: web1
params:
  base: {}
  next: { default: "{{ params.base }}/x" }
  other: {}
secrets:
  pw:
  unused:`;
  const text = page(
    head,
    fence('bash run id=a', 'true'),
    fence('bash run id=b', "echo {{ params['next'] }}"),
    `${fence('bash run id=c', 'login')}\n${fence('text answer', ': => {{ secrets.pw }}')}`,
  );
  expect(plan(text, { steps: ['a'] })).toMatchObject({ params: {}, secrets: [] });
  expect(plan(text, { steps: ['c'] })).toMatchObject({ params: {}, secrets: ['pw'] });
  expect(problems(text, { steps: ['b'] }).map(({ message }) => message)).toEqual([
    'the parameter "base" needs a value',
  ]);
  const given = { base: '1', other: '2' };
  expect(plan(text, { steps: ['b'], params: given }).params).toEqual({ ...given, next: '1/x' });
});

it('invariants are commands of each host, and none of a switch', () => {
  const head = 'targets: web1,sw1\ninvariants:\n  - ping -c1 {{ host.address }}';
  const built = plan(page(head, fence('md manual id=a', 'look')));
  expect(built.invariants).toEqual({
    web1: [
      {
        script: 'ping -c1 192.0.2.11',
        line: "sh -eu -c 'ping -c1 192.0.2.11'",
        lang: 'sh',
        place: { file: 'runbooks/test.mdx', line: 5, column: 5 },
      },
    ],
  });
});

it('a rendered configuration is named by its target', () => {
  const text = page('targets: web', fence('text put=/etc/x id=a', "{{ configs['x.conf'] }}"));
  const configs = { web1: { 'x.conf': 'one' }, web2: { 'x.conf': 'two' } };
  expect(
    plan(text, { configs }).steps.map(({ action }) => action.kind === 'put' && action.file.content),
  ).toEqual(['one\n', 'two\n']);
  expect(problems(text, { configs: { web1: { 'x.conf': '1' } } })).toMatchObject([
    { message: '"configs" has no "x.conf" (on web2)' },
  ]);
});

describe('the hashes', () => {
  const page1 = (command: string, head = '') =>
    page(
      `targets: web1\nsecrets:\n  pw:\nparams:\n  p: { default: x }${head}`,
      fence('bash run id=a timeout=1m', command),
    );
  const hashes = (text: string, rest: Rest = {}) => {
    const [{ hash, sourceHash }] = plan(text, rest).steps as [Plan['steps'][number]];
    return { hash, sourceHash };
  };
  const base = hashes(page1('echo {{ params.p }} {{ secrets.pw }}'));

  it('do not depend on the secrets', () => {
    const text = page1('echo {{ params.p }} {{ secrets.pw }}');
    expect(hashes(text, { secrets: { pw: 'hunter2' } })).toEqual(base);
    const [step] = plan(text, { secrets: { pw: 'hunter2' } }).steps;
    expect(step?.action).toMatchObject({ command: { script: 'echo x hunter2' } });
  });

  it('do not depend on the place in the page, nor on how long a step may take', () => {
    const moved = page1('echo {{ params.p }} {{ secrets.pw }}', '\norder: by-host').replace(
      '1m',
      '2m',
    );
    expect(hashes(moved)).toEqual(base);
  });

  it('the rendered one follows the values, the source stays', () => {
    const other = hashes(page1('echo {{ params.p }} {{ secrets.pw }}'), { params: { p: 'y' } });
    expect(other.sourceHash).toBe(base.sourceHash);
    expect(other.hash).not.toBe(base.hash);
  });

  it('both follow the text', () => {
    const other = hashes(page1('echo {{ params.p }}  {{ secrets.pw }}'));
    expect(other.sourceHash).not.toBe(base.sourceHash);
    expect(other.hash).not.toBe(base.hash);
  });
});

describe('a script that no host takes', () => {
  const script = (lines: number) => Array.from({ length: lines }, () => `echo 'x'`).join('\n');
  const text = (lines: number) => page('targets: web1', fence('bash run id=a', script(lines)));

  it('is refused before anything is sent: Linux takes 128 kB in one argument', () => {
    expect(problems(text(12_000))).toMatchObject([
      {
        rule: 'plan-block',
        message: expect.stringMatching(/^this makes a command line of \d+ bytes/),
      },
    ]);
  });

  it('may be long', () => {
    expect(plan(text(6_000)).steps).toHaveLength(1);
  });
});
