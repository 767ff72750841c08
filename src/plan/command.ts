/** Scripts → the command lines that carry them to a target. Pure text, tested as such. */
import { quoteWords } from './quote.ts';

export interface ScriptOptions {
  /** Language of the block. */
  readonly lang: string;
  readonly sudo?: boolean;
}

/**
 * How each shell is started: the first failure stops the script, as its reader expects,
 * and an unset variable is a failure. Bash reads its start-up files when it thinks that
 * ssh started it (a socket on stdin): they are not written for `-eu`.
 */
const SHELLS: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '--norc', '-euo', 'pipefail', '-c'],
  sh: ['sh', '-eu', '-c'],
};

/**
 * Runs "$@" as root: as it is when the session is root's already (a fresh Proxmox has no
 * sudo), through `sudo -n` otherwise, so that a password prompt fails instead of hanging.
 */
const AS_ROOT = '[ "$(id -u)" -eq 0 ] || set -- sudo -n -- "$@"; exec "$@"';

/** Linux takes no longer argument (MAX_ARG_STRLEN, less its NUL), and a login shell gets the line as one. */
export const MAX_LINE_BYTES = 131_071;

/** Whether a host's shell can run a block of this language. */
export function isShell(lang: string): boolean {
  return Object.hasOwn(SHELLS, lang);
}

/**
 * One simple POSIX command that runs `script` in the shell of its language. It needs
 * nothing of the login shell but words and single quotes, and can stand anywhere a
 * command can.
 */
export function shellLine(script: string, { lang, sudo }: ScriptOptions): string {
  const shell = SHELLS[lang];
  if (!shell) throw new Error(`no shell runs "${lang}"`);
  // After -c, a script that begins with a dash would be read as options.
  const words = [...shell, /^[-+]/.test(script) ? ` ${script}` : script];
  return quoteWords(sudo ? ['sh', '-c', AS_ROOT, 'sh', ...words] : words);
}
