/** When something was or will be, in texts that are kept: they may be read in another time zone. Pure. */

/**
 * `2026-07-14 11:12:30 +02:00`: local time, as clocks on the wall show it, with its offset from UTC.
 * @param when ISO 8601, or ms since the epoch. What isn't a time comes back as it is
 */
export function moment(when: string | number): string {
  const date = new Date(when);
  if (Number.isNaN(date.getTime())) return String(when);
  const east = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + east * 60_000).toISOString();
  return `${local.slice(0, 19).replace('T', ' ')} ${offset(east)}`;
}

/** @param east minutes east of Greenwich */
function offset(east: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  const minutes = Math.abs(east);
  return `${east < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
