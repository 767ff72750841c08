/**
 * asciicast v2, as text: a header, then one event a line.
 * Format: https://docs.asciinema.org/manual/asciicast/v2. Pure.
 */

export interface CastHeader {
  readonly version: 2;
  readonly width: number;
  readonly height: number;
  /** Unix time of the recording's beginning, whole seconds. */
  readonly timestamp?: number;
  readonly title?: string;
  /** Players cut longer pauses to this, in seconds. */
  readonly idle_time_limit?: number;
}

/** `o`: shown on the terminal; `m`: a marker with its label; `r`: the size, as `80x24`. */
export type CastCode = 'o' | 'm' | 'r';

export interface CastEvent {
  /** Seconds since the recording's beginning. */
  readonly time: number;
  readonly code: CastCode;
  readonly text: string;
}

export interface Cast {
  readonly header: CastHeader;
  /** In order; of the kinds that are known here. */
  readonly events: readonly CastEvent[];
  /** Lines that are no event: a write that was cut off. */
  readonly unreadable: number;
}

export function headerLine(header: CastHeader): string {
  return `${JSON.stringify(header)}\n`;
}

/** Microseconds are what players keep. */
export function eventLine({ time, code, text }: CastEvent): string {
  return `${JSON.stringify([Math.round(time * 1e6) / 1e6, code, text])}\n`;
}

/** The header of a recording's first line; undefined when it isn't one. */
export function parseHeader(line: string): CastHeader | undefined {
  const value = parsed(line) as Partial<CastHeader> | undefined;
  const isHeader =
    value?.version === 2 && Number.isInteger(value.width) && Number.isInteger(value.height);
  return isHeader ? (value as CastHeader) : undefined;
}

/** An event's line; undefined when it isn't one, or of a kind that isn't known here. */
export function parseEvent(line: string): CastEvent | undefined {
  const value = parsed(line);
  if (!Array.isArray(value)) return undefined;
  const [time, code, text] = value as unknown[];
  const isEvent = typeof time === 'number' && Number.isFinite(time) && typeof text === 'string';
  return isEvent && isCode(code) ? { time, code, text } : undefined;
}

/** A whole recording, however it was cut; undefined without a header. */
export function parseCast(text: string): Cast | undefined {
  const [first = '', ...lines] = text.split('\n');
  const header = parseHeader(first);
  if (!header) return undefined;
  const written = lines.filter((line) => line !== '');
  const events = written.map(parseEvent).filter((event) => event !== undefined);
  const unreadable = written.filter((line) => !Array.isArray(parsed(line))).length;
  return { header, events, unreadable };
}

function isCode(code: unknown): code is CastCode {
  return code === 'o' || code === 'm' || code === 'r';
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) ?? undefined;
  } catch {
    return undefined;
  }
}
