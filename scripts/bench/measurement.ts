/** What a benchmark gives: a figure beside its target. Figures are ratios taken in one run. */

export interface Measurement {
  /** What was measured, e.g. `a step over SSH, journal included`. */
  readonly name: string;
  /** Beside what, e.g. `OpenSSH with ControlMaster`. */
  readonly beside: string;
  /** Measured ÷ reference, or in the `unit`; points are those that a score lacks. */
  readonly value: number;
  /** At most this. */
  readonly target: number;
  readonly unit: '×' | 'ms' | 'MiB' | 'bytes' | 'points';
  /** The absolute figures, for the curious: `3.1 ms / 8.2 ms`. */
  readonly detail: string;
}

/** Why something could not be measured here. */
export interface NotMeasured {
  readonly name: string;
  readonly why: string;
}

export type BenchResult = Measurement | NotMeasured;

/** The middle one: a disturbed round doesn't move it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Times alternatives in turn, round after round, so that a busy moment hits all of them.
 * @returns the median of each in milliseconds, in the order given
 */
export async function race(
  rounds: number,
  alternatives: readonly (() => unknown)[],
): Promise<number[]> {
  const times = alternatives.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, alternative] of alternatives.entries()) {
      const started = performance.now();
      await alternative();
      times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}
