/** POSIX quoting, for the `sh` filter and for every command line that the plan builds. Pure. */

/** Characters that no shell (sh, bash, dash, zsh) treats specially inside a word. */
const PLAIN_WORD = /^[A-Za-z0-9_@+:,./-]+$/;

/**
 * One word for a POSIX shell: the shell gives back exactly `text`, whatever is in it.
 *
 * Single quotes, because nothing is special inside them; a plain word stays bare so
 * that people can read the command. A leading dash is kept: quoting doesn't make an
 * option an operand, put `--` before it.
 * @throws when `text` holds a NUL, which no argument can carry.
 */
export function quote(text: string): string {
  if (text.includes('\0')) throw new Error('a command line cannot carry a NUL character');
  return PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
