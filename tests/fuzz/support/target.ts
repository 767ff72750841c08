/** What is fuzzed: a part that reads what others wrote, and what must hold of it. */
import type { Arbitrary } from 'fast-check';

export interface Target<T> {
  readonly name: string;
  readonly inputs: Arbitrary<T>;
  /** Inputs in an ordinary test run. */
  readonly runs: number;
  /** Throws when something that must hold doesn't. */
  check(input: T): void;
}

/** A target of inputs that its module alone knows. */
export type AnyTarget = Target<unknown>;

export function target<T>(of: Target<T>): AnyTarget {
  return of as AnyTarget;
}

/** As `JSON.stringify`, but bytes are shown as they would be typed. */
export function shown(input: unknown): string {
  const text = JSON.stringify(input, (_key, value: unknown) =>
    value instanceof Uint8Array ? { latin1: Buffer.from(value).toString('latin1') } : value,
  );
  return text ?? String(input);
}
