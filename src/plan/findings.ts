/** Problems met on several targets, told once. */
import type { Problem } from '../problem/problem.ts';

/** A problem, and the target on which it was met. */
export interface Finding {
  readonly host: string;
  readonly problem: Problem;
}

/**
 * Each problem once. One that only some of the targets have says which.
 * @param hosts the targets that were tried.
 */
export function mergeFindings(findings: readonly Finding[], hosts: readonly string[]): Problem[] {
  const groups = new Map<string, { problem: Problem; on: Set<string> }>();
  for (const { host, problem } of findings) {
    const key = JSON.stringify([problem.rule, problem.place, problem.message, problem.actual]);
    const group = groups.get(key) ?? { problem, on: new Set() };
    group.on.add(host);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem, on }) =>
    on.size === hosts.length
      ? problem
      : { ...problem, message: `${problem.message} (on ${[...on].join(', ')})` },
  );
}
