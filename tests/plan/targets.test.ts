import { describe, expect, it } from 'vitest';
import { platformOf, resolveSelector } from '../../src/plan/targets.ts';
import { INVENTORY } from './support.ts';

const PLACE = { file: 'runbooks/test.mdx', line: 4, column: 10 };

describe('a selector', () => {
  it.each([
    ['web1', ['web1']],
    ['web', ['web1', 'web2']],
    ['db,web', ['db1', 'web1', 'web2']],
    ['web2, web', ['web2', 'web1']],
    ['core , spare', ['sw1', 'web2']],
    [' sw2,', ['sw2']],
    ['all', ['web1', 'web2', 'db1', 'sw1', 'sw2']],
    ['web*', ['web1', 'web2']],
    ['?w1,*b1', ['sw1', 'web1', 'db1']],
    ['w.b*,web1', undefined],
    ['web,!web2', ['web1']],
    ['!web2,web', ['web1']],
    ['all, !sw*, ! db', ['web1', 'web2']],
    ['!web', ['db1', 'sw1', 'sw2']],
    ['web1,!db1', ['web1']],
  ])('%s gives %j', (selector, hosts) => {
    const selected = resolveSelector(selector, INVENTORY, PLACE);
    expect(selected.ok ? selected.hosts : undefined).toEqual(hosts);
  });

  it.each([
    ['web,!web3', 'unknown-target', 'no host, switch or role "web3"', 14, 'did you mean "web1"?'],
    ['mail*', 'unknown-target', 'no host or switch that matches "mail*"', 10, 'known: web1, web2'],
    ['web1, !', 'unknown-target', 'no host, switch or role ""', 16, 'known:'],
    ['web,!all', 'targets-empty', '"web,!all" leaves no target', 10, 'a part without "!" adds'],
    ['!all', 'targets-empty', '"!all" leaves no target', 10, 'a part without "!" adds'],
  ])('%s is refused: %s', (selector, rule, message, column, hint) => {
    const selected = resolveSelector(selector, INVENTORY, PLACE);
    expect(selected.ok ? [] : selected.problems).toEqual([
      expect.objectContaining({
        ...{ rule, message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
        place: { ...PLACE, column },
      }),
    ]);
  });

  it('a name wins over a role, and over "all"', () => {
    const hosts = { all: { roles: [] }, n1: { roles: ['n2'] }, n2: { roles: [] } };
    const inventory = { ...INVENTORY, hosts, switches: {} } as unknown as typeof INVENTORY;
    const chosen = (selector: string) => resolveSelector(selector, inventory, PLACE);
    expect(chosen('all')).toEqual({ ok: true, hosts: ['all'] });
    expect(chosen('n2')).toEqual({ ok: true, hosts: ['n2'] });
  });

  it('points at each part that is nothing, with the nearest name', () => {
    expect(resolveSelector('web, dbb,  constructor', INVENTORY, PLACE)).toMatchObject({
      ok: false,
      problems: [
        {
          rule: 'unknown-target',
          message: 'the inventory has no host, switch or role "dbb"',
          place: { line: 4, column: 15 },
          hint: 'did you mean "db1"?',
        },
        { message: expect.stringContaining('"constructor"'), place: { column: 21 } },
      ],
    });
  });
});

it.each([
  ['web1', 'posix'],
  ['sw1', 'cisco-ios'],
  ['sw2', 'unknown'],
  ['nobody', undefined],
  ['toString', undefined],
])('the platform of %s is %s', (name, platform) => {
  expect(platformOf(name, INVENTORY)).toBe(platform);
});
