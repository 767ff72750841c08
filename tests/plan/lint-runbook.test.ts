import { describe, expect, it } from 'vitest';
import { lintRunbook } from '../../src/plan/lint-runbook.ts';
import { fence, INVENTORY, page, runbook } from './support.ts';

const lint = (head: string, ...sections: readonly string[]) =>
  lintRunbook(runbook(page(head, ...sections)), INVENTORY);

describe('a runbook', () => {
  it.each([
    ['without doubt', 'targets: web', 'echo {{ host.name }}'],
    [
      'whose parameters have no value yet',
      'targets: web\nparams:\n  n: { type: host }\n  c: { type: number }\n  a: { type: address }\n  b: { type: boolean }',
      'echo {{ hosts[params.n].address }} {{ params.c | plus: 1 }} {{ params.a }} {{ params.b }}',
    ],
    [
      'that quotes',
      'targets: web\nparams:\n  p: {}',
      'echo {{ params.p | sh }} {{ params.p | upcase | sh }}',
    ],
    [
      'whose pattern says what may come',
      "targets: web\nparams:\n  p: { pattern: '[a-z]+' }",
      'echo {{ params.p }}',
    ],
  ])('%s passes', (_, head, command) => {
    expect(lint(head, fence('bash run id=a', command))).toEqual([]);
  });

  it('that renders on some of its targets only says on which it does not', () => {
    expect(
      lint('targets: web,db', fence('bash run id=a', 'ping {{ host.address }}')),
    ).toMatchObject([{ severity: 'error', message: '"host" has no "address" (on db1)' }]);
  });

  it('with a free text in a command is doubted', () => {
    const text = fence('bash run id=a', 'true\n  echo {{ params.p }} {{ params.p | sh }}');
    expect(lint('targets: web1\nparams:\n  p: {}', text)).toMatchObject([
      { rule: 'param-unquoted', severity: 'warning', place: { line: 12, column: 8 } },
    ]);
  });

  it('with a secret in a command is doubted, and not in an answer', () => {
    const text = fence('bash run id=a', 'login {{ secrets.pw | sh }}');
    const answer = fence('text answer', 'Password: => {{ secrets.pw }}');
    expect(lint('targets: web1\nsecrets:\n  pw:', `${text}\n${answer}`)).toMatchObject([
      { rule: 'secret-in-command', severity: 'warning', place: { line: 10 } },
    ]);
  });

  it('with an expect block that accepts anything is doubted', () => {
    const text = `${fence('bash run id=a', 'true')}\n${fence('text expect', '…\n\n …')}`;
    expect(lint('targets: web1', text)).toMatchObject([
      { rule: 'expect-nothing', severity: 'warning' },
    ]);
  });
});
