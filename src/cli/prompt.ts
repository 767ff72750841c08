/** Questions to the person at the terminal: one-letter choices, secrets without echo. */
import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export interface Choice<T extends string> {
  /** The letter typed. */
  readonly key: string;
  /** Shown with its letter in brackets: `[y]es`. */
  readonly label: string;
  readonly value: T;
}

/** `[y]es [n]o`: each label with its letter in brackets. */
export function choiceLine(choices: readonly Choice<string>[]): string {
  return choices.map(({ key, label }) => label.replace(key, `[${key}]`)).join(' ');
}

/** The choice that was meant: its letter or its whole word, in any case. */
export function chosen<T extends string>(
  choices: readonly Choice<T>[],
  typed: string,
): T | undefined {
  const word = typed.trim().toLowerCase();
  return choices.find(({ key, label }) => word === key || (word !== '' && word === label))?.value;
}

/**
 * Asks until one of the choices is typed.
 * @returns undefined at the end of input (Ctrl-D), or when `signal` is aborted: nobody answers
 */
export async function ask<T extends string>(
  terminal: Terminal,
  question: string,
  choices: readonly Choice<T>[],
  signal?: AbortSignal,
): Promise<T | undefined> {
  const { bold, dim } = terminal.colors.err;
  const prompt = `${bold(question)} ${dim(choiceLine(choices))} `;
  for (;;) {
    const line = await readLine(terminal, prompt, signal);
    if (line === undefined) return undefined;
    const choice = chosen(choices, line);
    if (choice !== undefined) return choice;
    terminal.note(`  type ${choices.map(({ key }) => key).join(', ')}`);
  }
}

/**
 * One line, shown as it is typed; not recorded, as it may be a one-time code.
 * @returns undefined at the end of input, or when `signal` is aborted
 */
export function askLine(
  terminal: Terminal,
  question: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  return readLine(terminal, `${terminal.colors.err.bold(question)} `, signal, 'not recorded');
}

/** One line of input; undefined at its end. */
async function readLine(
  terminal: Terminal,
  prompt: string,
  signal?: AbortSignal,
  echo: 'recorded' | 'not recorded' = 'recorded',
): Promise<string | undefined> {
  const { stdin, stderr } = terminal.streams;
  if (signal?.aborted) return undefined;
  const reader = createInterface({ input: stdin, output: stderr, terminal: Boolean(stdin.isTTY) });
  let line: string | undefined;
  try {
    line = await typed(reader, terminal.asked(prompt), signal);
    return line;
  } finally {
    reader.close();
    if (line === undefined) terminal.note();
    else terminal.answered(echo === 'recorded' ? line : '');
  }
}

/**
 * Asks for a secret: what is typed isn't shown.
 * @returns undefined at the end of input, or when `signal` is aborted
 */
export async function askSecret(
  terminal: Terminal,
  question: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { stdin } = terminal.streams;
  if (signal?.aborted) return undefined;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: silent, terminal: true });
  terminal.write(`${terminal.colors.err.bold(question)} `);
  return typed(reader, '', signal).finally(() => {
    reader.close();
    terminal.note();
  });
}

/**
 * What is typed, up to the end of the line. With a `signal` a run is under way: Ctrl-C
 * reaches the process as the signal that it is, and the run says what it does about it.
 * @throws CliError on Ctrl-C when there is no run yet
 */
function typed(
  reader: Interface,
  prompt: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    reader.on('SIGINT', () => {
      if (signal) process.kill(process.pid, 'SIGINT');
      else reject(new CliError(EXIT.interrupted, 'interrupted: nothing was sent'));
    });
    // After Ctrl-Z and `fg` the reader is paused: without this it would be deaf, to Ctrl-C too.
    reader.on('SIGCONT', () => reader.resume());
    // `close` without a line (Ctrl-D) never settles the question: whichever comes first.
    reader.once('close', () => resolve(undefined));
    signal?.addEventListener('abort', () => reader.close(), { once: true });
    reader.question(prompt).then(resolve, () => resolve(undefined));
  });
}
