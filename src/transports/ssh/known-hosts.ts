/**
 * The known_hosts format (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). Pure.
 *
 * Understood: several names a line, `*` and `?`, `!` negation, `[host]:port`, hashed
 * names (`|1|salt|hash`), `@revoked`. `@cert-authority` is not: ssh2 can't verify host
 * certificates, so such a line is left out, with a note.
 */
import { createHash, createHmac } from 'node:crypto';

export interface KnownHostsFile {
  readonly file: string;
  readonly text: string;
}

export interface KnownHost {
  readonly names: readonly string[];
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** The public key, base64 of its wire form. */
  readonly key: string;
  readonly revoked: boolean;
  readonly file: string;
  readonly line: number;
}

export interface KnownHosts {
  readonly entries: readonly KnownHost[];
  /** What was left out and why, for the message of a refused host. */
  readonly notes: readonly string[];
}

const LINE = /^(?:(@\S+)\s+)?(\S+)\s+(\S+)\s+([A-Za-z0-9+/]+={0,2})(?:\s.*)?$/;

export function parseKnownHosts(files: readonly KnownHostsFile[]): KnownHosts {
  const entries: KnownHost[] = [];
  const notes: string[] = [];
  for (const { file, text } of files) {
    for (const [index, raw] of text.split('\n').entries()) {
      const content = raw.trim();
      if (content === '' || content.startsWith('#')) continue;
      const parsed = parseLine(content, file, index + 1);
      if (typeof parsed === 'string') notes.push(`${file}:${index + 1}: ${parsed}`);
      else entries.push(parsed);
    }
  }
  return { entries, notes };
}

function parseLine(content: string, file: string, line: number): KnownHost | string {
  const match = LINE.exec(content);
  if (!match) return 'not a known_hosts line, ignored';
  const [, marker, names = '', type = '', key = ''] = match;
  if (marker === '@cert-authority') return 'host certificates are not supported, line ignored';
  if (marker !== undefined && marker !== '@revoked') return `unknown marker ${marker}, ignored`;
  return { names: names.split(','), type, key, revoked: marker === '@revoked', file, line };
}

/** The name under which a host is written there: `host`, or `[host]:port` for another port than 22. */
export function knownHostName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/** The entries of a host, in the order of the files. */
export function entriesFor(known: KnownHosts, name: string): KnownHost[] {
  return known.entries.filter((entry) => matchesNames(entry.names, name));
}

function matchesNames(patterns: readonly string[], name: string): boolean {
  const refused = patterns.some((p) => p.startsWith('!') && matchesPattern(p.slice(1), name));
  return !refused && patterns.some((p) => !p.startsWith('!') && matchesPattern(p, name));
}

function matchesPattern(pattern: string, name: string): boolean {
  if (pattern.startsWith('|')) return matchesHash(pattern, name);
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}

function matchesHash(pattern: string, name: string): boolean {
  const [, version, salt, hash] = pattern.split('|');
  if (version !== '1' || !salt || !hash) return false;
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** `SHA256:…`, as `ssh-keygen -l` prints it. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The type that stands at the head of a public key's wire form (RFC 4253, 6.6). */
export function keyType(key: Uint8Array): string {
  const bytes = Buffer.from(key);
  if (bytes.length < 4) return 'unknown';
  return bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString('latin1');
}
