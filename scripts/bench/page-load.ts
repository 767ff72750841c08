/** What a browser really asks for when it opens a page, with nothing kept from before. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

export interface Counted {
  readonly origin: string;
  /** Bytes of the answers, as they are sent. */
  sent: number;
  close(): Promise<void>;
}

/** Serves a folder on loopback, compressed, and counts. */
export async function countingServer(root: string): Promise<Counted> {
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = found(root, decodeURI(pathname));
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const plain = readFileSync(file);
    const body = type.startsWith('font/') ? plain : gzipSync(plain, { level: 9 });
    counted.sent += body.length;
    const encoding = body === plain ? {} : { 'content-encoding': 'gzip' };
    response.writeHead(200, { 'content-type': type, ...encoding }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const counted: Counted = {
    origin: `http://127.0.0.1:${port}`,
    sent: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return counted;
}

function found(root: string, path: string): string | undefined {
  const file = join(root, normalize(path));
  if (!file.startsWith(root) || !existsSync(file)) return undefined;
  const whole = statSync(file).isDirectory() ? join(file, 'index.html') : file;
  return existsSync(whole) ? whole : undefined;
}

/**
 * Bytes of opening a page until nothing more is asked for. The service worker is left out:
 * it fetches the whole site, afterwards and once.
 * @param ready selector of what must be there in the end
 */
export async function bytesOfLoad(
  browser: Browser,
  server: Counted,
  address: string,
  ready: string,
): Promise<number> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const before = server.sent;
  await page.goto(server.origin + address, { waitUntil: 'networkidle' });
  await page.waitForSelector(ready, { state: 'attached', timeout: 60_000 });
  const bytes = server.sent - before;
  await context.close();
  return bytes;
}
