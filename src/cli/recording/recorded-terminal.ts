/**
 * The operator's terminal, filmed. What is drawn for a person is drawn in colour, for
 * the recording; a terminal without colours gets it without.
 */
import pc from 'picocolors';
import { type Terminal, withMessages } from '../terminal.ts';
import type { Recorder } from './recorder-fs.ts';

/** Hides what must not be kept, in texts that didn't pass the executor: questions, answers, errors. */
export type Masking = (text: string) => string;

/** @param terminal where it is shown; nowhere when absent: it is only recorded */
export function recordedTerminal(
  recorder: Recorder,
  mask: Masking,
  terminal: Terminal,
  shown = true,
): Terminal {
  const plain = terminal.colors.err.isColorSupported ? same : withoutColours;
  const write = (text: string): void => {
    recorder.stream(text);
    if (shown) terminal.write(plain(text));
  };
  const note = (line = ''): void => {
    recorder.write(mask(`${line}\n`));
    if (shown) terminal.note(plain(line));
  };
  return withMessages({
    ...terminal,
    write,
    note,
    asked: (question) => {
      recorder.write(mask(question));
      return terminal.asked(plain(question));
    },
    answered: (line) => {
      recorder.write(mask(`${line}\n`));
      terminal.answered(line);
    },
    colors: { out: terminal.colors.out, err: pc.createColors(true) },
  });
}

function same(text: string): string {
  return text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with ESC
const COLOURS = /\u001b\[[0-9;:]*m/g;

/** For a terminal, or a file, that has none. */
export function withoutColours(text: string): string {
  return text.includes('\u001b') ? text.replace(COLOURS, '') : text;
}
