/** Tells a detached step on its host to end. */
import { quote } from '../../plan/quote.ts';
import type { ExecEnd, ExecRequest } from '../../transports/transport.ts';
import type { StepContext } from '../context.ts';
import type { Told } from '../remote/job.ts';
import { KILLED, killScript } from '../remote/kill-script.ts';
import type { Reply } from '../remote/runner.ts';
import type { OpenRunner } from '../remote/runners.ts';
import { scriptRequest } from './request.ts';

const KILL_TIMEOUT_MS = 5_000;

/**
 * Through the runner's shell where that waits for nothing, else over a channel of its own:
 * the runner that follows a step waits for the very command.
 * @param key of the step's files
 */
export async function kill(
  context: StepContext,
  { place, runner }: OpenRunner,
  key: string,
): Promise<Told> {
  const { action } = context.step;
  const sudo =
    action.kind === 'run'
      ? action.command.sudo === true
      : action.kind === 'put' && action.file.sudo;
  const script = killScript(`${place.folder}/${key}`);
  const request = await scriptRequest(context, script, { sudo }).catch(() => undefined);
  if (!request) return 'unanswered';
  let said = '';
  const end = runner.idle
    ? await runner.script(fed(request), (bytes) => {
        said += bytes.toString('latin1');
      })
    : await runner.session.exec({ ...request, timeoutMs: KILL_TIMEOUT_MS }, ({ text }) => {
        said += text;
      });
  return said.includes(KILLED) ? 'killed' : toldBy(end);
}

/** As the text of a shell that reads its requests on its own standard input. */
function fed({ line, stdin }: ExecRequest): string {
  return stdin === undefined ? line : `printf %s ${quote(String(stdin))} | ${line}`;
}

/** What the end tells of a kill that said nothing. */
function toldBy(end: ExecEnd | Reply): Told {
  if (end.kind === 'lost') return end.refused ? 'refused' : 'cut';
  if (end.kind === 'cut') return 'cut';
  const code = end.kind === 'ended' ? end.end : end;
  return code.kind === 'exited' && code.code === 0 ? 'gone' : 'unanswered';
}
