/** Files and folders that only their owner may read, whatever the umask. */
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const { O_CREAT, O_APPEND, O_RDWR, O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Never through a symbolic link: a folder may come from somebody else. */
export function openPrivate(path: string, flags = 0): number {
  const file = openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW | flags, FILE_MODE);
  fchmodSync(file, FILE_MODE);
  return file;
}

/** To append to; `flags` may add O_EXCL. */
export function openForAppending(path: string, flags = 0): number {
  return openPrivate(path, O_APPEND | flags);
}

/** Already there is fine only for the state folder: a run's folder is new, or it is another's. */
export function makePrivateFolder(path: string, recursive = false): void {
  const created = mkdirSync(path, { recursive, mode: FOLDER_MODE });
  if (recursive && created === undefined) return;
  withFolder(path, (folder) => fchmodSync(folder, FOLDER_MODE));
  syncFolder(dirname(path));
}

/** Makes it if it isn't there. A symbolic link in its place is an error: it may lead anywhere. */
export function keepPrivateFolder(path: string): void {
  if (!existsSync(path)) makePrivateFolder(path);
  else withFolder(path, () => {});
}

export function syncFolder(path: string): void {
  withFolder(path, fsyncSync);
}

/**
 * Gives a folder, its files and its subfolders the modes they would have been made with.
 * @returns the paths that others could read or write until now
 */
export function mendModes(folder: string): string[] {
  const mended = withFolder(folder, (file) => mendMode(file, FOLDER_MODE)) ? [folder] : [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) mended.push(...mendModes(path));
    else if (entry.isFile() && mendFile(path)) mended.push(path);
  }
  return mended;
}

function mendFile(path: string): boolean {
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    return mendMode(file, FILE_MODE);
  } finally {
    closeSync(file);
  }
}

function mendMode(file: number, mode: number): boolean {
  const open = (fstatSync(file).mode & 0o077) !== 0;
  if (open) fchmodSync(file, mode);
  return open;
}

function withFolder<T>(path: string, action: (folder: number) => T): T {
  const folder = openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    return action(folder);
  } finally {
    closeSync(folder);
  }
}

/** Writes all of it: a single write may stop short, at a full disk for one. */
export function writeAll(file: number, bytes: Uint8Array, position: number | null = null): void {
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(file, bytes, at, bytes.length - at, position === null ? null : position + at);
  }
}
