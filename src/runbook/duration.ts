/** Durations as people write them: `500ms`, `90s`, `2m`, `1h`. Pure. */

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** What a timer takes; about 24 days. A longer one would go off at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Milliseconds of a duration such as `90s`; undefined when it isn't one, or longer than a timer takes. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  if (!match) return undefined;
  const ms = Math.round(Number(match[1]) * (UNITS[match[2] as string] as number));
  return ms <= LONGEST_MS ? ms : undefined;
}
