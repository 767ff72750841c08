/** The suites of `npm test` and `npm run check`, as data. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './command.ts';

export interface Suite {
  readonly name: string;
  readonly command: readonly string[];
  /** A vitest project: its tests are counted one by one. Another suite counts as one. */
  readonly vitest?: true;
}

function vitest(project: string): Suite {
  return { name: project, command: ['vitest', 'run', '--project', project], vitest: true };
}

/** Static checks: they change nothing, and run side by side. */
export const CHECKS: readonly Suite[] = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'generated files', command: ['node', 'scripts/runbook.cjs', 'generate', '--check'] },
  { name: 'inventory', command: ['node', 'scripts/runbook.cjs', 'lint'] },
  { name: 'runbooks', command: ['node', 'scripts/runbook.cjs', 'validate'] },
];

/** In this order, one after the other: the browser reads the site that was just built. */
export const TESTS: readonly Suite[] = [
  vitest('unit'),
  { name: 'build', command: ['node', 'scripts/build.ts'] },
  vitest('integration'),
  // A sample of the kill points; `npm run crash` takes them all.
  vitest('crash'),
  vitest('e2e'),
];

/** A program that some tests need, and skip without. */
export interface Tool {
  readonly name: string;
  readonly found: boolean;
  readonly for: string;
  readonly get: string;
}

function onPath(...names: readonly string[]): boolean {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}

/** Program, Debian package, and what is skipped without it. Those of scripts/setup.sh, in its order. */
const PROGRAMS = [
  ['bwrap', 'bubblewrap', 'the private root of the embedded host (else user namespaces)'],
  ['ping', 'iputils-ping', 'a runbook on the embedded host that asks another host'],
  ['ip', 'iproute2', 'the lock-out test that takes a network down'],
  ['sshd', 'openssh-server', 'the integration tests over a real OpenSSH server'],
  ['ssh', 'openssh-client', 'the keys of those tests, and the comparison with ssh itself'],
  ['nginx', 'nginx-light', 'the check of the rendered nginx config'],
  ['sudo', 'sudo', 'the integration tests of sudo (as root)'],
  ['busybox', 'busybox', 'what is sent to hosts, tried in its shell too'],
  ['ps', 'procps', 'the integration tests that look at processes'],
  ['openssl', 'openssl', 'the forms in which secrets are looked for'],
  ['python3', 'python3-minimal', 'the check of the rendered interfaces files'],
  ['pdftotext', 'poppler-utils', 'the reading of an exported PDF'],
] as const;

/** What is there and what isn't; the tests themselves decide what they skip. */
export function tools(): Tool[] {
  const programs = PROGRAMS.map(([name, debian, purpose]) => ({
    ...{ name, found: onPath(name), for: purpose, get: `apt-get install ${debian}` },
  }));
  return [chromium(), firefox(), ...programs, ifquery(), asciinema()];
}

function chromium(): Tool {
  const given = process.env.RUNBOOK_CHROMIUM;
  return {
    name: 'Chromium',
    found: given ? existsSync(given) : onPath('chromium', 'chromium-browser', 'google-chrome'),
    for: 'the browser tests and the rendering of diagrams',
    get: 'apt-get install chromium, or RUNBOOK_CHROMIUM=/path/to/chromium',
  };
}

function firefox(): Tool {
  const given = process.env.RUNBOOK_FIREFOX;
  return {
    name: 'Firefox',
    found: given ? existsSync(given) : onPath('firefox-esr'),
    for: 'the browser tests that run in Firefox too',
    get: 'apt-get install firefox-esr, or RUNBOOK_FIREFOX=/path/to/firefox',
  };
}

function ifquery(): Tool {
  return {
    name: 'ifquery',
    found: existsSync(join(ROOT, '.cache', 'ifupdown2', 'usr')),
    for: 'the check of the rendered interfaces files',
    get: 'npm test on Debian: it unpacks the ifupdown2 package into .cache',
  };
}

/** Not brought by setup.sh: one test looks whether somebody else's player takes our recordings. */
function asciinema(): Tool {
  return {
    name: 'asciinema',
    found: onPath('asciinema'),
    for: 'the test that it plays our recordings',
    get: 'apt-get install asciinema',
  };
}
