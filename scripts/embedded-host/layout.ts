/** The files that a fresh Debian root has, as far as commands look for them. */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Outside } from './room.ts';

/** Folders of the private root that are kept on the machine, under the host's own folder. */
export const PRIVATE_FOLDERS = ['etc', 'var', 'tmp', 'root', 'home', 'srv', 'mnt', 'opt'] as const;

const FOLDERS = [
  ...PRIVATE_FOLDERS,
  'etc/network/if-up.d',
  'etc/network/if-down.d',
  'etc/network/if-pre-up.d',
  'etc/network/interfaces.d',
  'etc/default',
  'etc/ssh',
  'var/lib',
  'var/lock',
  'var/log',
  'var/tmp',
] as const;

/** /bin, /lib … : links into /usr on a merged system, folders of their own on an older one. */
export function systemLinks(): { path: string; to: string | undefined }[] {
  return ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']
    .filter((path) => existsSync(path))
    .map((path) => ({ path, to: linkTarget(path) }));
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Makes the folders and files of a private root. `names` are what the host is called. */
export function layOut(root: string, names: readonly string[], owner: Outside | undefined): void {
  const own = (path: string): void => {
    if (owner) chownSync(path, owner.uid, owner.gid);
  };
  mkdirSync(root, { recursive: true, mode: 0o755 });
  own(root);
  for (const name of FOLDERS) {
    mkdirSync(join(root, name), { recursive: true });
    for (let at = name as string; at !== '.'; at = dirname(at)) own(join(root, at));
  }
  chmodSync(join(root, 'tmp'), 0o1777);
  chmodSync(join(root, 'var/tmp'), 0o1777);
  chmodSync(join(root, 'root'), 0o700);
  for (const [name, text] of Object.entries(files(names))) {
    writeFileSync(join(root, name), text);
    own(join(root, name));
  }
  // `awk`, `nc`, `editor`… are links through this folder.
  if (existsSync('/etc/alternatives'))
    cpSync('/etc/alternatives', join(root, 'etc/alternatives'), {
      recursive: true,
      verbatimSymlinks: true,
    });
}

function files(names: readonly string[]): Record<string, string> {
  return {
    'etc/passwd':
      'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    'etc/group': 'root:x:0:\nnogroup:x:65534:\n',
    'etc/hostname': `${names[0]}\n`,
    'etc/hosts': `127.0.0.1 localhost\n127.0.1.1 ${names.join(' ')}\n::1 localhost ip6-localhost\n`,
    'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    'etc/network/interfaces': 'auto lo\niface lo inet loopback\n',
    'etc/profile': 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n',
  };
}
