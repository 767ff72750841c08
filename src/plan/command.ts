/** Scripts → the command lines that carry them to a target. Pure text, tested as such. */
import { quote, quoteWords } from './quote.ts';

export interface ScriptOptions {
  /** Language of the block. */
  readonly lang: string;
  /** As root: however the host lets us, or by the password that comes on stdin (`passwordInput`). */
  readonly sudo?: boolean | 'password' | PromptedSudo;
  /** The script isn't in the line: it comes on stdin (`scriptInput`), or is typed at a terminal. */
  readonly carried?: 'stdin' | TypedScript;
}

/** On a terminal, sudo asks for the password with this prompt. */
export interface PromptedSudo {
  readonly prompt: string;
}

/** On a terminal, the shell asks for the script with this prompt; answered by `scriptLines`. */
export interface TypedScript {
  readonly prompt: string;
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
 * `$RUNBOOK_OUTPUT`, which sudo takes away, for root; made by the user, who reads it afterwards.
 * Not set, it is left out.
 */
// biome-ignore lint/suspicious/noTemplateCurlyInString: for the shell
const OUTPUT_KEPT = '${RUNBOOK_OUTPUT:+env "RUNBOOK_OUTPUT=$RUNBOOK_OUTPUT"}';
// biome-ignore lint/suspicious/noTemplateCurlyInString: for the shell
const OUTPUT_MADE = ': >>"${RUNBOOK_OUTPUT:-/dev/null}"';

/** Runs "$@" by sudo with these options. */
function bySudo(options: string): string {
  return `${OUTPUT_MADE}; exec sudo ${options} -- ${OUTPUT_KEPT} "$@"`;
}

/**
 * Runs "$@" as root: as it is when the session is root's already (a fresh Proxmox has no
 * sudo), through `sudo -n` otherwise, so that a password prompt fails instead of hanging.
 */
const AS_ROOT = ['sh', '-c', `[ "$(id -u)" -ne 0 ] || exec "$@"; ${bySudo('-n')}`, 'sh'];

/** Stands between sudo's password and what the command itself reads. */
const GUARD = 'runbook-stdin';
/**
 * A sudo that asks for nothing after all leaves the password on stdin: all up to GUARD is
 * thrown away, so that a command never reads it. `read` takes no byte beyond its line.
 */
const BEHIND_GUARD = `while IFS= read -r l && [ "$l" != ${GUARD} ]; do :; done; exec "$@"`;

/** Last line of a script that came whole: what a cut link has left of one isn't executed. */
const WHOLE = '#whole';
const CUT = 'echo "echo the script did not arrive whole: nothing was run >&2; exit 1"';
/** Ends a script that is typed. Not a line of base64. */
const TYPED_END = '.';
/** A terminal takes 4095 bytes a line. */
const TYPED_WIDTH = 1024;

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
export function shellLine(script: string, { lang, sudo, carried }: ScriptOptions): string {
  const shell = SHELLS[lang];
  if (!shell) throw new Error(`no shell runs "${lang}"`);
  return quoteWords([...asRoot(sudo), ...shell, carrier(script, carried)]);
}

function asRoot(sudo: ScriptOptions['sudo']): readonly string[] {
  if (!sudo) return [];
  if (sudo === true) return AS_ROOT;
  // -k: a password that was given before isn't relied on, and none is left behind.
  if (sudo !== 'password') return ['sh', '-c', bySudo(`-k -p ${quote(sudo.prompt)}`), 'sh'];
  return ['sh', '-c', bySudo("-k -S -p ''"), 'sh', 'sh', '-c', BEHIND_GUARD, 'sh'];
}

function carrier(script: string, carried: ScriptOptions['carried']): string {
  if (carried === 'stdin') return evaluated('cat');
  if (carried !== undefined) return evaluated(typed(carried.prompt));
  return operand(script);
}

/** After -c, or after `eval`, a script that begins with a dash would be read as options. */
function operand(script: string): string {
  return /^[-+]/.test(script) ? ` ${script}` : script;
}

/**
 * Evaluates what `source` prints. The script sees no variable and no argument that it
 * wouldn't have otherwise; when nothing comes of `source`, that is a failure.
 */
function evaluated(source: string): string {
  const whole = `printf "shift;%s\\n" "\${s%?${WHOLE}}"`;
  return `set -- "$(s=$(${source}) || :; case $s in *?${WHOLE}) ${whole};; *) ${CUT};; esac)"; eval "\${1:-exit 1}"`;
}

/** Nothing of what is typed is echoed: the terminal is told so before it is asked for. */
function typed(prompt: string): string {
  const lines = `while IFS= read -r l && [ "$l" != ${TYPED_END} ]; do printf "%s\\n" "$l"; done`;
  return `stty -echo 2>/dev/null || :; printf "%s\\n" ${quote(prompt)} >&2; ${lines} | base64 -d; stty echo 2>/dev/null || :`;
}

/** What stdin holds for a line whose script is `carried` by it. */
export function scriptInput(script: string): string {
  return `${operand(script)}\n${WHOLE}\n`;
}

/** What is typed when a terminal asks for the script: lines of base64, and the end. */
export function scriptLines(script: string): string {
  const base64 = Buffer.from(scriptInput(script)).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${TYPED_WIDTH}}`, 'g')) ?? [];
  return [...lines, TYPED_END].join('\n');
}

/** What stdin holds for a line with `sudo: 'password'`, before what the command reads. */
export function passwordInput(password: string): string {
  return `${password}\n${GUARD}\n`;
}
