/**
 * Loaded before the CLI (`node --import`): kills the process at the N-th point of its life.
 *
 * A point is a moment around something that leaves the process: each record of the journal
 * (before the write, in the middle of it, after it, after the sync) and each packet that is
 * written to a socket (before, after). The CLI knows nothing of it.
 *
 * KILL_AT=N kills there; without it the points are only listed. KILL_REPORT=FILE gets their
 * names in order, or the name of the point that killed.
 */
import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

const at = Number(process.env.KILL_AT ?? 0);
const report = process.env.KILL_REPORT ?? '/dev/null';
const really = { openSync: fs.openSync, writeSync: fs.writeSync };
const journals = new Set<number>();
const points: string[] = [];

function point(name: string): void {
  points.push(name);
  if (points.length !== at) return;
  writeFileSync(report, JSON.stringify({ killed: name, at }));
  process.kill(process.pid, 'SIGKILL');
}

/** Whether the next point is the one: half a record is written only to die there. */
const isNext = (): boolean => points.length + 1 === at;

fs.openSync = ((path: fs.PathLike, ...rest: [fs.OpenMode?, fs.Mode?]) => {
  const file = really.openSync(path, ...(rest as [fs.OpenMode, fs.Mode]));
  if (String(path).endsWith('/journal.jsonl')) journals.add(file);
  return file;
}) as typeof fs.openSync;

fs.writeSync = ((file: number, data: string | NodeJS.ArrayBufferView, ...rest: never[]) => {
  if (!journals.has(file)) return really.writeSync(file, data as string, ...rest);
  point('before-record');
  if (isNext()) really.writeSync(file, halfOf(data, rest[0]));
  point('half-record');
  const written = really.writeSync(file, data as string, ...rest);
  point('after-record');
  return written;
}) as typeof fs.writeSync;

function halfOf(data: string | NodeJS.ArrayBufferView, offset: number | undefined): Buffer {
  const bytes =
    typeof data === 'string'
      ? Buffer.from(data)
      : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const rest = typeof data === 'string' ? bytes : bytes.subarray(offset ?? 0);
  return rest.subarray(0, Math.floor(rest.length / 2));
}

for (const name of ['fdatasyncSync', 'fsyncSync'] as const) {
  const sync = fs[name];
  fs[name] = (file: number) => {
    sync(file);
    if (journals.has(file)) point('after-sync');
  };
}
syncBuiltinESMExports();

type Write = (this: Socket, ...args: Parameters<Socket['write']>) => boolean;
const write = Socket.prototype.write as Write;
Socket.prototype.write = function (this: Socket, ...args: Parameters<Socket['write']>): boolean {
  // The terminal's streams are sockets too: only what has a remote end is a send.
  if (this.remotePort === undefined) return write.apply(this, args);
  point('before-send');
  const more = write.apply(this, args);
  point('after-send');
  return more;
} as Socket['write'];

process.on('exit', () => {
  writeFileSync(report, JSON.stringify({ points }));
});
