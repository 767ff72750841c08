/**
 * What the steps print, each in its own file, with how far it goes beside it.
 *
 * `<file>.pos` says: with so many bytes of the command's output, the file was so long.
 * It is rewritten in place, in one small write, at each point where nothing is held
 * back, so that a killed process leaves the one before or the one after. Neither file
 * is synced: after a boot the position isn't trusted, and the output is read again.
 */
import { closeSync, fstatSync, ftruncateSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputPosition } from './journal.ts';
import { openForAppending, openPrivate, writeAll } from './private-fs.ts';
import { bootId } from './process-fs.ts';
import { isObject, isOutputFile } from './record-fields.ts';

/** Files kept open: two for each of the hosts that go side by side, and some. */
const OPEN_LIMIT = 128;
/** Each position overwrites the whole of the one before. */
const POSITION_WIDTH = 160;

/** In bytes: of the command's output, of the file then, of the file before the command. */
interface Position extends OutputPosition {
  readonly size: number;
  readonly start: number;
  readonly boot?: string;
}

interface Output {
  readonly path: string;
  readonly log: number;
  /** Opened when there is a position to write: not each output has one. */
  position?: number;
  size: number;
  start: number;
}

export class Outputs {
  readonly #folder: string;
  readonly #open = new Map<string, Output>();
  readonly #boot = bootId();

  /** @param folder the run's, not the outputs' */
  constructor(folder: string) {
    this.#folder = folder;
  }

  append(file: string, text: string, position?: OutputPosition): void {
    const output = this.#output(file);
    const bytes = Buffer.from(text);
    writeAll(output.log, bytes);
    output.size += bytes.length;
    if (position === undefined) return;
    if (position.bytes === 0) output.start = output.size;
    this.#writePosition(output, position.bytes);
  }

  /** Cuts off what came after the last position, or after the command's start when it can't be trusted. */
  resume(file: string): OutputPosition {
    const output = this.#output(file);
    const known = readPosition(output.path);
    const start = Math.min(known?.start ?? 0, output.size);
    const trusted = known && known.boot === this.#boot && known.size <= output.size;
    const { bytes, size } = trusted ? known : { bytes: 0, size: start };
    Object.assign(output, { size, start });
    ftruncateSync(output.log, output.size);
    this.#writePosition(output, bytes);
    return { bytes };
  }

  close(): void {
    for (const file of [...this.#open.keys()]) this.#close(file);
  }

  #output(file: string): Output {
    const open = this.#open.get(file) ?? this.#openFiles(file);
    // The one used longest ago comes first.
    this.#open.delete(file);
    this.#open.set(file, open);
    const [oldest] = this.#open.keys();
    if (this.#open.size > OPEN_LIMIT && oldest !== undefined) this.#close(oldest);
    return open;
  }

  #openFiles(file: string): Output {
    if (!isOutputFile(file)) throw new Error(`not a name of an output file: ${file}`);
    const path = join(this.#folder, file);
    const log = openForAppending(path);
    return { path, log, size: fstatSync(log).size, start: readPosition(path)?.start ?? 0 };
  }

  #writePosition(output: Output, bytes: number): void {
    output.position ??= openPrivate(positionFile(output.path));
    const { size, start } = output;
    const record: Position = { bytes, size, start, boot: this.#boot };
    const line = `${JSON.stringify(record).padEnd(POSITION_WIDTH)}\n`;
    writeAll(output.position, Buffer.from(line), 0);
  }

  #close(file: string): void {
    const open = this.#open.get(file);
    this.#open.delete(file);
    if (!open) return;
    closeSync(open.log);
    if (open.position !== undefined) closeSync(open.position);
  }
}

function positionFile(path: string): string {
  return `${path}.pos`;
}

/** Undefined when there is none, or it can't be read: the output is then read again. */
function readPosition(path: string): Position | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(positionFile(path), 'utf8'));
    return isPosition(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPosition(value: unknown): value is Position {
  if (!isObject(value)) return false;
  const counts = [value.bytes, value.size, value.start].map(Number);
  return counts.every((count) => Number.isSafeInteger(count) && count >= 0);
}
