import { expect, it } from 'vitest';
import { gapHint } from '../../src/plan/gap-hint.ts';
import { INVENTORY } from './support.ts';

const HINT = 'not known yet (hosts.db1.ports.mgr.address): Nobody has read it yet.';

it.each<[string, string | undefined, string | undefined]>([
  ['hosts.db1.ports.mgr.address', undefined, HINT],
  ['host.ports.mgr.address', 'db1', HINT],
  ['host.address', 'db1', HINT],
  ['hosts.db1.address', undefined, HINT],
  ['host.address', 'web1', undefined],
  ['host.address', undefined, undefined],
  ['hosts.nobody.address', undefined, undefined],
  ['vlans.mgr.subnet', 'db1', undefined],
])('%s on %s', (path, host, hint) => {
  expect(gapHint(path.split('.'), INVENTORY, host)).toBe(hint);
});
