/** `generate --watch`: generate again whenever the inventory or a template changes. */
import { existsSync, watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { type GenerateOptions, type GenerateReport, generate } from './generate.ts';

export interface WatchEvents {
  /** After each pass, the first one too. */
  readonly onReport: (report: GenerateReport) => void;
  /** The inventory or a template is invalid: nothing was written, and watching goes on. */
  readonly onProblems: (problems: readonly Problem[]) => void;
}

const FOLDERS = ['content/inventory', 'content/configs'];
/** What people write there; the rest is ours, and must not wake us. */
const SOURCES = /\.(ya?ml|liquid)$/;
/** Milliseconds of quiet that end a burst of changes, such as a branch switch. */
const QUIET_MS = 80;

/**
 * Generates once, then at each change, one pass at a time, until the signal.
 * @returns when the signal is given and the running pass, if any, has ended.
 * @throws what isn't a ProblemError: a defect, or a full disk.
 */
export async function watch(
  root: string,
  options: Omit<GenerateOptions, 'check'>,
  events: WatchEvents,
  signal: AbortSignal,
): Promise<void> {
  const changes = new Changes(signal);
  const watchers = FOLDERS.map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .map((folder) =>
      watchFolder(folder, { recursive: true }, (_event, file) => {
        if (file === null || SOURCES.test(file)) changes.happened();
      }),
    );
  try {
    await pass(root, options, events, signal);
    // Asked to draw everything, we did; from now on, what changes.
    while (await changes.next()) await pass(root, { ...options, force: false }, events, signal);
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}

async function pass(
  root: string,
  options: GenerateOptions,
  events: WatchEvents,
  signal: AbortSignal,
): Promise<void> {
  try {
    events.onReport(await generate(root, options));
  } catch (error) {
    // The browser that draws is told to stop as well; what is missing is stale, and drawn next time.
    if (signal.aborted) return;
    if (!(error instanceof ProblemError)) throw error;
    events.onProblems(error.problems);
  }
}

/** Changes, gathered: those that come during a pass count once, for the next one. */
class Changes {
  #pending = false;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  happened(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#pending = true;
      this.#wake?.();
    }, QUIET_MS);
  }

  /** @returns true after a change, false after the signal. */
  async next(): Promise<boolean> {
    if (!this.#pending && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#pending = false;
    clearTimeout(this.#signal.aborted ? this.#timer : undefined);
    return !this.#signal.aborted;
  }
}
