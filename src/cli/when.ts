/** Moments as people type them. Pure. */
import { parseDuration } from '../runbook/duration.ts';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$/;
const DAYS = /^(\d+)d$/;

/**
 * `2026-07-14`, `2026-07-14 09:12` (local time), or how long ago: `90m`, `2h`, `3d`.
 * @throws CliError on anything else
 */
export function sinceWhen(given: string | undefined, now: Date): Date | undefined {
  if (given === undefined) return undefined;
  const ago = daysMs(given) ?? parseDuration(given);
  if (ago !== undefined) return new Date(now.getTime() - ago);
  const day = localDay(given);
  if (day) return day;
  throw new CliError(
    EXIT.usage,
    `"${given}" is not a moment`,
    'a day (2026-07-14), a day and time ("2026-07-14 09:12"), or how long ago (90m, 2h, 3d)',
  );
}

function daysMs(given: string): number | undefined {
  const match = DAYS.exec(given);
  return match ? Number(match[1]) * 24 * 60 * 60 * 1000 : undefined;
}

/** Undefined when there is no such day: 30 February would become 2 March. */
function localDay(given: string): Date | undefined {
  const match = DAY.exec(given);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const date = new Date(year, month - 1, day, hour, minute);
  const same = date.getMonth() === month - 1 && date.getDate() === day;
  return same && date.getHours() === hour && date.getMinutes() === minute ? date : undefined;
}
