/** Finds and starts the Chromium of this machine. Playwright is loaded when it is asked for. */
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright';
import { type Problem, ProblemError } from '../problem/problem.ts';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** No sandbox: what is opened is our own text only. The rest keeps it off the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param what is made in it: the beginning of the sentence when there is none
 * @param asked the browser to use; otherwise the usual places
 * @throws ProblemError when there is none, or it doesn't start
 */
export async function launchChromium(what: string, asked: string | undefined): Promise<Browser> {
  const { chromium } = await import('playwright');
  const executablePath = findBrowser(what, asked, chromium.executablePath());
  try {
    return await chromium.launch({ executablePath, args: FLAGS });
  } catch (error) {
    const problem: Problem = {
      rule: 'browser-failed',
      severity: 'error',
      message: `the browser ${executablePath} doesn't start`,
      actual: String((error as Error).message).split('\n')[0] ?? '',
      hint: 'check that it is a Chromium, or set RUNBOOK_CHROMIUM to another one',
    };
    throw new ProblemError([problem]);
  }
}

function findBrowser(what: string, asked: string | undefined, bundled: string): string {
  const candidates = asked === undefined ? [...CANDIDATES, bundled] : [asked];
  const found = candidates.find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return found;
  const problem: Problem = {
    rule: 'browser-missing',
    severity: 'error',
    message: `${what} in a Chromium browser, and none was found`,
    expected: candidates.filter(Boolean).join(', '),
    hint: 'apt-get install chromium, or set RUNBOOK_CHROMIUM to its path',
  };
  throw new ProblemError([problem]);
}
