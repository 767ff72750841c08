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
  ])('%s gives %j', (selector, hosts) => {
    expect(resolveSelector(selector, INVENTORY, PLACE)).toEqual({ ok: true, hosts });
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
