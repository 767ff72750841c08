/**
 * The known_hosts format (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). Pure.
 *
 * Several names a line, `*` and `?`, `!` negation, `[host]:port`, hashed names
 * (`|1|salt|hash`), `@revoked` and `@cert-authority`.
 */
import { createHash, createHmac } from 'node:crypto';
import { ConfigProblem } from './config-lines.ts';
import { matchesPattern } from './patterns.ts';

export interface KnownHost {
  readonly names: readonly string[];
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** The public key, base64 of its wire form. */
  readonly key: string;
  /** A key of the host; one that it must never show; or one that signs its certificates. */
  readonly role: 'host' | 'revoked' | 'authority';
  readonly file: string;
  readonly line: number;
}

export interface ParsedKnownHosts {
  readonly entries: readonly KnownHost[];
  /** What was left out and why, for the message of a refused host. */
  readonly notes: readonly string[];
}

export interface KnownHosts {
  readonly notes: readonly string[];
  /** The entries of a host, in the order of the files. */
  lookup(name: string): readonly KnownHost[];
}

/** Several files as one. A lookup is remembered: each hashed name costs an HMAC. */
export function knownHosts(files: readonly ParsedKnownHosts[]): KnownHosts {
  const entries = files.flatMap((file) => file.entries);
  const found = new Map<string, readonly KnownHost[]>();
  return {
    notes: files.flatMap((file) => file.notes),
    lookup(name) {
      const known = found.get(name) ?? entries.filter((entry) => matchesNames(entry.names, name));
      found.set(name, known);
      return known;
    },
  };
}

const LINE = /^(?:(@\S+)\s+)?(\S+)\s+(\S+)\s+([A-Za-z0-9+/]+={0,2})(?:\s.*)?$/;
const ROLES: Readonly<Record<string, KnownHost['role']>> = {
  '': 'host',
  '@revoked': 'revoked',
  '@cert-authority': 'authority',
};

export function parseKnownHosts(text: string, file: string): ParsedKnownHosts {
  return parse(text, file, (content) => {
    const match = LINE.exec(content);
    if (!match) return 'not a known_hosts line, ignored';
    const [, marker = '', names = '', type = '', key = ''] = match;
    const role = ROLES[marker];
    if (!role) return `unknown marker ${marker}, ignored`;
    return { names: names.split(','), type, key, role };
  });
}

/**
 * `RevokedHostKeys` of ssh_config(5) as a list of public keys: those keys are refused for
 * any host. @throws ConfigProblem for the binary form (KRL), which can't be read
 */
export function parseRevokedKeys(text: string, file: string): ParsedKnownHosts {
  if (text.startsWith('SSHKRL'))
    throw new ConfigProblem(
      file,
      'a binary list of revoked keys (KRL) is not supported',
      'Write one public key a line.',
    );
  return parse(text, file, (content) => {
    const [, type, key] = /^(\S+)\s+([A-Za-z0-9+/]+={0,2})(?:\s.*)?$/.exec(content) ?? [];
    if (!type || !key) return 'not a public key, ignored';
    return { names: ['*'], type, key, role: 'revoked' };
  });
}

function parse(
  text: string,
  file: string,
  entryOf: (content: string) => Omit<KnownHost, 'file' | 'line'> | string,
): ParsedKnownHosts {
  const entries: KnownHost[] = [];
  const notes: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const line = index + 1;
    const parsed = entryOf(content);
    if (typeof parsed === 'string') notes.push(`${file}:${line}: ${parsed}`);
    else entries.push({ ...parsed, file, line });
  }
  return { entries, notes };
}

/** The name under which a host is written there: `host`, or `[host]:port` for another port than 22. */
export function knownHostName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

function matchesNames(patterns: readonly string[], name: string): boolean {
  const refused = patterns.some((p) => p.startsWith('!') && matchesName(p.slice(1), name));
  return !refused && patterns.some((p) => !p.startsWith('!') && matchesName(p, name));
}

function matchesName(pattern: string, name: string): boolean {
  if (pattern.startsWith('|')) return matchesHash(pattern, name);
  return matchesPattern(pattern.toLowerCase(), name);
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
