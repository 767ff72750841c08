/** What a runbook's page says besides what its author wrote, in the site's language. */
import { strings } from '../data.ts';

export const words = strings.runbookPage;

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const HOUR = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;

/** A moment in the reader's words, in the time of the machine that builds. */
export function momentText(iso: string): string {
  return new Intl.DateTimeFormat(strings.dateLocale, { ...DAY, ...HOUR }).format(new Date(iso));
}

/** Its day only, where there is little room. */
export function dayText(iso: string): string {
  return new Intl.DateTimeFormat(strings.dateLocale, DAY).format(new Date(iso));
}
