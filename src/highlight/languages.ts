/** Which grammar a text has: by what its fence says, by its file's name, by its look. Pure. */

import type { Grammar } from './grammars/common.ts';
import { corosync } from './grammars/corosync.ts';
import { interfaces } from './grammars/interfaces.ts';
import { ios } from './grammars/ios.ts';
import { storage } from './grammars/storage.ts';

/** Grammars for what the highlighter itself doesn't know. */
export const GRAMMARS: readonly Grammar[] = [ios, interfaces, corosync, storage];

/** Names by which a fence may call them. */
export const OWN_LANGUAGES: ReadonlySet<string> = new Set(
  GRAMMARS.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
);

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)interfaces(?:\.new)?$/, 'interfaces'],
  [/(?:^|\/)corosync\.conf$/, 'corosync'],
  [/(?:^|\/)storage\.cfg$/, 'storage-cfg'],
  [/(?:running|startup)-config/, 'ios'],
  [/nginx|(?:^|\/)sites-(?:enabled|available)\//, 'nginx'],
  [/\.(?:service|timer|socket|mount|target|network|netdev|link)$/, 'systemd'],
  [/\.(?:sh|bash)$/, 'bash'],
  [/\.ya?ml$/, 'yaml'],
  [/\.json$/, 'json'],
  [/\.(?:ini|toml)$/, 'ini'],
  [/\.(?:diff|patch)$/, 'diff'],
  [/(?:^|\/)sshd?_config$/, 'ssh-config'],
];

const BY_LOOK: readonly (readonly [RegExp, string])[] = [
  [/^#!.*\b(?:ba|da|z|k)?sh\b/, 'bash'],
  [/^interface \S+\d$/m, 'ios'],
  [/^iface \S+ inet/m, 'interfaces'],
  [/^\s*(?:totem|nodelist|quorum) \{/m, 'corosync'],
  [/^\s*(?:upstream \S+|server|location \S+) \{/m, 'nginx'],
];

/**
 * The language of a file; nothing where neither its text nor its name tells. The text counts
 * first: a switch's `interfaces` isn't a host's.
 * @param path its name, or where it lies on its host.
 */
export function fileLanguage(path: string, text: string): string | undefined {
  const found =
    BY_LOOK.find(([look]) => look.test(text)) ?? BY_NAME.find(([name]) => name.test(path));
  return found?.[1];
}
