/** Questions to the person at the terminal: one-letter choices, secrets without echo. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
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
 * @returns undefined at the end of input
 */
export function askLine(terminal: Terminal, question: string): Promise<string | undefined> {
  return readLine(terminal, `${terminal.colors.err.bold(question)} `, undefined, 'not recorded');
}

/** One line of input; undefined at its end. Ctrl-C reaches the process as the signal that it is. */
async function readLine(
  terminal: Terminal,
  prompt: string,
  signal?: AbortSignal,
  echo: 'recorded' | 'not recorded' = 'recorded',
): Promise<string | undefined> {
  const { stdin, stderr } = terminal.streams;
  const reader = createInterface({ input: stdin, output: stderr, terminal: Boolean(stdin.isTTY) });
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = new Promise<undefined>((resolve) =>
    reader.once('close', () => resolve(undefined)),
  );
  const gone = (): void => reader.close();
  signal?.addEventListener('abort', gone, { once: true });
  try {
    if (signal?.aborted) return undefined;
    // `close` without a line (Ctrl-D) never settles the question: whichever comes first.
    const shown = terminal.asked(prompt);
    const line = await Promise.race([reader.question(shown).catch(() => undefined), closed]);
    if (line === undefined) terminal.note();
    else terminal.answered(echo === 'recorded' ? line : '');
    return line;
  } finally {
    signal?.removeEventListener('abort', gone);
    reader.close();
  }
}

/** Asks for a secret: what is typed isn't shown. @returns undefined at the end of input */
export async function askSecret(terminal: Terminal, question: string): Promise<string | undefined> {
  const { stdin } = terminal.streams;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: silent, terminal: true });
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = new Promise<undefined>((resolve) =>
    reader.once('close', () => resolve(undefined)),
  );
  terminal.write(`${terminal.colors.err.bold(question)} `);
  try {
    return await Promise.race([reader.question('').catch(() => undefined), closed]);
  } finally {
    reader.close();
    terminal.note();
  }
}
