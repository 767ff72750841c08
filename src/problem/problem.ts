/**
 * A problem: one thing that is wrong, where it stands, and what to do next.
 *
 * Every part of the product reports user errors in this one shape, so that the
 * terminal, the build and the site can show them alike. Pure.
 */

/** A position in a file. `file` is relative to the project root; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning' | 'info';

export interface Problem {
  /** Stable id of the rule, kebab-case, e.g. `lacp-modes` or `template-undefined`. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence, in the author's words. */
  readonly message: string;
  readonly place?: Place;
  readonly expected?: string;
  readonly actual?: string;
  /** What to do next. */
  readonly hint?: string;
}

/** Thrown with all the problems found, never only the first. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'ProblemError';
    this.problems = problems;
  }
}

/** `file:line:column`, the form that editors and terminals make clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Text of one problem: a headline, then indented `expected`, `actual` and `hint` lines. No colour. */
export function formatProblem(problem: Problem): string {
  const where = problem.place ? `${formatPlace(problem.place)}: ` : '';
  const details = (['expected', 'actual', 'hint'] as const)
    .filter((key) => problem[key] !== undefined)
    .map((key) => `  ${`${key}:`.padEnd(10)}${problem[key]}`);
  return [`${where}${problem.severity}: ${problem.message} [${problem.rule}]`, ...details].join(
    '\n',
  );
}

/** Orders problems by file, then line, then column; those without a place come first. */
export function byPlace(a: Problem, b: Problem): number {
  if (!a.place || !b.place) return Number(Boolean(a.place)) - Number(Boolean(b.place));
  return (
    a.place.file.localeCompare(b.place.file) ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column
  );
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}
