/** Serves a built site: its pages, the headers it asks for, and its own 404 page. */
import { createReadStream, existsSync, readFileSync, type Stats } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { contentType, isText } from './content-types.ts';
import { type Answer, decide, HEADERS_FILE, type Served } from './decide-fs.ts';
import { type HeaderRule, headersFor, readHeaderRules } from './header-rules.ts';

/** Below, compressing makes it no shorter. */
const WORTH_COMPRESSING = 1024;

/** @param site without its rules: they are read each time, as the site may be built anew meanwhile. */
export function createSiteServer(site: Omit<Served, 'rules'>): Server {
  const rulesNow = lastKnown(() => siteRules(site.folder));
  return createServer((request, response) => {
    const { method = '', url: target = '' } = request;
    const rules = rulesNow();
    if (!rules) return sendWords(response, BEING_BUILT);
    const answer = decide({ method, target, host: request.headers.host }, { ...site, rules });
    const headers = headersFor(target.replace(/[?#].*$/s, ''), rules);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // What is missing today may be there tomorrow.
    if (answer.status !== 200) response.setHeader('Cache-Control', 'no-cache');
    if ('file' in answer) sendFile(request, response, answer.status, answer.file, answer.stats);
    else sendWords(response, answer);
  });
}

const BEING_BUILT = { status: 503, text: 'the site can not be read: is it being built?' } as const;

/** What could be read last: a build takes the file away, and puts another one there. */
function lastKnown<T>(read: () => T): () => T | undefined {
  let last: T | undefined;
  return () => {
    try {
      last = read();
    } catch {
      // As it was.
    }
    return last;
  };
}

/** The headers that the site in a folder asks for. */
export function siteRules(folder: string): readonly HeaderRule[] {
  const file = join(folder, HEADERS_FILE);
  return readHeaderRules(existsSync(file) ? readFileSync(file, 'utf8') : undefined);
}

function sendWords(response: ServerResponse, answer: Exclude<Answer, { file: string }>): void {
  if (answer.status === 302) response.setHeader('Location', answer.location);
  if (answer.status === 405) response.setHeader('Allow', 'GET, HEAD');
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.writeHead(answer.status).end('text' in answer ? `${answer.text}\n` : '');
}

function sendFile(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  status: number,
  file: string,
  stats: Stats,
): void {
  const type = contentType(file);
  const tag = `W/"${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}"`;
  response.setHeader('Content-Type', type);
  response.setHeader('ETag', tag);
  const compress = isText(type) && stats.size > WORTH_COMPRESSING;
  const gzip = compress && /\bgzip\b/.test(String(headers['accept-encoding']));
  if (compress) response.setHeader('Vary', 'Accept-Encoding');
  if (gzip) response.setHeader('Content-Encoding', 'gzip');
  else response.setHeader('Content-Length', stats.size);
  const known = status === 200 && headers['if-none-match'] === tag;
  response.writeHead(known ? 304 : status);
  if (known || method === 'HEAD') response.end();
  // A reader who leaves, or a file that a new build takes away, ends this answer only.
  else if (gzip) pipeline(createReadStream(file), createGzip(), response, () => undefined);
  else pipeline(createReadStream(file), response, () => undefined);
}
