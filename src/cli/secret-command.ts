/** A secret from a command of the operator's own machine, such as `pass show` or `sops -d`. */
import { spawn } from 'node:child_process';
import { CliError } from './errors.ts';
import { EXIT } from './exit-codes.ts';

/** More than any key is long. */
const MOST_BYTES = 1 << 20;

export interface SecretCommand {
  /** Of the secret. */
  readonly name: string;
  /** For `sh`. */
  readonly command: string;
  readonly cwd: string;
}

/**
 * What the command prints, without the line ends at its end. It has the terminal: it may
 * ask for a passphrase. What it printed is in no error.
 * @throws CliError when it fails, or what it prints is no secret
 */
export async function secretFromCommand(source: SecretCommand): Promise<string> {
  const { bytes, ended } = await outputOf(source);
  if (ended !== undefined) throw failed(source, ended);
  if (bytes.length > MOST_BYTES) throw failed(source, `printed more than ${MOST_BYTES} bytes`);
  const value = text(bytes)?.replace(/[\r\n]+$/, '');
  if (value === undefined) throw failed(source, 'printed something that is not text');
  if (value === '') throw failed(source, 'printed nothing');
  return value;
}

function outputOf({ command, cwd }: SecretCommand): Promise<{ bytes: Buffer; ended?: string }> {
  const child = spawn('/bin/sh', ['-c', command], {
    cwd,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  let length = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    length += bytes.length;
    if (length <= MOST_BYTES + bytes.length) chunks.push(bytes);
  });
  return new Promise((resolve) => {
    const end = (ended?: string): void => resolve({ bytes: Buffer.concat(chunks), ended });
    child.on('error', (error) => end(`could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      if (signal) end(`was ended by ${signal}`);
      else end(code === 0 ? undefined : `ended with code ${code}`);
    });
  });
}

/** Undefined for what isn't UTF-8, or holds a NUL: no script can carry it. */
function text(bytes: Buffer): string | undefined {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function failed({ name, command }: SecretCommand, what: string): CliError {
  return new CliError(EXIT.usage, `the command of the secret ${name} ${what}`, command);
}
