/** A site whose `_headers` can not be read for a moment, as while it is built anew. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createSiteServer } from '../../../src/cli/serve/server.ts';
import { scratch } from '../../executor/support.ts';

async function serving(folder: string): Promise<() => Promise<Response>> {
  const server = createSiteServer({ folder, local: true });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return () => fetch(`http://127.0.0.1:${port}/`);
}

it('goes on with the headers that it knew', async () => {
  const folder = scratch();
  const file = join(folder, '_headers');
  writeFileSync(join(folder, 'index.html'), 'home');
  writeFileSync(file, '/*\n  X-Content-Type-Options: nosniff\n');
  const ask = await serving(folder);
  await ask();
  rmSync(file);
  // There, and not to be read.
  mkdirSync(file);
  const { status, headers } = await ask();
  expect([status, headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
});

it('says so where it never knew any', async () => {
  const folder = scratch();
  mkdirSync(join(folder, '_headers'));
  const ask = await serving(folder);
  expect((await ask()).status).toBe(503);
});
