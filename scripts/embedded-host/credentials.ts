/** Keys made for the occasion, and the ssh config that leads to the embedded host. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import ssh2 from 'ssh2';

export interface KeyPair {
  /** PEM, as OpenSSH and ssh2 both read it. */
  readonly privateKey: string;
  /** Wire form. */
  readonly publicKey: Buffer;
  /** `type base64`. */
  readonly publicLine: string;
}

/** ECDSA P-256, by Node itself: no ssh-keygen needed on the machine. */
export function makeKey(): KeyPair {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const parsed = ssh2.utils.parseKey(privateKey) as ParsedKey;
  const publicKey = parsed.getPublicSSH();
  return { privateKey, publicKey, publicLine: `${parsed.type} ${publicKey.toString('base64')}` };
}

export interface ClientFiles {
  readonly sshConfigPath: string;
  readonly knownHostsPath: string;
  readonly identityPath: string;
}

/** Writes `ssh_config`, `known_hosts` and `identity`, for this user only. */
export function writeClientFiles(
  folder: string,
  ports: Readonly<Record<string, number>>,
  identity: KeyPair,
  hostKey: KeyPair,
): ClientFiles {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const identityPath = write('identity', identity.privateKey);
  write('identity.pub', `${identity.publicLine}\n`);
  const entries = Object.entries(ports);
  const knownHostsPath = write(
    'known_hosts',
    entries.map(([, port]) => `[127.0.0.1]:${port} ${hostKey.publicLine}\n`).join(''),
  );
  const blocks = entries.map(([alias, port]) =>
    [
      `Host ${alias}`,
      '  HostName 127.0.0.1',
      `  Port ${port}`,
      '  User root',
      `  IdentityFile "${identityPath}"`,
      '  IdentitiesOnly yes',
      '  IdentityAgent none',
      `  UserKnownHostsFile "${knownHostsPath}"`,
      '  GlobalKnownHostsFile none',
      '',
    ].join('\n'),
  );
  return { identityPath, knownHostsPath, sshConfigPath: write('ssh_config', blocks.join('\n')) };
}
