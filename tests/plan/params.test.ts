import { describe, expect, it } from 'vitest';
import { resolveParams, unknownParams } from '../../src/plan/params.ts';
import { fence, INVENTORY, page, runbook } from './support.ts';

/** A runbook with one parameter `p`, given as YAML in braces. */
function withParam(yaml: string) {
  return runbook(page(`targets: web\nparams:\n  p: ${yaml}`, fence('bash run id=a', 'true')));
}

describe('a value', () => {
  it.each([
    ['{}', 'anything at all'],
    ['{}', ''],
    ['{ type: number }', '-1.5'],
    ['{ type: boolean }', 'false'],
    ['{ type: address }', '192.0.2.1'],
    ['{ type: address }', '2001:db8::1'],
    ['{ type: host }', 'web1'],
    ['{ type: host }', 'sw2'],
    ["{ pattern: '[a-z]+' }", 'abc'],
    ["{ pattern: 'a|b' }", 'b'],
  ])('of %s may be "%s"', (yaml, p) => {
    const resolved = resolveParams({
      runbook: withParam(yaml),
      inventory: INVENTORY,
      given: { p },
    });
    expect(resolved).toEqual({ values: { p }, problems: [] });
  });

  it.each([
    ['{ type: number }', '1e3', 'a number'],
    ['{ type: number }', '', 'a number'],
    ['{ type: boolean }', 'yes', 'true or false'],
    ['{ type: address }', '192.0.2.300', 'an IP address, such as 192.0.2.10'],
    ['{ type: address }', '192.0.2', 'an IP address, such as 192.0.2.10'],
    ['{ type: address }', '1', 'an IP address, such as 192.0.2.10'],
    ['{ type: host }', 'web9', 'a host or a switch of the inventory'],
    ["{ pattern: '[a-z]+' }", 'abc1', 'the whole value matches [a-z]+'],
    ["{ pattern: 'a|b' }", 'ab', 'the whole value matches a|b'],
    ["{ pattern: '[a-z]+' }", 'abc\n; reboot', 'the whole value matches [a-z]+'],
  ])('of %s may not be "%s"', (yaml, p, expected) => {
    const resolved = resolveParams({
      runbook: withParam(yaml),
      inventory: INVENTORY,
      given: { p },
    });
    expect(resolved.problems).toMatchObject([
      { rule: 'param-value', expected, actual: JSON.stringify(p), place: { line: 5, column: 3 } },
    ]);
  });

  it('of a host gets a hint', () => {
    const given = { p: 'web9' };
    const { problems } = resolveParams({
      runbook: withParam('{ type: host }'),
      inventory: INVENTORY,
      given,
    });
    expect(problems[0]?.hint).toBe('did you mean "web1"?');
  });
});

describe('a default', () => {
  const inventory = INVENTORY;

  it('is a template over the inventory, the target and the parameters above it', () => {
    const head = `targets: web
params:
  net: { default: "{{ vlans.mgr.id }}" }
  label: { default: "{{ host.name }}-{{ params.net }}" }`;
    const book = runbook(page(head, fence('bash run id=a', 'true')));
    const { values } = resolveParams({ runbook: book, inventory, given: {}, host: 'web2' });
    expect(values).toEqual({ net: '7', label: 'web2-7' });
  });

  it('that names nothing is reported inside its quotes', () => {
    const book = withParam('{ default: "{{ vlans.mgmt.id }}" }');
    expect(resolveParams({ runbook: book, inventory, given: {} }).problems).toMatchObject([
      { rule: 'template-undefined', hint: 'did you mean "mgr"?', place: { line: 5, column: 27 } },
    ]);
  });

  it('is checked as a given value is, at its own place', () => {
    const book = withParam('{ type: number, default: "{{ vlans.mgr.title }}" }');
    expect(resolveParams({ runbook: book, inventory, given: {} }).problems).toMatchObject([
      { rule: 'param-value', actual: '"Management"', place: { line: 5, column: 32 } },
    ]);
  });

  it('that is missing is asked for', () => {
    const book = withParam('{ description: The thing }');
    expect(resolveParams({ runbook: book, inventory, given: {} }).problems).toMatchObject([
      {
        rule: 'missing-param',
        message: 'the parameter "p" needs a value: The thing',
        hint: 'give --var p=…',
      },
    ]);
  });
});

it('a name that the runbook does not declare is refused', () => {
  expect(unknownParams(withParam('{}'), { q: '1', p: '2' })).toMatchObject([
    { rule: 'unknown-param', hint: 'known: p' },
  ]);
});
