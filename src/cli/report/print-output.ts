/** All that a step printed, as recorded (masked), however long. */
import { join } from 'node:path';
import type { RunRecord } from '../../journal/runs-fs.ts';
import { CliError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { stepMeant } from '../recorded-run.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text.ts';
import { chunks } from './read-fs.ts';

/** @param wanted `step` or `step@host` */
export function printOutput(record: RunRecord, wanted: string, terminal: Terminal): void {
  const { output } = stepMeant(record, wanted);
  if (!output) throw new CliError(EXIT.usage, `"${wanted}" has not been started: no output`);
  // A program, or a file, gets it as the host gave it.
  const toPerson = terminal.streams.stdout.isTTY;
  let last = '\n';
  for (const { text } of chunks(join(record.folder, output))) {
    if (text === '') continue;
    terminal.print(toPerson ? printable(text, terminal.colors.out.isColorSupported) : text);
    last = text;
  }
  if (!last.endsWith('\n')) terminal.print('\n');
}
