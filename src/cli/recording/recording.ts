/** What `run`, `resume` and `undo` show, recorded beside the journal. */
import type { ExecutorEvent } from '../../executor/events.ts';
import type { Action, Invocation } from '../command.ts';
import { report } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { type Masking, recordedTerminal } from './recorded-terminal.ts';
import { Recorder } from './recorder-fs.ts';

export interface Recording {
  /** Begins to write into a run's folder; what was shown before belongs to it. */
  start(run: { readonly folder: string; readonly title: string; readonly session: string }): void;
  /** From now on, questions, answers and errors are masked as well. */
  masked(mask: Masking): void;
  /** Marks where each step begins. */
  mark(event: ExecutorEvent): void;
  /** A terminal that only the recording sees: for what a program is told otherwise. */
  readonly aside: Terminal;
}

/** A call whose `terminal` is recorded. */
export interface RecordedInvocation extends Invocation {
  readonly recording: Recording;
}

/** An action whose terminal is recorded, from its first line to its error. */
export function recorded(action: (invocation: RecordedInvocation) => Promise<ExitCode>): Action {
  return async (invocation) => {
    const { terminal } = invocation;
    const recorder = new Recorder(screenOf(terminal), (trouble) => terminal.note(trouble));
    let mask: Masking = (text) => text;
    const masking: Masking = (text) => mask(text);
    const shown = recordedTerminal(recorder, masking, terminal);
    const aside = recordedTerminal(recorder, masking, terminal, false);
    const recording: Recording = {
      start({ folder, title, session }) {
        recorder.marker(session);
        recorder.open(folder, title);
      },
      masked(given) {
        mask = given;
      },
      mark: (event) => mark(recorder, event),
      aside,
    };
    try {
      return await action({ ...invocation, terminal: shown, recording });
    } catch (error) {
      // `main` tells it on the real terminal.
      report(error, aside, false);
      throw error;
    } finally {
      recorder.close();
    }
  };
}

function mark(recorder: Recorder, event: ExecutorEvent): void {
  if (event.type === 'step-started') recorder.marker(`${event.step}@${event.host}`);
}

function screenOf({ columns, streams }: Terminal): { columns: number; rows: number } {
  return { columns, rows: streams.stderr.rows ?? streams.stdout.rows ?? 24 };
}

/**
 * Where a run's events go: drawn for a person, or one JSON object a line for a
 * program. Either way the recording has them as a person sees them.
 * @param draw onto the terminal
 */
export function emitter(
  { terminal, options, recording }: RecordedInvocation,
  draw: (terminal: Terminal) => (event: ExecutorEvent) => void,
): (event: ExecutorEvent) => void {
  const json = options.json === true;
  const drawn = draw(json ? recording.aside : terminal);
  return (event) => {
    recording.mark(event);
    drawn(event);
    if (json) terminal.event({ v: 1, at: new Date().toISOString(), ...event });
  };
}
