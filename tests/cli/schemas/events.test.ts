/** The schema of `--json` says what the executor's types say, no more and no less. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { EVENTS, type executorEvent } from '../../../src/cli/schemas/events.ts';
import type { ExecutorEvent } from '../../../src/executor/events.ts';

type Schema = z.infer<typeof executorEvent>;
type EventOf<Union, Type> = Extract<Union, { type: Type }>;
/** Each takes the other's values, and they have the same fields: also the optional ones. */
type Same<A, B> = [A, keyof A] extends [B, keyof B]
  ? [B, keyof B] extends [A, keyof A]
    ? true
    : 'the schema takes more than the type'
  : 'the schema refuses what the type takes';
type Unfrozen<T> = T extends { recap: readonly (infer R)[] }
  ? Omit<T, 'recap'> & { recap: R[] }
  : T;
type Agreement = {
  [T in ExecutorEvent['type'] | Schema['type']]: Same<
    Unfrozen<EventOf<ExecutorEvent, T>>,
    Unfrozen<EventOf<Schema, T>>
  >;
};

/** `tsc` refuses this table when the schema of a type differs from the type. */
const AGREES: { [T in keyof Agreement]: true } = {
  'run-started': true,
  'step-started': true,
  'step-kept': true,
  decision: true,
  phase: true,
  output: true,
  notice: true,
  'step-ended': true,
  paused: true,
  'run-ended': true,
} satisfies Agreement;

describe('the schema of the events', () => {
  it('has each type once, with a description', () => {
    expect(EVENTS.map(({ shape }) => shape.type.value).sort()).toEqual(Object.keys(AGREES).sort());
    expect(EVENTS.filter(({ description }) => !description)).toEqual([]);
  });
});
