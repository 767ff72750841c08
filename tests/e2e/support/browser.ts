/** The browser of the tests: Debian's Chromium, which talks to nobody but us. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

export const CHROMIUM = process.env.RUNBOOK_CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}
