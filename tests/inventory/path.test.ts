import { describe, expect, it } from 'vitest';
import { dotted, parsePath, valueAt } from '../../src/inventory/path.ts';

const DATA = { hosts: { node1: { nics: { 'eth0.997': { mtu: 9000 }, eth0: {} }, roles: ['x'] } } };

describe('parsePath', () => {
  it.each([
    ['hosts.node1.nics.eth0', ['hosts', 'node1', 'nics', 'eth0']],
    ['hosts.node1.nics.eth0.997', ['hosts', 'node1', 'nics', 'eth0.997']],
    ['hosts.node1.nics.eth0.997.mtu', ['hosts', 'node1', 'nics', 'eth0.997', 'mtu']],
    ['hosts.node1.roles.0', ['hosts', 'node1', 'roles', 0]],
    ['hosts.node9.a.b', ['hosts', 'node9', 'a', 'b']],
  ])('%s', (text, expected) => {
    expect(parsePath(text, DATA)).toEqual(expected);
  });
});

describe('valueAt', () => {
  it.each([
    [['hosts', 'node1', 'roles', 0], 'x'],
    [['hosts', 'node9', 'roles'], undefined],
    [['hosts', 'constructor'], undefined],
    [['hosts', 'node1', 'roles', 0, 'length'], undefined],
  ])('%j', (path, expected) => {
    expect(valueAt(DATA, path)).toEqual(expected);
  });
});

it('writes a path as authors do', () => {
  expect(dotted(['cables', 3, 'a'])).toBe('cables[3].a');
});
