/** What a runbook's page says besides what its author wrote, in the site's language. */
import { strings } from '../data.ts';

export const words = strings.runbookPage;

/** A moment in the reader's words, in the time of the machine that builds. */
export function momentText(iso: string): string {
  return new Intl.DateTimeFormat(strings.dateLocale, {
    ...{ day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  }).format(new Date(iso));
}
