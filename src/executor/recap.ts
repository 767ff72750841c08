/** Counts by host, for the end of a run. Pure. */
import type { FailureReason, StepResult } from '../journal/entries.ts';
import type { Recap } from './events.ts';

type Counter = Exclude<keyof Recap, 'host'>;
type Counts = { -readonly [K in Counter]: number };

/** Failures in which the host could not be talked to. */
const UNREACHABLE: readonly FailureReason[] = [
  'configuration',
  'resolution',
  'unreachable',
  'host-key',
  'authentication',
];

export class RecapCounter {
  readonly #counts = new Map<string, Counts>();

  constructor(hosts: readonly string[]) {
    for (const host of hosts) this.#of(host);
  }

  count(host: string, result: StepResult | 'unknown', reason?: FailureReason): void {
    const unreachable = reason !== undefined && UNREACHABLE.includes(reason);
    this.#of(host)[unreachable ? 'unreachable' : result] += 1;
  }

  rows(): Recap[] {
    return [...this.#counts].map(([host, counts]) => ({ host, ...counts }));
  }

  #of(host: string): Counts {
    const zero = { ok: 0, changed: 0, skipped: 0, failed: 0, unreachable: 0, unknown: 0 };
    const counts = this.#counts.get(host) ?? zero;
    this.#counts.set(host, counts);
    return counts;
  }
}
