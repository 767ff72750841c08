/** What `run`, `resume` and `undo` show, recorded beside the journal. */
import type { ExecutorEvent } from '../../executor/events.ts';
import { keepBlocks } from '../../journal/blocks-fs.ts';
import type { Plan } from '../../plan/model.ts';
import type { Action, Invocation } from '../command.ts';
import { report } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { askedReports } from '../report/asked.ts';
import type { Terminal } from '../terminal.ts';
import { type Masking, recordedTerminal } from './recorded-terminal.ts';
import { Recorder } from './recorder-fs.ts';

interface Session {
  readonly folder: string;
  readonly plan: Pick<Plan, 'title' | 'steps'>;
  /** What began here, and by whom. */
  readonly label: string;
}

export interface Recording {
  /** Begins to write into a run's folder; what was shown before belongs to it. */
  start(run: Session): void;
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

/**
 * An action whose terminal is recorded, from its first line to its error, and which
 * leaves the reports that were asked for, however it ends.
 */
export function recorded(action: (invocation: RecordedInvocation) => Promise<ExitCode>): Action {
  return async (invocation) => {
    const { terminal } = invocation;
    const reporting = await askedReports(invocation);
    const recorder = new Recorder(screenOf(terminal), (trouble) => terminal.note(trouble));
    const taken = new Take(recorder, terminal);
    try {
      const code = await action({ ...invocation, terminal: taken.shown, recording: taken });
      return taken.folder === undefined ? code : await reporting(taken.folder, code);
    } catch (error) {
      // `main` tells it on the real terminal.
      const code = report(error, taken.aside, false);
      if (taken.folder !== undefined) await reporting(taken.folder, code);
      throw error;
    } finally {
      recorder.close();
    }
  };
}

class Take implements Recording {
  readonly shown: Terminal;
  readonly aside: Terminal;
  /** The run's, once it has begun. */
  folder: string | undefined;
  readonly #recorder: Recorder;
  readonly #terminal: Terminal;
  #mask: Masking = (text) => text;

  constructor(recorder: Recorder, terminal: Terminal) {
    const masking: Masking = (text) => this.#mask(text);
    this.#recorder = recorder;
    this.#terminal = terminal;
    this.shown = recordedTerminal(recorder, masking, terminal);
    this.aside = recordedTerminal(recorder, masking, terminal, false);
  }

  start({ folder, plan, label }: Session): void {
    this.#recorder.marker(label);
    // After a failure, the undo goes on in the same process: one film.
    if (this.folder === undefined) this.#recorder.open(folder, plan.title);
    this.folder = folder;
    keepTexts(folder, plan.steps, this.#terminal);
  }

  masked(mask: Masking): void {
    this.#mask = mask;
  }

  mark(event: ExecutorEvent): void {
    if (event.type === 'step-started') this.#recorder.marker(`${event.step}@${event.host}`);
  }
}

/** What the film shows being carried out. Without it the run goes on. */
function keepTexts(folder: string, steps: Session['plan']['steps'], terminal: Terminal): void {
  try {
    keepBlocks(
      folder,
      steps.flatMap(({ meant }) => (meant ? [meant] : [])),
    );
  } catch (error) {
    terminal.note(`the texts of this run can not be kept: ${(error as Error).message}`);
  }
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
    if (json) jsonEvent(terminal, event);
  };
}

/** A line of what a program reads. `schemas/events.ts` has each. */
export function jsonEvent(terminal: Terminal, event: object): void {
  terminal.event({ v: 1, at: new Date().toISOString(), ...event });
}
