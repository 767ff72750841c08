/**
 * Takes a whole build into a cache of its own, or fails.
 *
 * Each file is compared with the hash that the build gave it: a server that is just being
 * updated, or a login page in front of it, can't put something else in.
 */
import type { Manifest } from './locate.ts';

/** How many files are under way at once: the page that is being read comes first. */
const AT_ONCE = 6;
const HASH_HEADER = 'x-content-hash';

/**
 * @param older caches of earlier builds: what hasn't changed since isn't loaded again.
 * @throws when a file can't be had as the build left it. What is there stays for the next try.
 */
export async function fill(
  cache: Cache,
  older: readonly Cache[],
  root: string,
  manifest: Manifest,
): Promise<void> {
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.keys(manifest).filter((file) => !there.has(cacheKey(root, file)));
  const take = async (): Promise<void> => {
    for (let file = missing.shift(); file !== undefined; file = missing.shift()) {
      const hash = manifest[file] as string;
      const found = (await unchanged(older, root, file, hash)) ?? (await load(root, file, hash));
      await cache.put(cacheKey(root, file), found);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
}

/** The address that a file is kept under. */
export function cacheKey(root: string, file: string): string {
  return root + file.split('/').map(encodeURIComponent).join('/');
}

async function unchanged(
  older: readonly Cache[],
  root: string,
  file: string,
  hash: string,
): Promise<Response | undefined> {
  for (const cache of older) {
    const response = await cache.match(cacheKey(root, file));
    if (response?.headers.get(HASH_HEADER) === hash) return response;
  }
  return undefined;
}

/** Pages by their folder first: some servers redirect from `index.html`. */
async function load(root: string, file: string, hash: string): Promise<Response> {
  const address = cacheKey(root, file);
  const addresses = [...new Set([address.replace(/\/index\.html$/, '/'), address])];
  for (const url of addresses) {
    const response = await fetch(url, { cache: 'no-cache' });
    const body = await response.arrayBuffer();
    if ((await hashOf(body)) !== hash) continue;
    const headers = new Headers(response.headers);
    headers.set(HASH_HEADER, hash);
    // The body is decompressed; and a page may not be shown from a redirected response.
    headers.delete('content-encoding');
    headers.delete('content-length');
    return new Response(body, { headers });
  }
  throw new Error(`${file} is not what the build made`);
}

/** The first 16 hexadecimal digits of SHA-256, as the build writes them. */
async function hashOf(body: ArrayBuffer): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body)).subarray(0, 8);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
