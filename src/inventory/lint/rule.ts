/** What a lint rule is, and what it finds. */
import type { Place, Severity } from '../../problem/problem.ts';
import type { Path } from '../loaded.ts';
import type { Inventory } from '../schema.ts';
import type { Messages } from './messages/en.ts';
import type { RuleId } from './titles.ts';
import type { Topology } from './topology.ts';

/** The words of one finding, in one language. */
export interface Words {
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly hint?: string;
}

export interface Finding {
  readonly severity: Severity;
  /** The value that is wrong: its place is the problem's. */
  readonly path: Path;
  readonly words: Words;
}

export interface LintInput {
  readonly inventory: Inventory;
  /** Where a value stands, for findings that name another place. */
  placeOf(path: Path): Place;
  /** Who is cabled to whom, built once for all rules. */
  readonly topology: Topology;
  /** The catalogue of messages, in the reader's language. */
  readonly say: Messages;
}

export interface LintRule {
  readonly id: RuleId;
  check(input: LintInput): Iterable<Finding>;
}

export function error(path: Path, words: Words): Finding {
  return { severity: 'error', path, words };
}

export function warning(path: Path, words: Words): Finding {
  return { severity: 'warning', path, words };
}

export function info(path: Path, words: Words): Finding {
  return { severity: 'info', path, words };
}
