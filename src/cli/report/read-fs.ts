/** Reads what a report is made of: the journal, the texts, the ends of the outputs. */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { readBlocks } from '../../journal/blocks-fs.ts';
import { runEvidence } from '../../journal/evidence.ts';
import type { RunRecord } from '../../journal/runs-fs.ts';
import { shownStatus } from '../liveness-fs.ts';
import { RECORDING_FILE } from '../recording/recorder-fs.ts';
import type { Excerpt, RunReport } from './report.ts';

export function readReport(stateDir: string, record: RunRecord): RunReport {
  const { run, folder, entries, state, problems } = record;
  return {
    ...{ run, folder, problems },
    status: shownStatus(stateDir, record),
    recorded: existsSync(join(folder, RECORDING_FILE)),
    evidence: runEvidence(entries, state),
    blocks: readBlocks(folder),
    output: (file, maxBytes) => tail(join(folder, file), maxBytes),
  };
}

/** The end of a file, from a whole line on when it isn't all of it. */
function tail(path: string, maxBytes: number): Excerpt {
  let text = '';
  let omitted = 0;
  for (const chunk of chunks(path, maxBytes)) {
    text += chunk.text;
    omitted = chunk.from;
  }
  if (omitted === 0) return { text, omitted };
  const lineEnd = text.indexOf('\n');
  return {
    text: text.slice(lineEnd + 1),
    omitted: omitted + Buffer.byteLength(text.slice(0, lineEnd + 1)),
  };
}

const CHUNK = 64 * 1024;

/**
 * A recorded output in pieces, of whole characters.
 * @param lastBytes only its end; all of it when absent
 * @yields nothing when there is no such file: nothing was printed
 */
export function* chunks(
  path: string,
  lastBytes?: number,
): Generator<{ text: string; from: number }> {
  const file = open(path);
  if (file === undefined) return;
  try {
    const { size } = fstatSync(file);
    const from = lastBytes === undefined ? 0 : Math.max(0, size - lastBytes);
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(Math.min(CHUNK, Math.max(1, size - from)));
    for (let at = from, read = 1; at < size && read > 0; at += read) {
      read = readSync(file, buffer, 0, buffer.length, at);
      yield { text: decoder.write(buffer.subarray(0, read)), from };
    }
    yield { text: decoder.end(), from };
  } finally {
    closeSync(file);
  }
}

function open(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
