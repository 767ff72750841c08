/** When Astro must be told that a component's path is absolute; that it then builds: init.test.ts. */
import { expect, it } from 'vitest';
import { absoluteComponents } from '../../src/site/absolute.ts';

it.each([
  ['/srv/doc', '/opt/runbook', 1],
  ['/srv/doc', '/srv/runbook', 0],
  ['/srv/doc', '/srv/doc', 0],
  ['/SRV/doc', '/srv/runbook', 0],
])('a site in %s, this code in %s: %i plugins', (site, engine, plugins) => {
  expect(absoluteComponents(site, engine)).toHaveLength(plugins);
});
