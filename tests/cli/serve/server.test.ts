/** A real server on loopback, asked byte by byte: clients of the library tidy addresses up. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSiteServer } from '../../../src/cli/serve/server.ts';

const HEADERS =
  '/*\n  X-Content-Type-Options: nosniff\n  Cache-Control: no-cache\n/_astro/*\n  Cache-Control: immutable\n/sw.js\n  Cache-Control: no-store\n';
const LONG = '<p>long</p>'.repeat(400);

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

describe('the server of a site', () => {
  const parent = mkdtempSync(join(tmpdir(), 'runbook-serve-'));
  const folder = join(parent, 'site');
  let server: Server;
  let port: number;

  beforeAll(async () => {
    mkdirSync(join(folder, 'network'), { recursive: true });
    mkdirSync(join(folder, '_astro'));
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(parent, 'site-2'));
    writeFileSync(join(folder, 'index.html'), 'home');
    writeFileSync(join(folder, '404.html'), 'no such page');
    writeFileSync(join(folder, 'network/index.html'), LONG);
    writeFileSync(join(folder, '_astro/a.js'), 'a');
    writeFileSync(join(folder, 'sw.js'), 'w');
    writeFileSync(join(folder, '_headers'), HEADERS);
    writeFileSync(join(folder, '.env'), 'secret');
    writeFileSync(join(parent, 'secret.txt'), 'secret');
    writeFileSync(join(parent, 'site-2/secret.txt'), 'secret');
    symlinkSync(join(parent, 'secret.txt'), join(folder, 'out.txt'));
    symlinkSync(parent, join(folder, 'up'));
    symlinkSync(join(folder, 'sw.js'), join(folder, 'inside.js'));
    server = createSiteServer({ folder, local: true });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    rmSync(parent, { recursive: true });
  });

  function ask(
    target: string,
    { method = 'GET', host = 'localhost', more = '' } = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('error', reject);
      socket.on('end', () => {
        const all = Buffer.concat(chunks);
        const end = all.indexOf('\r\n\r\n');
        const [first = '', ...lines] = all.subarray(0, end).toString().split('\r\n');
        const headers = Object.fromEntries(
          lines.map((line) => [
            line.slice(0, line.indexOf(':')).toLowerCase(),
            line.slice(line.indexOf(':') + 2),
          ]),
        );
        resolve({ status: Number(first.split(' ')[1]), headers, body: all.subarray(end + 4) });
      });
      socket.write(`${method} ${target} HTTP/1.0\r\nHost: ${host}\r\n${more}\r\n`);
    });
  }

  it.each([
    ['/', 200, 'home'],
    ['/index.html', 200, 'home'],
    ['/network/', 200, LONG],
    ['/network/?a=b', 200, LONG],
    ['/inside.js', 200, 'w'],
    ['/nothing/', 404, 'no such page'],
    ['/empty/', 404, 'no such page'],
    ['/empty', 404, 'no such page'],
    ['/sw.js/', 404, 'no such page'],
    ['/_headers', 404, 'no such page'],
  ])('answers %s with %i', async (target, status, body) => {
    const reply = await ask(target);
    expect([reply.status, reply.body.toString()]).toEqual([status, body]);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    '/../secret.txt',
    '/network/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsite-2/secret.txt',
    '/%252e%252e/secret.txt',
    '/..%252fsecret.txt',
    '/..%255csecret.txt',
    '/../site-2/secret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/out.txt',
    '/up/secret.txt',
    '/up/site-2/secret.txt',
    '/.env',
    '/%2eenv',
    '/secret.txt%00.html',
    '//secret.txt',
  ])('gives nothing from outside for %s', async (target) => {
    const { status, body } = await ask(target);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('secret');
  });

  it.each([
    ['/network', '/network/'],
    ['/network?a=b', '/network/?a=b'],
  ])('sends %s to %s', async (target, location) => {
    const { status, headers } = await ask(target);
    expect([status, headers.location]).toEqual([302, location]);
  });

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/_astro/a.js', 'text/javascript; charset=utf-8', 'immutable'],
    ['/_astro/gone.js', 'text/html; charset=utf-8', 'no-cache'],
    ['/sw.js', 'text/javascript; charset=utf-8', 'no-store'],
  ])('says of %s: %s, %s', async (target, type, cache) => {
    const { headers } = await ask(target);
    expect([headers['content-type'], headers['cache-control']]).toEqual([type, cache]);
  });

  it('answers HEAD with the headers alone, and nothing else than GET and HEAD', async () => {
    const head = await ask('/', { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '4', 0]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const { status, headers } = await ask('/', { method });
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it('refuses a name that was made to point here', async () => {
    const { status, body } = await ask('/', { host: `evil.example:${port}` });
    expect(status).toBe(421);
    expect(body.toString()).not.toContain('home');
  });

  it('gives the whole of a file to who asks for a part', async () => {
    const { status, body } = await ask('/', { more: 'Range: bytes=1-2\r\n' });
    expect([status, body.toString()]).toEqual([200, 'home']);
  });

  it('sends a page again only when it has changed', async () => {
    const { headers } = await ask('/');
    const again = await ask('/', { more: `If-None-Match: ${headers.etag}\r\n` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    writeFileSync(join(folder, 'index.html'), 'another home');
    expect((await ask('/', { more: `If-None-Match: ${headers.etag}\r\n` })).status).toBe(200);
    writeFileSync(join(folder, 'index.html'), 'home');
  });

  it('compresses for who can read that', async () => {
    const { headers, body } = await ask('/network/', { more: 'Accept-Encoding: gzip\r\n' });
    expect([headers['content-encoding'], headers.vary]).toEqual(['gzip', 'Accept-Encoding']);
    expect(gunzipSync(body).toString()).toBe(LONG);
  });

  it('serves a site that was built for a folder under that folder', async () => {
    writeFileSync(join(folder, '_headers'), HEADERS.replaceAll(/^\//gm, '/docs/'));
    expect((await ask('/docs/')).body.toString()).toBe('home');
    expect((await ask('/')).headers.location).toBe('/docs/');
    expect((await ask('/docs')).headers.location).toBe('/docs/');
    expect((await ask('/docs/network')).headers.location).toBe('/docs/network/');
    expect((await ask('/network/')).status).toBe(404);
    expect((await ask('/docs/_headers')).status).toBe(404);
    expect((await ask('/docs/../secret.txt')).status).toBe(404);
    writeFileSync(join(folder, '_headers'), HEADERS);
  });
});
