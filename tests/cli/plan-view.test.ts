import pc from 'picocolors';
import { expect, it } from 'vitest';
import { planLines } from '../../src/cli/plan-view.ts';
import { command, planOf, step } from '../executor/support.ts';

const view = { colors: pc.createColors(false), lines: false };

it('tells what must hold around each changing step, once for hosts that are alike', () => {
  const alike = [command('test -d /srv'), command('true')];
  const invariants = { web1: alike, web2: alike, db1: [command('pg_isready')], sw1: [] };
  const hosts = ['web1', 'web2', 'db1'];
  const steps = hosts.map((host) => step('a', `do it on ${host}`, { host, hash: host }));
  expect(planLines(planOf(steps, { invariants }), view).slice(0, 9)).toEqual([
    '',
    'Before and after each changing step [web1, web2]',
    '  holds   test -d /srv',
    '  holds   true',
    '',
    'Before and after each changing step [db1]',
    '  holds   pg_isready',
    '',
    expect.stringMatching(/^\[1\/1\] .* \[web1\]$/),
  ]);
});
