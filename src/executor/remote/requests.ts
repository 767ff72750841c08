/**
 * Requests to the runner shell. Each is one compound command: the shell reads all of it
 * before it carries out any, so that a request that is cut off does nothing. Pure text.
 */
import { quote, quoteWords } from '../../plan/quote.ts';
import { FUNCTIONS } from './script.ts';

/** How long a quiet output is read on after the end, in rounds of the host's 0.2 s. */
export const LINGER_ROUNDS = 3;

/**
 * The name of a step's files. Of two tries of one attempt, the first never began.
 * @param attempt which is in the journal, and says so
 */
export function remoteKey(step: string, attempt: number, tries: number): string {
  return `${safeName(step)}.${attempt}${tries > 1 ? `.${tries}` : ''}`;
}

/** The name of the folder: of the hosts of a run, two may be one machine. */
export function folderName(run: string, host: string): string {
  return [run, host].map(safeName).join('.');
}

/** One to one, so that no two names meet. */
function safeName(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*~.]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * @param folder its name, below the user's state folder or /var/lib
 * @param begun keys of this host that the journal has without an end
 */
export function openRequest(nonce: string, folder: string, begun: readonly string[]): string {
  return compound(`${FUNCTIONS}rb_open ${quoteWords([nonce, folder, ...begun])}`);
}

/** A short script, in a subshell: its output is all that it leaves. Nothing of it is kept. */
export function scriptRequest(nonce: string, script: string): string {
  const say = (words: string): string => `printf '${nonce} %s\\n' ${words}`;
  return compound(`${say('begin')}
(
${script}
) </dev/null 2>/dev/null
${say('"end exit $?"')}`);
}

export interface StepText {
  readonly nonce: string;
  readonly key: string;
  /** A POSIX command line. */
  readonly line: string;
  /** Text for its standard input, or that it was staged in the step's `.in`. */
  readonly stdin?: { readonly text: string } | 'staged';
}

export function stepRequest({ nonce, key, line, stdin }: StepText): string {
  const call = `rb_step ${quoteWords([nonce, key])} ${wordsOf(line)}`;
  if (stdin === undefined) return compound(`${call} </dev/null`);
  if (stdin === 'staged') return compound(`${call} <"$rb_r"/${quote(`${key}.in`)}`);
  return compound(`printf %s ${quote(stdin.text)} 2>/dev/null | ${call}`);
}

/** @param from byte of the output to go on from */
export function attachRequest(nonce: string, key: string, from: number, rounds: number): string {
  return compound(`rb_attach ${quoteWords([nonce, key, String(from), String(rounds)])}`);
}

/** Removes the files of steps whose ends are recorded. */
export function forgetRequest(keys: readonly string[]): string {
  return compound(`rb_forget ${quoteWords(keys)}`);
}

export function closeRequest(keys: readonly string[]): string {
  return compound(`${keys.length > 0 ? `rb_forget ${quoteWords(keys)}\n` : ''}rb_close`);
}

function compound(text: string): string {
  return `{ ${text}\n}\n`;
}

/** A line of nothing but words, which is what `plan/` makes, is run without one more shell. */
const PLAIN = /^(?:sh|bash) (?:[A-Za-z0-9_/.:=@%+, -]|'[^']*'|\\')+$/;

function wordsOf(line: string): string {
  return PLAIN.test(line) ? line : quoteWords(['sh', '-c', line]);
}
