/**
 * Code as the pages show it: with the same grammars, in the colours of the terminal.
 * Without colours the highlighter isn't even loaded.
 */
import { showControls } from '../../executor/control-characters.ts';
import { ROLES, type Role, type TerminalColor } from '../../highlight/roles.ts';
import type { Colors, Terminal } from '../terminal.ts';

/** The lines of a text, ready for stdout. */
export type ShowCode = (text: string, language?: string) => string[];

/**
 * How code is shown on this terminal. What a file holds may not command it: only colours of
 * ours get through. A program that reads the output is given the text as it is.
 */
export async function codeShower(terminal: Terminal): Promise<ShowCode> {
  const { colors, streams } = terminal;
  if (!colors.out.isColorSupported) {
    const shown = streams.stdout.isTTY ? showControls : (text: string) => text;
    return (text) => shown(text).split('\n');
  }
  const { highlightedLines } = await import('../../highlight/tokens.ts');
  const paint = painter(colors.out);
  return (text, language) =>
    highlightedLines(showControls(text), language).map((line) =>
      line.map((piece) => paint(piece.role, piece.text)).join(''),
    );
}

function painter(colors: Colors): (role: Role, text: string) => string {
  // Plain blue can't be read on most dark terminals.
  const paints: Record<TerminalColor, (text: string) => string> = {
    ...{ blue: colors.blueBright, magenta: colors.magenta, cyan: colors.cyan },
    ...{ green: colors.green, yellow: colors.yellow, red: colors.red, dim: colors.dim },
  };
  return (role, text) => {
    const { terminal } = ROLES[role];
    return terminal === undefined ? text : paints[terminal](text);
  };
}
