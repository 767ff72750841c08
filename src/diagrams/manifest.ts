/**
 * What each committed SVG was drawn from. Pure.
 *
 * A drawing depends on the machine's fonts too, so freshness can't be told by drawing again
 * and comparing bytes: it is the hash of the source, and of what draws. The content's own
 * hash tells a file that was edited by hand.
 */
import { createHash } from 'node:crypto';

export interface Drawn {
  /** Hash of the Mermaid text. */
  readonly source: string;
  /** What drew it: versions, and a hash of the settings. */
  readonly renderer: string;
  /** Hash of the SVG's text. */
  readonly content: string;
}

/** By path from the project root. */
export type Manifest = Readonly<Record<string, Drawn>>;

export const MANIFEST_FILE = 'content/diagrams/manifest.json';

export function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** An unreadable manifest is an empty one: everything is then drawn again. */
export function parseManifest(text: string | undefined): Manifest {
  if (text === undefined) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).filter(([, entry]) => isDrawn(entry)));
  } catch {
    return {};
  }
}

function isDrawn(entry: unknown): entry is Drawn {
  if (typeof entry !== 'object' || entry === null) return false;
  return ['source', 'renderer', 'content'].every(
    (key) => typeof (entry as Record<string, unknown>)[key] === 'string',
  );
}

/** One entry a line group, sorted by path, so that two branches rarely conflict. */
export function formatManifest(manifest: Manifest): string {
  const sorted = Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}
