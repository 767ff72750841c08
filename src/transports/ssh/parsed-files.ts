/**
 * What the files of an operator's ssh hold, parsed. The only reader of them.
 *
 * Fifty hosts side by side read the same files: each is parsed once, and again when it has
 * changed on disk, as an operator who has just pinned a key expects.
 */
import { readFileSync, type Stats, statSync } from 'node:fs';
import { ConfigProblem } from './config-lines.ts';

interface Cached {
  readonly version: string;
  readonly value: unknown;
}

export class ParsedFiles {
  readonly #cache = new Map<string, Cached>();

  /**
   * @param check throws when the file may not be used
   * @returns undefined when there is no such file
   * @throws ConfigProblem when it is there but can't be read
   */
  get<T>(
    file: string,
    parse: (text: string) => T,
    check: (stats: Stats) => void = () => {},
  ): T | undefined {
    const stats = readable(file, () => statSync(file));
    if (!stats) return undefined;
    check(stats);
    const version = `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
    const cached = this.#cache.get(file);
    if (cached?.version === version) return cached.value as T;
    const text = readable(file, () => readFileSync(file, 'utf8'));
    if (text === undefined) return undefined;
    const value = parse(text);
    this.#cache.set(file, { version, value });
    return value;
  }
}

/** The text, or undefined when there is no such file. Other errors (no permission) are thrown. */
export function readIfThere(path: string): string | undefined {
  return ifThere(() => readFileSync(path, 'utf8'));
}

function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function readable<T>(file: string, read: () => T): T | undefined {
  try {
    return ifThere(read);
  } catch (error) {
    throw new ConfigProblem(
      file,
      `can't be read: ${(error as Error).message}`,
      'Give yourself the right to read it, or pass another ssh config with --ssh-config.',
    );
  }
}
