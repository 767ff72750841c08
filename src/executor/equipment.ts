/** What a run works with, from its options: made at its beginning, given back at its end. */
import { systemClock } from './clock.ts';
import type { RunContext } from './context.ts';
import { askThrough } from './lock/ask.ts';
import { TargetLocks } from './lock/target-locks.ts';
import { followUnderway } from './lock/underway.ts';
import { createMask } from './mask/mask.ts';
import type { ExecuteOptions } from './options.ts';
import { unlessStopped } from './order/questions.ts';
import { Runners } from './remote/runners.ts';
import { Report } from './report.ts';
import { Sessions } from './sessions.ts';
import { Elevator } from './sudo/elevator.ts';

export interface Equipment {
  readonly context: RunContext;
  /** Gives back what the run holds on its hosts, whatever came of it. */
  readonly leave: () => Promise<void>;
}

/** @param stopped from then on nobody is asked anything */
export function equip(options: ExecuteOptions, stopped: () => boolean): Equipment {
  const { run, signal, previous, yes = false, clock = systemClock } = options;
  const { mask = createMask({}), platform = () => 'posix', decide = () => undefined } = options;
  const underway = followUnderway(options.journal, previous);
  const report = new Report(underway.journal, options.emit, mask);
  const notice = (host: string, text: string) => report.emit({ type: 'notice', host, text });
  const locks =
    options.lock &&
    new TargetLocks(options.lock, notice, askThrough({ script: (...of) => runners.script(...of) }));
  const sessions = new Sessions(options.connect, locks ? [locks.opened] : [], signal);
  const runners: Runners = new Runners({ run, sessions, notice });
  runners.files.takeOver(options.previous?.steps ?? []);
  const operator = unlessStopped(options.operator, stopped);
  const session = (host: string) => sessions.get(host);
  const { sudoPassword: password } = options;
  const { password: ask } = operator;
  const elevator = new Elevator({ mask, session, password, ask, notice, signal });
  const { isOpen } = underway;
  const given = { run, signal, yes, clock, platform, decide, isOpen };
  return {
    context: { ...given, report, operator, sessions, runners, elevator },
    async leave() {
      await runners.forgetAll();
      await locks?.release(sessions, underway.step);
      await runners.endAll();
      await sessions.closeAll();
    },
  };
}
