/**
 * All that `runbook` prints goes through here.
 *
 * stdout carries what was asked for (data, JSON); stderr carries what a person
 * reads meanwhile (progress, notes, questions, errors). On a terminal, control
 * characters other than our colours are shown as signs, whoever they come from.
 */
import pc from 'picocolors';
import { showControlsButColours } from '../executor/control-characters.ts';
import { byPlace, formatPlace, type Problem } from '../problem/problem.ts';

export type Colors = ReturnType<typeof pc.createColors>;

export interface TerminalStreams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
}

export interface TerminalSettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-color` was given. */
  readonly noColor: boolean;
}

export interface Terminal {
  /** A line of data, on stdout. */
  out(line?: string): void;
  /** Text on stdout, without a line end of its own. */
  print(text: string): void;
  /** One JSON document, indented, on stdout. */
  json(value: unknown): void;
  /** One JSON object on one line of stdout: an event. */
  event(value: unknown): void;
  /** A line for a person, on stderr. */
  note(line?: string): void;
  /** Text for a person, on stderr, as it is: live output, prompts. */
  write(text: string): void;
  /** A question that is about to be asked. @returns it as this terminal can show it */
  asked(question: string): string;
  /** What was typed, and echoed by the terminal itself. Never call it with a secret. */
  answered(line: string): void;
  /** An error and what to do next, on stderr. */
  error(message: string, hint?: string): void;
  /** Problems, ordered by place, with their details. On stdout when they are what was asked for. */
  problems(problems: readonly Problem[], to?: 'stdout' | 'stderr'): void;
  /** Colours for stdout and stderr: each may be a terminal or not. */
  readonly colors: { readonly out: Colors; readonly err: Colors };
  /** Width of the terminal in columns; 80 when there is none. */
  readonly columns: number;
  /** A person can be asked: both stdin and stderr are terminals. */
  readonly interactive: boolean;
  readonly streams: TerminalStreams;
}

/** Colour follows https://no-color.org, then FORCE_COLOR, then whether the stream is a terminal. */
export function wantsColor(settings: TerminalSettings, isTerminal: boolean): boolean {
  const { env, noColor } = settings;
  if (noColor || env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

/** Lines of one problem: a headline, then details, aligned. */
export function problemLines(problem: Problem, colors: Colors): string[] {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[problem.severity];
  const where = problem.place ? `${colors.bold(formatPlace(problem.place))}: ` : '';
  const details = (['expected', 'actual', 'hint'] as const).flatMap((key) => {
    const value = problem[key];
    if (value === undefined) return [];
    const label = `${key}:`.padEnd(10);
    return [`  ${key === 'hint' ? colors.cyan(label) : colors.dim(label)}${value}`];
  });
  const rule = colors.dim(`[${problem.rule}]`);
  return [`${where}${paint(problem.severity)}: ${problem.message} ${rule}`, ...details];
}

/** "2 errors, 1 warning"; empty when there is nothing to count. */
export function countProblems(problems: readonly Problem[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => {
      const count = problems.filter((problem) => problem.severity === severity).length;
      return count === 0
        ? ''
        : `${count} ${severity}${count > 1 && severity !== 'info' ? 's' : ''}`;
    })
    .filter((part) => part !== '')
    .join(', ');
}

/**
 * What can't be printed must not stop a run half-way: it is dropped. A reader that goes away
 * (`| head`, a closed window) knows; of all else (a full disk) `say` tells, once.
 */
function outliveReader(stream: NodeJS.WriteStream, say: (error: Error) => void): void {
  let said = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (said || error.code === 'EPIPE' || error.code === 'EIO') return;
    said = true;
    say(error);
  });
}

/**
 * A pipe is written to at once, as files and terminals are. Node would queue what its reader
 * doesn't take: a step's output of 1 GiB would stay in memory, and the end of it be lost with
 * the process. A reader that is slow thus slows down the command that prints.
 */
function writeAtOnce(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?: (on: boolean) => void } };
  handle?.setBlocking?.(true);
}

export function createTerminal(streams: TerminalStreams, settings: TerminalSettings): Terminal {
  const { stdout, stderr, stdin } = streams;
  const colors = {
    out: pc.createColors(wantsColor(settings, Boolean(stdout.isTTY))),
    err: pc.createColors(wantsColor(settings, Boolean(stderr.isTTY))),
  };
  const write = (text: string) => void stderr.write(showControlsButColours(text));
  // A program gets the data as it is.
  const shown = stdout.isTTY ? showControlsButColours : (text: string) => text;
  const print = (text: string) => void stdout.write(shown(text));
  const out = (line = '') => print(`${line}\n`);
  const note = (line = '') => write(`${line}\n`);
  outliveReader(stdout, ({ message }) => note(`stdout can not be written: ${message}`));
  outliveReader(stderr, () => undefined);
  for (const stream of [stdout, stderr]) writeAtOnce(stream);
  return withMessages({
    out,
    print,
    note,
    write,
    asked: (question) => question,
    answered: () => undefined,
    colors,
    columns: stderr.columns ?? stdout.columns ?? 80,
    interactive: Boolean(stdin.isTTY) && Boolean(stderr.isTTY),
    streams,
  });
}

/** How wide a line of stdout may be: a file, or a program, takes all of it. */
export function outWidth({ streams, columns }: Terminal): number {
  return streams.stdout.isTTY ? columns : Infinity;
}

/** What is printed by means of the rest: JSON, errors, problems. */
type Messages = Pick<Terminal, 'json' | 'event' | 'error' | 'problems'>;

/** A whole terminal, from what prints lines. */
export function withMessages(lines: Omit<Terminal, keyof Messages>): Terminal {
  const { out, note, colors } = lines;
  return {
    ...lines,
    json: (value) => out(JSON.stringify(value, null, 2)),
    event: (value) => out(JSON.stringify(value)),
    error(message, hint) {
      note(`${colors.err.red('error')}: ${message}`);
      if (hint !== undefined) note(`  ${colors.err.cyan('hint:'.padEnd(10))}${hint}`);
    },
    problems(problems, to = 'stderr') {
      const [print, paint] = to === 'stdout' ? [out, colors.out] : [note, colors.err];
      for (const problem of [...problems].sort(byPlace)) {
        for (const line of problemLines(problem, paint)) print(line);
      }
    },
  };
}
