/** What can't stand in a request is brought into a file of the step first, over a channel of its own. */
import { quoteWords } from '../../plan/quote.ts';
import type { ExecRequest, Session } from '../../transports/transport.ts';
import type { Came } from '../remote/job.ts';
import type { OpenRunner } from '../remote/runners.ts';

/** More than this comes by a file: a shell reads its requests slowly. */
const STDIN_LIMIT = 1_048_576;
const STAGE_TIMEOUT_MS = 10 * 60_000;

/** What is left to stand in a request: what can't is in its file, or the command can't begin. */
export async function staged(
  { key, place, runner }: OpenRunner & { readonly key: string },
  stdin: ExecRequest['stdin'],
): Promise<{ readonly text: string } | 'staged' | { readonly never: Never } | undefined> {
  if (stdin === undefined) return undefined;
  const fits = typeof stdin === 'string' && stdin.length <= STDIN_LIMIT && !stdin.includes('\0');
  if (fits) return { text: stdin };
  const never = await stage(runner.session, `${place.folder}/${key}.in`, stdin);
  return never ? { never } : 'staged';
}

type Never = Extract<Came, { kind: 'never' }>;

/** Writes a file of the step, whole, for its user alone. @returns why the command can't begin */
export async function stage(
  session: Session,
  path: string,
  stdin: string | Uint8Array,
): Promise<Never | undefined> {
  const script = 'umask 077; cat >"$1" && [ "$(wc -c <"$1")" -eq "$2" ]';
  const bytes = typeof stdin === 'string' ? Buffer.byteLength(stdin) : stdin.length;
  const line = quoteWords(['sh', '-c', script, 'sh', path, String(bytes)]);
  const end = await session.exec({ line, stdin, timeoutMs: STAGE_TIMEOUT_MS }, () => {});
  if (end.kind === 'exited' && end.code === 0) return undefined;
  const why = 'what it needs could not be brought to the host';
  return { kind: 'never', why, ...(end.kind === 'lost' && !end.refused ? {} : { refused: true }) };
}
