/** What a request asks for, when that is something it may ask for. Pure. */

/**
 * The path of a file under the served folder, decoded, without leading slash.
 * @param target as it stands in the request line.
 * @returns undefined for what no link of a site has: `..`, empty or hidden names, backslashes,
 *   control characters, broken encoding, another server's address.
 */
export function requestedPath(target: string): string | undefined {
  if (!target.startsWith('/')) return undefined;
  const path = decoded(target.replace(/[?#].*$/s, ''));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (path === undefined || /[\\\u0000-\u001f\u007f]/.test(path)) return undefined;
  const names = path.slice(1).split('/');
  const empty = names.slice(0, -1).includes('');
  return empty || names.some((name) => name.startsWith('.')) ? undefined : path.slice(1);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** The address is this machine's own, reached by nobody else. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAME.test(host) || host === '::1';
}

/**
 * Whether a request to a loopback server names this machine. A page of another site can have
 * its own name point here and then read the answers: the browser takes them for that site's.
 * @param header the request's `Host`.
 */
export function namesThisMachine(header: string | undefined): boolean {
  return header !== undefined && isLoopback(header.replace(/:\d+$/, ''));
}
