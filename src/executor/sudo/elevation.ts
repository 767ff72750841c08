/** How a host lets us become root: what is asked, and how its answers are read. Pure. */
import { quoteWords } from '../../plan/quote.ts';

/** How commands that need root are sent to a host. */
export type Elevation =
  /** The session is root's. */
  | { readonly kind: 'root' }
  /** `sudo -n` does. */
  | { readonly kind: 'sudo' }
  | { readonly kind: 'password'; readonly password: string };

/** What a host says before any password is tried. */
export type Ability =
  | { readonly kind: 'root' | 'sudo' }
  | { readonly kind: 'asks'; readonly user: string }
  | { readonly kind: 'refused'; readonly why: Refusal };

export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

const MARK = 'runbook-sudo';

/** POSIX sh; changes nothing. sudo is asked for what will be run: a shell. */
export const ABILITY_LINE = quoteWords([
  'sh',
  '-c',
  `LC_ALL=C; export LC_ALL
u=$(id -un 2>/dev/null || id -u)
if [ "$(id -u)" -eq 0 ]; then echo ${MARK} root
elif ! command -v sudo >/dev/null 2>&1; then echo ${MARK} none "$u"
elif sudo -k -n -- sh -c : 2>&1; then echo ${MARK} free
else echo ${MARK} asks "$u"; fi`,
]);

/** Tries the password that comes as the only line of stdin. */
export const TRY_LINE = quoteWords([
  'sh',
  '-c',
  `LC_ALL=C exec sudo -k -S -p '' -- sh -c 'echo ${MARK} yes' 2>&1`,
]);

/** Reads what `ABILITY_LINE` printed. */
export function parseAbility(host: string, output: string): Ability {
  const [, word, user = 'the user'] = new RegExp(`^${MARK} (\\S+) ?(.*)$`, 'm').exec(output) ?? [];
  if (word === 'root') return { kind: 'root' };
  if (word === 'free') return { kind: 'sudo' };
  if (word === 'none') return { kind: 'refused', why: noSudo(host, user) };
  const why = refusal(host, user, output);
  if (why) return { kind: 'refused', why };
  if (/password is required|terminal is required|askpass/.test(output))
    return { kind: 'asks', user };
  return { kind: 'refused', why: unclear(host, output) };
}

/** Reads what `TRY_LINE` printed. */
export function parseTry(host: string, user: string, output: string): 'yes' | 'wrong' | Refusal {
  if (new RegExp(`^${MARK} yes$`, 'm').test(output)) return 'yes';
  const why = refusal(host, user, output);
  if (why) return why;
  if (/try again|incorrect password|no password was provided|Authentication fail/i.test(output))
    return 'wrong';
  return unclear(host, output);
}

function refusal(host: string, user: string, output: string): Refusal | undefined {
  if (/must have a tty/.test(output))
    return {
      message: `sudo on ${host} wants a terminal (requiretty)`,
      hint: `Allow ${user} without one in its sudoers: "Defaults:${user} !requiretty".`,
    };
  if (/not in the sudoers|may not run sudo|not allowed to (run|execute)/.test(output))
    return {
      message: `${user} may not use sudo on ${host}`,
      hint: `Give ${user} the right to run a shell by sudo there, or connect as another user.`,
    };
  return undefined;
}

function noSudo(host: string, user: string): Refusal {
  return {
    message: `there is no sudo on ${host}, and ${user} is not root`,
    hint: 'Install sudo there, or connect as root.',
  };
}

function unclear(host: string, output: string): Refusal {
  const said = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(MARK))
    .at(-1);
  return {
    message: `sudo on ${host} does not work${said ? `: ${said}` : ''}`,
    hint: `Try it there: sudo -n true`,
  };
}
