/** A configuration file → its stanzas, each with an anchor: what a search leads to. Pure. */
import { slug } from './rows.ts';

export interface Stanza {
  readonly anchor: string;
  /** Its first line as one would say it: `interface GigabitEthernet0/26`, `iface bond1 inet manual`. */
  readonly name: string;
  /** From 1, in the text. */
  readonly line: number;
  readonly text: string;
}

/** What an interfaces file writes before the line that names a stanza. */
const ANNOUNCES = /^(?:auto|allow-\S+)\s/;
const SEPARATOR = /^\s*[!#]?\s*$/;
const COMMENT = /^\s*[!#]/;

/**
 * The stanzas of a text. One begins at a line in the first column that follows a blank
 * line, or one that is only `!` or `#`; what stands before the first one, at the top.
 * @param prefix of the anchors, e.g. `['config', 'web1', 'interfaces']`.
 */
export function stanzas(text: string, prefix: readonly string[]): Stanza[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((_, index) => (begins(lines, index) ? [index] : []));
  if (starts[0] !== 0 && lines.some((line) => line.trim() !== '')) starts.unshift(0);
  const taken = new Map<string, number>();
  return starts.map((start, index) => {
    const own = lines.slice(start, starts[index + 1]);
    const head = COMMENT.test(own[0] ?? '') || SEPARATOR.test(own[0] ?? '');
    const anchor = slug([...prefix, ...(head ? [] : [own[0] ?? ''])]);
    const times = (taken.get(anchor) ?? 0) + 1;
    taken.set(anchor, times);
    return {
      anchor: times === 1 ? anchor : `${anchor}-${times}`,
      name: head ? '' : nameOf(own),
      line: start + 1,
      text: own.join('\n').replace(/(?:\n\s*[!#]?\s*)+$/, ''),
    };
  });
}

function begins(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const before = lines[index - 1];
  const separated = before === undefined || SEPARATOR.test(before) || /^[!#]/.test(before);
  return separated && /^\S/.test(line) && !COMMENT.test(line);
}

function nameOf(lines: readonly string[]): string {
  const line = lines.find((one) => /^\S/.test(one) && !ANNOUNCES.test(one)) ?? lines[0] ?? '';
  return line.replace(/\s*[{:]?\s*$/, '').trim();
}

/** Anchors of a config that is rendered for a device. */
export function configPrefix(device: string, name: string): string[] {
  return ['config', device, name];
}

/** Anchors of a file as found on a device. */
export function observedPrefix(name: string): string[] {
  return ['observed', name];
}
