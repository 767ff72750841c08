/** What a request gets: the one function that decides. Reads the folder, sends nothing. */
import type { Stats } from 'node:fs';
import { find } from './find-fs.ts';
import { basePath, type HeaderRule } from './header-rules.ts';
import { namesThisMachine, requestedPath } from './request.ts';

/** Beside the site's files, for servers; not one of them. */
export const HEADERS_FILE = '_headers';
const SERVER_FILES = new Set([HEADERS_FILE, '_nginx.conf']);
const NOT_FOUND_PAGE = '404.html';

export interface Asked {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly host: string | undefined;
}

export interface Served {
  /** Absolute path of the built site. */
  readonly folder: string;
  /** Only for requests that name this machine: the server listens on loopback. */
  readonly local: boolean;
  readonly rules: readonly HeaderRule[];
}

export type Answer =
  | { readonly status: 200 | 404; readonly file: string; readonly stats: Stats }
  | { readonly status: 302; readonly location: string }
  | { readonly status: 404 | 405 | 421 | 503; readonly text: string };

export function decide({ method, target, host }: Asked, served: Served): Answer {
  if (served.local && !namesThisMachine(host)) {
    return { status: 421, text: 'this server answers to the names of its own machine only' };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, text: 'this server only gives files' };
  }
  const path = requestedPath(target);
  const base = basePath(served.rules);
  if (path === undefined) return notFound(served);
  if (`/${path}`.startsWith(`${base}/`)) return inSite(path.slice(base.length), target, served);
  return path === '' || `/${path}` === base
    ? { status: 302, location: `${base}/` }
    : notFound(served);
}

/** @param path from the site's root. */
function inSite(path: string, target: string, served: Served): Answer {
  const found = SERVER_FILES.has(path) ? undefined : find(served.folder, path);
  if (found?.kind === 'file') return { status: 200, file: found.file, stats: found.stats };
  if (found?.kind !== 'folder') return notFound(served);
  // Its relative links would lead astray without the slash.
  return { status: 302, location: target.replace(/(?=[?#]|$)/, '/') };
}

function notFound({ folder }: Served): Answer {
  const page = find(folder, NOT_FOUND_PAGE);
  return page.kind === 'file'
    ? { status: 404, file: page.file, stats: page.stats }
    : { status: 404, text: 'there is no such file' };
}
