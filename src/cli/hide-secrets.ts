/** Errors that were thrown where secrets are known: what they say is masked. */
import { createMask } from '../executor/mask/mask.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';

/** What `work` throws has no secret in it: neither in its message nor in its problems. */
export function hidingSecrets<T>(secrets: Readonly<Record<string, string>>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withoutSecrets(error, (text) => createMask(secrets).text(text));
  }
}

/** The same error, masked. @param mask of one text */
export function withoutSecrets(error: unknown, mask: (text: string) => string): unknown {
  if (error instanceof ProblemError && error.name === 'ProblemError')
    return new ProblemError(error.problems.map((problem) => maskedProblem(problem, mask)));
  if (!(error instanceof Error)) return error;
  error.message = mask(error.message);
  if (error.stack !== undefined) error.stack = mask(error.stack);
  return error;
}

function maskedProblem(problem: Problem, mask: (text: string) => string): Problem {
  const masked = (['message', 'expected', 'actual', 'hint'] as const).map((key) => {
    const value = problem[key];
    return [key, typeof value === 'string' ? mask(value) : value];
  });
  const known = masked.filter(([, value]) => value !== undefined);
  return { ...problem, ...Object.fromEntries(known) };
}
