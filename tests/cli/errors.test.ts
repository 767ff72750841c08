import type { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { CliError, report } from '../../src/cli/errors.ts';
import { EXIT, exitOfFailure } from '../../src/cli/exit-codes.ts';
import { ProblemError } from '../../src/problem/problem.ts';
import { ConnectError } from '../../src/transports/transport.ts';
import { testTerminal } from './support/terminal.ts';

const problem = { rule: 'r', severity: 'error', message: 'wrong', hint: 'do this' } as const;

it.each([
  ['problems', new ProblemError([problem]), EXIT.usage],
  [
    'a journal that can not be written',
    new ProblemError([{ ...problem, rule: 'journal-write' }]),
    EXIT.failed,
  ],
  ['our own end', new CliError(EXIT.stale, 'stale'), EXIT.stale],
  ['a changed host key', new ConnectError('host-key-changed', 'h', 'm', 'n'), EXIT.hostKey],
  ['an unknown host key', new ConnectError('host-key-unknown', 'h', 'm', 'n'), EXIT.hostKey],
  ['nobody there', new ConnectError('unreachable', 'h', 'm', 'n'), EXIT.unreachable],
  ['refused', new ConnectError('authentication', 'h', 'm', 'n'), EXIT.authentication],
  ['no such name', new ConnectError('resolution', 'h', 'm', 'n'), EXIT.resolution],
  ['a bug', new TypeError('x is not a function'), EXIT.failed],
])('%s has its exit code', (_what, error, code) => {
  expect(report(error, testTerminal().terminal, false)).toBe(code);
});

it('a bug is one line, and its stack only on demand', () => {
  const quiet = testTerminal();
  report(new TypeError('x is not a function'), quiet.terminal, false);
  expect(quiet.shown()).toBe(
    'error: internal error: x is not a function — please report it\n' +
      '  hint:     RUNBOOK_DEBUG=1 shows where it comes from\n',
  );
  const debug = testTerminal();
  report(new TypeError('x is not a function'), debug.terminal, true);
  expect(debug.shown()).toContain('errors.test.ts');
});

it.each([
  ['unreachable', 4],
  ['authentication', 8],
  ['configuration', 2],
  ['resolution', 9],
  ['host-key', 5],
  ['exit-code', 1],
  [undefined, 1],
] as const)('a step that failed for %s ends with %d', (reason, code) => {
  expect(exitOfFailure(reason)).toBe(code);
});

it.each([
  ['problems', new ProblemError([problem]), { ok: false, problems: [problem] }],
  ['our own end', new CliError(2, 'no', 'do this'), { ok: false, error: 'no', hint: 'do this' }],
  [
    'a wrong command line',
    Object.assign(new Error("error: unknown option '--x'"), { code: 'commander.unknownOption' }),
    { ok: false, error: "unknown option '--x'" },
  ],
  ['a bug', new TypeError('x is not a function'), { ok: false, error: 'x is not a function' }],
])('%s is one line of JSON where that was asked for', (_what, error, object) => {
  const { terminal } = testTerminal();
  report(error, terminal, false, true);
  const [line, ...more] = String((terminal.streams.stdout as unknown as Readable).read())
    .trimEnd()
    .split('\n');
  expect([JSON.parse(line ?? ''), more]).toEqual([object, []]);
});
