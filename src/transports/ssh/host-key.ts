/**
 * Whether the key that a host shows is the one we know. Pure.
 *
 * In this order: a revoked key is refused, also when it is pinned, because whoever
 * revokes knows more than whoever wrote the pin before; when the inventory pins keys, only
 * those are accepted; otherwise known_hosts decides. An unknown host is refused too: there
 * is no option that accepts it, because nobody reads the question at the fortieth host.
 *
 * ssh2 does not negotiate host certificates (its list of host key algorithms has none, and
 * refuses theirs). A host that only a `@cert-authority` vouches for is therefore refused,
 * with these words: an authority's key says nothing of the plain key that was shown.
 */
import { fingerprint, type KnownHost, type KnownHosts, keyType } from './known-hosts.ts';

export interface HostKeyQuestion {
  /** For messages: the target's name. */
  readonly target: string;
  readonly host: string;
  readonly port: number;
  /** Names to look up, in order of preference: `[host]:port`, then `host` (see `hostKeyNames`). */
  readonly names: readonly string[];
  /** The key that the host showed, in wire form. */
  readonly key: Uint8Array;
  /** `SHA256:…` fingerprints from the inventory. */
  readonly pins: readonly string[];
  readonly known: KnownHosts;
  /** Where known_hosts was looked for. */
  readonly files: readonly string[];
}

export type HostKeyVerdict =
  | { readonly ok: true; readonly by: 'pin' | 'known-hosts' }
  | {
      readonly ok: false;
      readonly failure: 'host-key-changed' | 'host-key-unknown';
      readonly message: string;
      readonly hint: string;
    };

export function judgeHostKey(question: HostKeyQuestion): HostKeyVerdict {
  const encoded = Buffer.from(question.key).toString('base64');
  const entries = question.names.map((name) => question.known.lookup(name));
  const of = (role: KnownHost['role']) => entries.flat().filter((entry) => entry.role === role);
  const revoked = of('revoked').find((entry) => entry.key === encoded);
  if (revoked) return refuseRevoked(question, revoked);
  if (question.pins.length > 0) return judgePins(question);
  if (of('host').some((entry) => entry.key === encoded)) return { ok: true, by: 'known-hosts' };
  // Only the exact name makes a host known: `[host]:2222` may well differ from `host`.
  const known = entries[0]?.filter((entry) => entry.role === 'host') ?? [];
  if (known.length > 0) return refuseChanged(question, known);
  const [authority] = of('authority');
  return authority ? refuseAuthority(question, authority) : refuseUnknown(question);
}

function shown(question: HostKeyQuestion): string {
  return `${keyType(question.key)} ${fingerprint(question.key)}`;
}

function judgePins(question: HostKeyQuestion): HostKeyVerdict {
  if (question.pins.includes(fingerprint(question.key))) return { ok: true, by: 'pin' };
  return {
    ok: false,
    failure: 'host-key-changed',
    message: `the host key of ${question.target} is not one that the inventory pins: it shows ${shown(question)}, pinned ${question.pins.join(', ')}`,
    hint: 'Do not go on before you know why. If the host was reinstalled, compare with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on its console, then correct its pinned keys in the inventory.',
  };
}

function refuseRevoked(question: HostKeyQuestion, entry: KnownHost): HostKeyVerdict {
  return {
    ok: false,
    failure: 'host-key-changed',
    message: `${question.target} shows a revoked host key: ${shown(question)} (@revoked at ${entry.file}:${entry.line})`,
    hint: 'This key was declared stolen or retired. Do not connect; find out which machine answers.',
  };
}

function refuseChanged(question: HostKeyQuestion, known: readonly KnownHost[]): HostKeyVerdict {
  const expected = known.map(
    (entry) =>
      `${entry.type} ${fingerprint(Buffer.from(entry.key, 'base64'))} (${entry.file}:${entry.line})`,
  );
  return {
    ok: false,
    failure: 'host-key-changed',
    message: `the host key of ${question.target} has changed: it shows ${shown(question)}, known is ${expected.join(', ')}`,
    hint: `Do not go on before you know why. If the host was reinstalled, compare the fingerprint on its console, then remove the old key: ssh-keygen -R '${question.names[0]}' -f ${known[0]?.file}`,
  };
}

function refuseUnknown(question: HostKeyQuestion): HostKeyVerdict {
  const { host, port } = question;
  const file = question.files[0] ?? '~/.ssh/known_hosts';
  const notes = question.known.notes.length > 0 ? ` (${question.known.notes.join('; ')})` : '';
  return {
    ok: false,
    failure: 'host-key-unknown',
    message: `the host key of ${question.target} (${host} port ${port}) is not known: it shows ${shown(question)}${notes}`,
    hint: `Compare this fingerprint with the host's console (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub). Then pin it in the inventory, or connect once with ssh, or: ssh-keyscan -p ${port} ${host} >> ${file}`,
  };
}

function refuseAuthority(question: HostKeyQuestion, entry: KnownHost): HostKeyVerdict {
  const { host, port, target } = question;
  const file = question.files[0] ?? '~/.ssh/known_hosts';
  return {
    ok: false,
    failure: 'host-key-unknown',
    message: `${target} (${host} port ${port}) is known only through a certificate authority (${entry.file}:${entry.line}), and host certificates can't be verified here: its plain key ${shown(question)} is not known`,
    hint: `Connect once with ssh, which verifies the certificate, and compare the key there: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub. Then pin its fingerprint in the inventory, or add the plain key beside the authority: ssh-keyscan -p ${port} ${host} >> ${file}`,
  };
}

/** Signature algorithms of a key type, best first (RFC 8332 for RSA). */
function algorithmsOf(type: string): readonly string[] {
  return type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [type];
}

/**
 * The order in which to ask for host keys: known types first. Otherwise a host known by
 * its RSA key would show its Ed25519 key, and look like a changed one.
 * @param defaults all that the SSH library supports, in its order
 */
export function hostKeyAlgorithms(
  names: readonly string[],
  known: KnownHosts,
  pins: readonly string[],
  defaults: readonly string[],
): string[] {
  const entries = names.flatMap((name) => known.lookup(name)).filter((e) => e.role === 'host');
  const pinned = entries.filter((entry) =>
    pins.includes(fingerprint(Buffer.from(entry.key, 'base64'))),
  );
  const first = (pins.length > 0 ? pinned : entries).flatMap((entry) => algorithmsOf(entry.type));
  return [...new Set([...first, ...defaults])].filter((name) => defaults.includes(name));
}

/** What is left to ask for, when a key of this type was shown and isn't the pinned one. */
export function withoutType(algorithms: readonly string[], type: string): string[] {
  const shownOnes = algorithmsOf(type);
  return algorithms.filter((name) => !shownOnes.includes(name));
}
