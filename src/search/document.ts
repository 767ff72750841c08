/** What is searched. */

export const KINDS = ['page', 'step', 'inventory', 'config'] as const;

/** A section of a page, a step of a runbook, a row of the inventory, a stanza of a configuration. */
export type Kind = (typeof KINDS)[number];

export interface SearchDocument {
  /** Root-relative address with its anchor, e.g. `/network/#vlan`. */
  readonly id: string;
  /** What it belongs to: a page, a runbook, a table, a file. */
  readonly title: string;
  /** What it is called; empty for what stands before the first section of a page. */
  readonly heading: string;
  readonly text: string;
  readonly kind: Kind;
}

/** A document with where its author wrote it. */
export interface SourcedDocument extends SearchDocument {
  /** Relative to the project root. */
  readonly file: string;
  /** Line of its beginning. */
  readonly line: number;
  /** The text has the lines of the file: a match can be told to the line. */
  readonly aligned?: true;
}
