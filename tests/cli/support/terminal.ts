/** A terminal that tests type into and read from. */
import { PassThrough } from 'node:stream';
import { createTerminal, type Terminal } from '../../../src/cli/terminal.ts';

export interface TestTerminal {
  readonly terminal: Terminal;
  readonly type: (text: string) => void;
  readonly hangUp: () => void;
  readonly shown: () => string;
}

export function testTerminal(): TestTerminal {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let shown = '';
  stderr.on('data', (chunk) => {
    shown += chunk;
  });
  const streams = { stdin, stdout, stderr } as unknown as Terminal['streams'];
  return {
    terminal: createTerminal(streams, { env: {}, noColor: true }),
    type: (text) => stdin.write(text),
    hangUp: () => stdin.end(),
    shown: () => shown,
  };
}
