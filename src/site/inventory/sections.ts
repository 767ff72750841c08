/** The sections of a device's page: only those that have something to say. Pure. */
import type { TableView } from '../../views/table.ts';
import { WORDS } from './words.ts';

export interface PageSection {
  readonly id: string;
  readonly title: string;
}

/** Sections in order, from which those without content are left out. */
export function sections(
  ...all: readonly (readonly [id: string, title: string, isThere: unknown])[]
): PageSection[] {
  return all.filter(([, , isThere]) => isThere).map(([id, title]) => ({ id, title }));
}

/** The last sections of every page. */
export function remarkSections(
  problems: readonly unknown[],
  gaps: readonly unknown[],
  runbooks: readonly unknown[] = [],
): PageSection[] {
  return sections(
    ['runbooks', WORDS.runbooks, runbooks.length],
    ['problems', WORDS.problems, problems.length],
    ['gaps', WORDS.gaps, gaps.length],
  );
}

export function hasRows({ rows }: TableView): boolean {
  return rows.length > 0;
}
