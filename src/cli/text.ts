/** Small texts: durations, dates, what a remote host printed. Pure. */
import type { FailureReason } from '../journal/entries.ts';

/** `240 ms`, `3.2 s`, `4 min 05 s`, `2 h 07 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  const two = (count: number): string => String(count).padStart(2, '0');
  if (minutes < 60) return `${minutes} min ${two(Math.floor((ms % 60_000) / 1000))} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** An ISO 8601 UTC time as `2026-07-14 09:12`, in the operator's time zone. */
export function localTime(iso: string): string {
  return localSecond(iso).slice(0, '2026-07-14 09:12'.length);
}

/** As `localTime`, to the second. */
export function localSecond(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const two = (count: number): string => String(count).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

const REASONS: Record<FailureReason, string> = {
  configuration: 'the ssh config is wrong',
  resolution: 'its name can not be resolved',
  unreachable: 'unreachable',
  'host-key': 'host key refused',
  authentication: 'authentication refused',
  timeout: 'timed out',
  prompt: 'stopped at a prompt',
  'exit-code': 'ended with an error',
  signal: 'ended by a signal',
  expect: 'its output is not what was expected',
  verify: 'its verify does not hold',
  invariant: 'an invariant does not hold',
  'not-armed': 'its host can not be made to go back by itself',
  reverted: 'its host went back by itself',
  'not-rebooted': 'its host has not booted anew',
  output: 'an earlier step did not give what it needs',
  aborted: 'aborted',
  unsupported: 'this platform can not do it',
};

/** Why a step failed, in words. */
export function reasonText(reason: FailureReason, exitCode?: number): string {
  if (reason === 'exit-code' && exitCode !== undefined) return `exit code ${exitCode}`;
  return REASONS[reason];
}

/** `1 step`, `3 steps`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

// String sequences (OSC, DCS…), CSI, two-character escapes, then single control characters.
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /\u001b(?:[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\[[0-?]*[ -/]*[@-~]|[ -/]*[0-~])|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const COLOUR = /^\u001b\[[0-9;:]*m$/;

/** The attribute 8 hides what follows; in `38;5;8` it is a colour's number. */
const HIDES = /(?<![34]8[;:]5[;:])(?<=[[;:]0*)8(?=[;:m])/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PAINTED = /^.*\u001b.*$/gm;

/**
 * Output of a host, safe to print: a host must not move our cursor, rename our
 * window, hide text or write to the clipboard. Colours stay when the terminal has
 * them, and end with their line: they must not run into what is written by us.
 */
export function printable(text: string, colors: boolean): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(UNPRINTABLE, (sequence) => (colors && isColour(sequence) ? sequence : ''))
    .replace(PAINTED, '$&\u001b[0m');
}

function isColour(sequence: string): boolean {
  return COLOUR.test(sequence) && !HIDES.test(sequence);
}
