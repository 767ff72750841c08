/**
 * The keys that are offered, in OpenSSH's order: those of the agent that the config names,
 * the agent's others (unless `IdentitiesOnly`), then the key files that no agent holds.
 * A server counts each refused key (MaxAuthTries): the likely ones come first, and none twice.
 */
import type { ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';
import ssh2 from 'ssh2';
import type { Endpoint } from './endpoint.ts';
import { type KeyFile, type KeyRing, readKeyFile, readPublicKey } from './keys.ts';
import type { Ask } from './questions.ts';

export interface Identity {
  /** What to call it in a message. */
  readonly label: string;
  readonly publicKey: ParsedKey;
  /** @throws Error with why it can't sign */
  sign(data: Buffer, hash: string | undefined): Promise<Buffer>;
}

export interface IdentityContext {
  readonly end: Endpoint;
  readonly ask: Ask | undefined;
  readonly keys: KeyRing;
  readonly note: (text: string) => void;
  /** Does this with the clock stopped: a person may be typing, for this host or another. */
  readonly paused: <T>(work: () => Promise<T>) => Promise<T>;
}

export async function* identities(context: IdentityContext): AsyncGenerator<Identity> {
  const { end } = context;
  const held = await agentIdentities(context);
  const named = end.identityFiles.map(({ path }) => readPublicKey(path));
  const rank = (identity: Identity): number => {
    const at = named.findIndex((key) => key && wire(key) === wire(identity.publicKey));
    return at < 0 ? named.length : at;
  };
  const wanted = held.filter((each) => !end.identitiesOnly || rank(each) < named.length);
  yield* wanted.toSorted((left, right) => rank(left) - rank(right));
  yield* fileIdentities(context, new Set(held.map(({ publicKey }) => wire(publicKey))));
}

async function agentIdentities({ end, note }: IdentityContext): Promise<Identity[]> {
  if (!end.agentSocket) {
    note('no ssh agent (SSH_AUTH_SOCK is not set)');
    return [];
  }
  const agent = new ssh2.OpenSSHAgent(end.agentSocket);
  try {
    return (await listed(agent)).map((publicKey) => ({
      label: `agent: ${publicKey.comment || publicKey.type}`,
      publicKey,
      sign: (data, hash) => signed(agent, publicKey, data, hash),
    }));
  } catch (error) {
    note(`agent: ${(error as Error).message}`);
    return [];
  }
}

function listed(agent: InstanceType<typeof ssh2.OpenSSHAgent>): Promise<ParsedKey[]> {
  return new Promise((resolve, reject) => {
    agent.getIdentities((error, keys) => (error ? reject(error) : resolve(keys as ParsedKey[])));
  });
}

function signed(
  agent: InstanceType<typeof ssh2.OpenSSHAgent>,
  key: ParsedKey,
  data: Buffer,
  hash: string | undefined,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    agent.sign(key, data, { hash: hash as 'sha256' }, (error, signature) =>
      error ? reject(error) : resolve(signature as Buffer),
    );
  });
}

async function* fileIdentities(
  context: IdentityContext,
  tried: ReadonlySet<string>,
): AsyncGenerator<Identity> {
  const { end, note } = context;
  for (const { path, named } of end.identityFiles) {
    const file = readKeyFile(path);
    if (typeof file === 'string') note(`${path}: ${file}`);
    else if (file === undefined) {
      if (named) note(`${path} does not exist`);
    } else {
      const identity = await fileIdentity(file, context);
      if (identity && !tried.has(wire(identity.publicKey))) yield identity;
    }
  }
}

/** The passphrase is asked when the server has said that it would take this key, not before. */
async function fileIdentity(
  file: KeyFile,
  context: IdentityContext,
): Promise<Identity | undefined> {
  const { end, ask, keys, paused, note } = context;
  const open = (): Promise<ParsedKey | string> => paused(() => keys.open(file, end.name, ask));
  let { publicKey } = file;
  if (!publicKey) {
    const opened = await open();
    if (typeof opened === 'string') note(`${file.path}: ${opened}`);
    else publicKey = opened;
  }
  if (!publicKey) return undefined;
  return {
    label: file.path,
    publicKey,
    async sign(data, hash) {
      const key = await open();
      if (typeof key === 'string') throw new Error(key);
      const signature = key.sign(data, hash);
      if (signature instanceof Error) throw signature;
      return signature as Buffer;
    },
  };
}

function wire(key: ParsedKey): string {
  return key.getPublicSSH().toString('base64');
}

/**
 * One identity as an agent of its own: the way in which the library lets a signature take
 * its time, and the next key be another attempt of ours.
 */
export class IdentityAgent extends ssh2.BaseAgent {
  readonly #identity: Identity;
  readonly #signature: { readonly algorithm: string; readonly hash: string | undefined };
  readonly #note: (text: string) => void;

  constructor(
    identity: Identity,
    signature: { readonly algorithm: string; readonly hash: string | undefined },
    note: (text: string) => void,
  ) {
    super();
    this.#identity = identity;
    this.#signature = signature;
    this.#note = note;
  }

  override getIdentities(callback: (error?: Error, keys?: ParsedKey[]) => void): void {
    // The library picks the hash of an RSA key by itself, also SHA-1: by the name of an
    // algorithm with SHA-2 it has no choice.
    const { algorithm: value } = this.#signature;
    const key: ParsedKey = Object.create(this.#identity.publicKey, { type: { value } });
    callback(undefined, [key]);
  }

  override sign(
    _key: unknown,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    const [chosen, done] =
      typeof options === 'function' ? [undefined, options] : [options.hash, callback];
    this.#identity.sign(data, chosen ?? this.#signature.hash).then(
      (signature) => done?.(undefined, signature),
      (error: Error) => {
        this.#note(`${this.#identity.label}: ${error.message}`);
        done?.(error);
      },
    );
  }
}
