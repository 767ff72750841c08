/**
 * The script that runs a command at a terminal. Pure text, POSIX sh.
 *
 * The command can't be detached from its terminal: it gets the hang-up of a lost link as at
 * any terminal. This shell outlives it, and records how it ended where `rb_attach` looks.
 */
import { quote, quoteWords } from '../../plan/quote.ts';

/** What the operator is told where the link, and its terminal with it, goes before the command. */
export const HUNG_UP = 'what it prints from here on is lost with its terminal; its end is not';

/** @param files of the step, without their endings */
export function terminalScript(files: string, boot: string, line: string): string {
  return `rm -f -- "$0"
f=${quote(files)}
u=$(umask)
umask 077
trap : HUP TERM
set -C
printf '%s\\n' ${quote(boot)} "$$" >"$f.pid" || exit 125
set +C
umask "$u"
export RUNBOOK_OUTPUT="$f.vars"
${line}
c=$?
printf 'code exit %s\\ndone\\n' "$c" >>"$f.pid"
exit "$c"
`;
}

/** Replaces the login shell, which would not outlive the hang-up. */
export function terminalLine(path: string): string {
  return `exec ${quoteWords(['sh', path])}`;
}
