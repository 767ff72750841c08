/** `runbook replay`: plays what the operator saw. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDuration } from '../../runbook/duration.ts';
import { type Action, type OptionValues, text } from '../command.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { recordedRun } from '../recorded-run.ts';
import { type Cast, parseCast } from '../recording/cast.ts';
import { frames, keyOf, type Pace, Player } from '../recording/player.ts';
import { withoutColours } from '../recording/recorded-terminal.ts';
import { RECORDING_FILE } from '../recording/recorder-fs.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../text.ts';

export const run: Action = async ({ args, options, terminal, stateDir }) => {
  const { run: id, folder } = recordedRun(stateDir, args[0]);
  const pace = paceOf(options);
  const cast = readCast(join(folder, RECORDING_FILE), id);
  const { stdout, stdin } = terminal.streams;
  const show = terminal.colors.out.isColorSupported
    ? terminal.print
    : (shown: string) => terminal.print(withoutColours(shown));
  if (stdout.isTTY) await play(cast, pace, show, terminal, stdin);
  else
    show(
      frames(cast.events, pace)
        .map(({ text: shown }) => shown)
        .join(''),
    );
  if (cast.unreadable > 0)
    terminal.note(`${count(cast.unreadable, 'line')} of the recording could not be read`);
  return EXIT.ok;
};

function paceOf(options: OptionValues): Pace {
  const speed = Number((text(options, 'speed') ?? '1').replace(/x$/, ''));
  if (!(speed > 0 && Number.isFinite(speed)))
    throw new CliError(EXIT.usage, `--speed takes a factor, not "${options.speed}"`, '--speed 2');
  const idleMs = parseDuration(text(options, 'idle') ?? '2s');
  if (idleMs === undefined)
    throw new CliError(
      EXIT.usage,
      `--idle takes a duration, not "${options.idle}"`,
      '--idle 500ms',
    );
  return { speed, idleMs };
}

function readCast(path: string, run: string): Cast {
  const cast = parseCast(readText(path) ?? '');
  if (cast) return cast;
  throw new CliError(
    EXIT.usage,
    `${run} has no recording`,
    `runbook show ${run} tells what happened`,
  );
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function play(
  cast: Cast,
  pace: Pace,
  show: (text: string) => void,
  terminal: Terminal,
  stdin: Terminal['streams']['stdin'],
): Promise<void> {
  const player = new Player(show);
  const pressed = (bytes: Buffer): void => {
    const key = keyOf(bytes.toString('utf8'));
    if (key) player.press(key);
  };
  if (stdin.isTTY) {
    terminal.note(terminal.colors.err.dim('space pauses, . goes to the next step, q ends\n'));
    stdin.setRawMode(true).on('data', pressed).resume();
  }
  try {
    await player.play(frames(cast.events, pace));
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false).off('data', pressed).pause();
  }
}
