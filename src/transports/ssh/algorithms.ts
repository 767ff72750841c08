/**
 * Which algorithms are offered to a host. Pure.
 *
 * The defaults leave out what is broken or too weak; the operator's ssh config may allow
 * an old one for the one host that needs it: `KexAlgorithms +diffie-hellman-group14-sha1`.
 * The lists follow ssh_config(5): plain replaces, `+` appends, `-` removes (with
 * wildcards), `^` puts at the head.
 */
import { ConfigProblem } from './config-lines.ts';
import type { AlgorithmList, HostSettings } from './config-settings.ts';
import { matchesPatterns } from './patterns.ts';

export interface Algorithms {
  readonly kex: readonly string[];
  readonly cipher: readonly string[];
  readonly mac: readonly string[];
  readonly hostKey: readonly string[];
  /** Of the operator's own keys: what may be signed with. */
  readonly pubkey: readonly string[];
}

interface Kind {
  /** The keyword of ssh_config(5). */
  readonly keyword: string;
  readonly defaults: readonly string[];
  /** What ssh2 1.17 can do besides, on demand only (its constants.js). */
  readonly onDemand: readonly string[];
}

const SIGNATURES = {
  defaults: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  // SHA-1: OpenSSH dropped it from its defaults in 8.8.
  onDemand: ['ssh-rsa'],
} as const;

export const KINDS = {
  kex: {
    keyword: 'KexAlgorithms',
    defaults: [
      'curve25519-sha256',
      'curve25519-sha256@libssh.org',
      'ecdh-sha2-nistp256',
      'ecdh-sha2-nistp384',
      'ecdh-sha2-nistp521',
      'diffie-hellman-group-exchange-sha256',
      'diffie-hellman-group16-sha512',
      'diffie-hellman-group18-sha512',
      'diffie-hellman-group14-sha256',
    ],
    onDemand: [
      'diffie-hellman-group15-sha512',
      'diffie-hellman-group17-sha512',
      'diffie-hellman-group-exchange-sha1',
      'diffie-hellman-group14-sha1',
      'diffie-hellman-group1-sha1',
    ],
  },
  cipher: {
    keyword: 'Ciphers',
    defaults: [
      'aes128-gcm@openssh.com',
      'aes256-gcm@openssh.com',
      'aes128-ctr',
      'aes192-ctr',
      'aes256-ctr',
      'chacha20-poly1305@openssh.com',
    ],
    onDemand: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'],
  },
  mac: {
    keyword: 'MACs',
    defaults: [
      'hmac-sha2-256-etm@openssh.com',
      'hmac-sha2-512-etm@openssh.com',
      'hmac-sha1-etm@openssh.com',
      'hmac-sha2-256',
      'hmac-sha2-512',
      'hmac-sha1',
    ],
    onDemand: ['hmac-md5', 'hmac-sha1-96', 'hmac-md5-96', 'hmac-ripemd160'],
  },
  hostKey: { keyword: 'HostKeyAlgorithms', ...SIGNATURES },
  pubkey: { keyword: 'PubkeyAcceptedAlgorithms', ...SIGNATURES },
} as const satisfies Record<keyof Algorithms, Kind>;

/** @throws ConfigProblem when a list leaves nothing that can be offered */
export function algorithms(settings: HostSettings): Algorithms {
  return {
    kex: choose(KINDS.kex, settings.kexAlgorithms),
    cipher: choose(KINDS.cipher, settings.ciphers),
    mac: choose(KINDS.mac, settings.macs),
    hostKey: choose(KINDS.hostKey, settings.hostKeyAlgorithms),
    pubkey: choose(KINDS.pubkey, settings.pubkeyAcceptedAlgorithms),
  };
}

/** Whether the list gives the order too, and not only what is in it. */
export function hasOwnOrder(list: AlgorithmList | undefined): boolean {
  return list !== undefined && !/^[+-]/.test(list.spec);
}

function choose(kind: Kind, list: AlgorithmList | undefined): readonly string[] {
  if (!list) return kind.defaults;
  const [, sign, names = ''] = /^([+^-]?)(.*)$/.exec(list.spec) ?? [];
  const wanted = names.split(',').filter((name) => name !== '');
  const chosen = [...new Set(combined(sign ?? '', wanted, kind))];
  if (chosen.length > 0) return chosen;
  throw new ConfigProblem(
    list.place,
    `${kind.keyword} ${list.spec} leaves no algorithm that is supported here`,
    `Supported: ${[...kind.defaults, ...kind.onDemand].join(', ')}`,
  );
}

/** Names that are not supported are left out: a config may be written for a newer ssh. */
function combined(sign: string, wanted: readonly string[], kind: Kind): readonly string[] {
  const { defaults } = kind;
  const supported = wanted.filter((name) => [...defaults, ...kind.onDemand].includes(name));
  if (sign === '+') return [...defaults, ...supported];
  if (sign === '^') return [...supported, ...defaults];
  if (sign === '-') return defaults.filter((name) => !matchesPatterns(wanted, name));
  return supported;
}
