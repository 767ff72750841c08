/** With which algorithm a key of the operator signs for a server: OpenSSH's rules. Pure. */

/** RFC 8332: the same RSA key, three hashes. */
const RSA: Readonly<Record<string, string>> = {
  'rsa-sha2-512': 'sha512',
  'rsa-sha2-256': 'sha256',
  'ssh-rsa': 'sha1',
};

export interface ServerSignatures {
  /** `server-sig-algs` (RFC 8308); undefined when the server says nothing, as old ones do. */
  readonly algorithms: readonly string[] | undefined;
  /** Its version string: OpenSSH 7.4 does take SHA-2 from RSA keys, but doesn't say so. */
  readonly ident: string;
}

export type Signature =
  | { readonly algorithm: string; readonly hash: string | undefined }
  | { readonly why: string };

/** @param accepted `PubkeyAcceptedAlgorithms`, in order */
export function signatureFor(
  keyType: string,
  accepted: readonly string[],
  server: ServerSignatures,
): Signature {
  const possible =
    keyType === 'ssh-rsa'
      ? accepted.filter((name) => name in RSA)
      : accepted.filter((name) => name === keyType);
  if (possible.length === 0) return { why: 'left out by PubkeyAcceptedAlgorithms' };
  if (keyType !== 'ssh-rsa') return { algorithm: keyType, hash: undefined };
  const algorithm = possible.find((name) => serverTakes(server).includes(name));
  if (algorithm) return { algorithm, hash: RSA[algorithm] };
  return {
    why: 'the server takes RSA keys only with SHA-1; to allow that for this host alone: PubkeyAcceptedAlgorithms +ssh-rsa',
  };
}

function serverTakes({ algorithms, ident }: ServerSignatures): readonly string[] {
  const silent = /^SSH-2\.0-OpenSSH_7\.4/.test(ident) ? ['rsa-sha2-512', 'rsa-sha2-256'] : [];
  return [...(algorithms ?? ['ssh-rsa']), ...silent];
}
