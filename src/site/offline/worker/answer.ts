/** Answers requests from the cache: the server may be gone. */
import { cacheKey } from './fill.ts';
import { locate, type Manifest } from './locate.ts';

const NOT_FOUND = '404.html';
/** A server that doesn't answer must not keep a reader waiting for "no such page". */
const PATIENCE_MS = 5000;

/**
 * The answer to a request; undefined leaves it to the network.
 * @param root address of the site.
 * @param open this build's cache.
 */
export function answer(
  request: Request,
  root: string,
  manifest: Manifest,
  open: () => Promise<Cache>,
): Promise<Response> | undefined {
  const url = new URL(request.url);
  const address = url.origin + url.pathname;
  if (request.method !== 'GET' || !address.startsWith(root)) return undefined;
  const found = locate(address.slice(root.length), manifest);
  if (found.kind === 'file') return kept(found.file, request, root, open);
  if (request.mode !== 'navigate') return undefined;
  if (found.kind === 'folder') {
    return Promise.resolve(Response.redirect(`${address}/${url.search}`, 302));
  }
  return unknown(request, root, open);
}

async function kept(
  file: string,
  request: Request,
  root: string,
  open: () => Promise<Cache>,
): Promise<Response> {
  const response = await (await open()).match(cacheKey(root, file));
  // The browser may throw a cache away when its disk is full.
  return response ?? fetch(request);
}

/** A page that came with a newer build, when there is a server that has it. */
async function unknown(
  request: Request,
  root: string,
  open: () => Promise<Cache>,
): Promise<Response> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const live = await fetch(request, { signal }).catch(() => undefined);
  // A proxy without the server behind it answers with an error of its own.
  if (live && live.status < 500) return live;
  const page = await (await open()).match(cacheKey(root, NOT_FOUND));
  return page === undefined
    ? (live ?? Response.error())
    : new Response(page.body, { headers: page.headers, status: 404 });
}
