/** An ssh agent, with `IdentitiesOnly` respected. */
import type { BaseAgent, ParsedKey } from 'ssh2';
import ssh2 from 'ssh2';
import { readIfThere } from './files.ts';

/**
 * @param only key files; of the agent's keys, only theirs are offered. A server counts each
 * refused key (MaxAuthTries), so that an agent with many keys would be thrown out.
 */
export function filteredAgent(socket: string, only: readonly string[] | undefined): BaseAgent {
  const agent = new ssh2.OpenSSHAgent(socket);
  if (only === undefined) return agent;
  const wanted = new Set(only.flatMap((path) => publicKeyOf(path) ?? []));
  const all = agent.getIdentities.bind(agent);
  agent.getIdentities = (callback) =>
    all((error, keys) =>
      callback(
        error,
        keys?.filter((key) => wanted.has(encoded(key as ParsedKey))),
      ),
    );
  return agent;
}

/** From `FILE.pub`, which is readable when the private key is encrypted; else from the key itself. */
function publicKeyOf(path: string): string | undefined {
  const text = readIfThere(`${path}.pub`) ?? readIfThere(path);
  if (text === undefined) return undefined;
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) return undefined;
  return encoded(Array.isArray(parsed) ? (parsed[0] as ParsedKey) : parsed);
}

function encoded(key: ParsedKey): string {
  return key.getPublicSSH().toString('base64');
}
