/** Key files: their public half, and the private one once it is unlocked. */
import type { ParsedKey } from 'ssh2';
import ssh2 from 'ssh2';
import { readIfThere } from './parsed-files.ts';
import type { Ask } from './questions.ts';

/** Wrong passphrases in a row before giving up, as OpenSSH. */
const PASSPHRASE_PROMPTS = 3;

/** One file; its private half may be encrypted. */
export interface KeyFile {
  readonly path: string;
  /** Undefined when only the passphrase would tell (an old PEM file without its `.pub`). */
  readonly publicKey: ParsedKey | undefined;
  readonly text: string;
}

/** The key; why it can't be used; or undefined when there is no such file. */
export function readKeyFile(path: string): KeyFile | string | undefined {
  try {
    const text = readIfThere(path);
    return text === undefined ? undefined : { path, text, publicKey: publicKeyOf(path, text) };
  } catch (error) {
    return (error as Error).message;
  }
}

/** The public half alone, of a key that only an agent or a token has: `FILE.pub`, or FILE itself. */
export function readPublicKey(path: string): ParsedKey | undefined {
  const file = readKeyFile(path);
  if (typeof file === 'object') return file.publicKey;
  const text = readIfThere(`${path}.pub`);
  return text === undefined ? undefined : parseKey(text);
}

function publicKeyOf(path: string, text: string): ParsedKey | undefined {
  const key = parseKey(text);
  if (key) return key;
  const beside = readIfThere(`${path}.pub`);
  return (beside === undefined ? undefined : parseKey(beside)) ?? headOfOpenSshKey(text);
}

/** OpenSSH's own format has the public half in clear, before the encrypted one (PROTOCOL.key). */
function headOfOpenSshKey(text: string): ParsedKey | undefined {
  const match = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(text);
  if (!match) return undefined;
  const bytes = Buffer.from(match[1] ?? '', 'base64');
  let at = 'openssh-key-v1\0'.length;
  const next = (): Buffer => {
    const length = bytes.readUInt32BE(at);
    at += 4 + length;
    return bytes.subarray(at - length, at);
  };
  try {
    next(); // cipher
    next(); // key derivation
    next(); // its options
    at += 4; // number of keys: always one
    const blob = next();
    const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1');
    return parseKey(`${type} ${blob.toString('base64')}`);
  } catch {
    return undefined;
  }
}

function parseKey(text: string, passphrase?: string): ParsedKey | undefined {
  const key = parse(text, passphrase);
  return key instanceof Error ? undefined : key;
}

function parse(text: string, passphrase?: string): ParsedKey | Error {
  const key = ssh2.utils.parseKey(text, passphrase);
  return Array.isArray(key) ? (key[0] as ParsedKey) : key;
}

/** The private halves, unlocked once for all hosts: forty of them ask one passphrase. */
export class KeyRing {
  readonly #keys = new Map<string, Promise<ParsedKey | string>>();

  /** The private key, or why it can't be used. @param ask undefined when there is no terminal */
  async open(file: KeyFile, target: string, ask: Ask | undefined): Promise<ParsedKey | string> {
    const before = this.#keys.get(file.path);
    if (before) return before;
    const opened = unlock(file, target, ask);
    this.#keys.set(file.path, opened);
    // Not to be remembered: the operator may give the right passphrase at the next host.
    if (typeof (await opened) === 'string') this.#keys.delete(file.path);
    return opened;
  }
}

async function unlock(
  { path, text }: KeyFile,
  target: string,
  ask: Ask | undefined,
): Promise<ParsedKey | string> {
  const plain = parse(text);
  if (!(plain instanceof Error)) return plain.isPrivateKey() ? plain : 'not a private key';
  if (!/encrypted|passphrase/i.test(plain.message)) return plain.message;
  if (!ask) return 'encrypted, and there is no terminal to ask for its passphrase';
  for (let count = 0; count < PASSPHRASE_PROMPTS; count++) {
    const again = count > 0 ? 'Wrong passphrase. ' : '';
    const passphrase = await ask({
      kind: 'passphrase',
      target,
      text: `${again}Passphrase of ${path}:`,
      echo: false,
    });
    if (passphrase === undefined) return 'encrypted, no passphrase given';
    const key = parse(text, passphrase);
    if (!(key instanceof Error)) return key;
  }
  return 'encrypted, wrong passphrase';
}
