/** Plans, operators and sessions for the executor's tests. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../src/executor/clock.ts';
import type { ExecutorEvent, Operator } from '../../src/executor/events.ts';
import { execute } from '../../src/executor/execute.ts';
import type { ExecuteOptions, ExecuteOutcome } from '../../src/executor/options.ts';
import type { Entry, StepRef } from '../../src/journal/entries.ts';
import { fold } from '../../src/journal/fold.ts';
import type { Journal, NewEntry } from '../../src/journal/journal.ts';
import type { RunState } from '../../src/journal/state.ts';
import { shellLine } from '../../src/plan/command.ts';
import type { Plan, PlannedCommand, PlannedStep, PlannedVerify } from '../../src/plan/model.ts';
import type { ExecEnd, ExecRequest, OutputChunk, Session } from '../../src/transports/transport.ts';

const PLACE = { file: 'runbooks/test.mdx', line: 1, column: 1 };

export function command(script: string, options: Partial<PlannedCommand> = {}): PlannedCommand {
  return { script, line: shellLine(script, { lang: 'sh' }), lang: 'sh', place: PLACE, ...options };
}

export function verifyBy(script: string, retries = 0, everyMs = 0): PlannedVerify {
  return { ...command(script), retries, everyMs };
}

/** A changing `run` step on `web1` unless told otherwise. */
export function step(id: string, script: string, change: Partial<PlannedStep> = {}): PlannedStep {
  return {
    id,
    host: 'web1',
    title: `Step ${id}`,
    place: PLACE,
    action: { kind: 'run', command: command(script), answers: [] },
    changing: true,
    rerunSafe: false,
    hash: `hash of ${id}`,
    sourceHash: `source of ${id}`,
    ...change,
  };
}

export function manualStep(id: string, change: Partial<PlannedStep> = {}): PlannedStep {
  return step(id, '', {
    action: { kind: 'manual', items: ['Click.'] },
    changing: false,
    ...change,
  });
}

export function putStep(id: string, path: string, content: string, mode?: string): PlannedStep {
  return step(id, '', { action: { kind: 'put', file: { path, content, mode, sudo: false } } });
}

export function planOf(steps: readonly PlannedStep[], change: Partial<Plan> = {}): Plan {
  return {
    runbook: 'test',
    file: PLACE.file,
    title: 'Test',
    historical: false,
    order: 'by-step',
    params: {},
    secrets: [],
    hosts: [...new Set(steps.map(({ host }) => host))],
    steps,
    invariants: {},
    ...change,
  };
}

/** Nobody in front of the terminal. */
export const NOBODY: Operator = {
  manual: async () => undefined,
  confirm: async () => undefined,
  resolve: async () => undefined,
};

/** Keeps entries in memory; `stopAfter` throws from that append on, as a full disk does. */
export class MemoryJournal implements Journal {
  /** Its own: what runs on this machine keeps its files under it. */
  readonly run = `t${randomUUID()}`;
  readonly entries: Entry[] = [];
  readonly outputs = new Map<string, string>();

  async append(entry: NewEntry): Promise<void> {
    const at = new Date().toISOString();
    this.entries.push({ seq: this.entries.length + 1, at, ...entry } as Entry);
  }

  output(file: string, text: string): void {
    this.outputs.set(file, (this.outputs.get(file) ?? '') + text);
  }

  resumeOutput(): { bytes: number } {
    return { bytes: 0 };
  }

  async close(): Promise<void> {}

  begin(plan: Plan): this {
    const steps = plan.steps.map(({ id, host, title, hash, sourceHash }) => ({
      ...({ step: id, host, hash, sourceHash } satisfies StepRef),
      title,
    }));
    void this.append({
      type: 'run-started',
      format: 2,
      run: this.run,
      runbook: plan.runbook,
      file: plan.file,
      title: plan.title,
      operator: 'ada',
      machine: 'desk',
      version: '0',
      params: {},
      selection: {},
      transport: 'fake',
      steps,
    });
    return this;
  }

  state(): RunState {
    return fold(this.entries);
  }
}

type Reply =
  | ExecEnd
  | number
  | { readonly out?: string; readonly err?: string; readonly end?: ExecEnd };
/** What a host answers to a script; undefined means exit 0 without a word. */
export type Script = (
  script: string,
  request: ExecRequest,
  signal?: AbortSignal,
) => Reply | undefined | Promise<Reply | undefined>;

/** A host that answers from a script and remembers what it was sent. */
export class FakeHost {
  readonly sent: string[] = [];
  readonly requests: ExecRequest[] = [];
  connects = 0;
  closes = 0;
  readonly #answer: Script;

  constructor(answer: Script = () => undefined) {
    this.#answer = answer;
  }

  readonly connect = async (): Promise<Session> => {
    this.connects += 1;
    return {
      exec: (request, onOutput, signal) => this.#exec(request, onOutput, signal),
      close: async () => {
        this.closes += 1;
      },
    };
  };

  async #exec(
    request: ExecRequest,
    onOutput: (chunk: OutputChunk) => void,
    signal?: AbortSignal,
  ): Promise<ExecEnd> {
    const script = scriptOf(request.line);
    this.sent.push(script);
    this.requests.push(request);
    const reply = await this.#answer(script, request, signal);
    if (reply === undefined) return { kind: 'exited', code: 0 };
    if (typeof reply === 'number') return { kind: 'exited', code: reply };
    if ('kind' in reply) return reply;
    if (reply.out)
      onOutput({ stream: 'stdout', text: reply.out, bytes: Buffer.byteLength(reply.out) });
    if (reply.err)
      onOutput({ stream: 'stderr', text: reply.err, bytes: Buffer.byteLength(reply.err) });
    return reply.end ?? { kind: 'exited', code: 0 };
  }
}

/** The script inside a line built by `shellLine`, for scripts without single quotes. */
function scriptOf(line: string): string {
  return /^sh -eu -c '?([^']*)'?$/s.exec(line)?.[1] ?? line;
}

/** Time that passes only by sleeping. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

export interface Ran {
  readonly outcome: ExecuteOutcome;
  readonly events: ExecutorEvent[];
  readonly journal: MemoryJournal;
  readonly host: FakeHost;
}

type Options = Partial<ExecuteOptions> & {
  readonly journal?: MemoryJournal;
  readonly host?: FakeHost;
};

/** Executes with a fake host that says yes to all, `--yes`, and nobody to ask. */
export async function run(plan: Plan, options: Options = {}): Promise<Ran> {
  const { host = new FakeHost(), journal = new MemoryJournal().begin(plan), ...rest } = options;
  const events: ExecutorEvent[] = [];
  const outcome = await execute({
    plan,
    run: journal.run,
    journal,
    connect: host.connect,
    operator: NOBODY,
    emit: (event) => events.push(event),
    yes: true,
    clock: fakeClock(),
    ...rest,
  });
  return { outcome, events, journal, host };
}

/** Goes on with what a journal holds. */
export function resume(plan: Plan, journal: MemoryJournal, options: Options = {}): Promise<Ran> {
  return run(plan, { ...options, journal, previous: journal.state() });
}

/** `type` or `type:detail` of each entry after the start, to compare at a glance. */
export function trace(journal: MemoryJournal): string[] {
  return journal.entries.slice(1).map((entry) => {
    switch (entry.type) {
      case 'step-started':
        return `started ${entry.step}`;
      case 'step-ended':
        return `ended ${entry.step} ${entry.result}${entry.reason ? ` ${entry.reason}` : ''}`;
      case 'step-unknown':
        return `unknown ${entry.step}`;
      case 'decision':
        return `decision ${entry.step} ${entry.decision} by ${entry.by}`;
      case 'paused':
        return `paused ${entry.reason}`;
      case 'run-ended':
        return `run ${entry.status}`;
      default:
        return entry.type;
    }
  });
}

/** A private folder that goes with the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-executor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
