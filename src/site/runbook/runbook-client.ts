/** In the browser: what a runbook's page can do beyond being read. */
import { foldCards } from './folds-client.ts';
import { pickHost } from './host-client.ts';
import { Reading } from './ticks-client.ts';

const bar = document.querySelector<HTMLElement>('[data-runbook-bar]');
if (bar) {
  bar.hidden = false;
  const reading = new Reading(bar);
  pickHost(bar, (host) => reading.show(host));
  foldCards(bar);
}
