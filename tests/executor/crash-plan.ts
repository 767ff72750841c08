/** A plan whose side effects can be counted, carried out on this machine against a real journal. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operator } from '../../src/executor/events.ts';
import { execute } from '../../src/executor/execute.ts';
import type { ExecuteOutcome } from '../../src/executor/options.ts';
import { createRun, JOURNAL_FILE, openRun, type RunJournal } from '../../src/journal/file-fs.ts';
import type { Journal, NewEntry } from '../../src/journal/journal.ts';
import { listRuns } from '../../src/journal/runs-fs.ts';
import { shellLine } from '../../src/plan/command.ts';
import type { Plan, PlannedCommand, PlannedStep } from '../../src/plan/model.ts';
import { localTransport } from '../../src/transports/local.ts';

/** How a process dies at an append: before it, in the middle of the record, or once it is on disk. */
export type Death = 'before' | 'torn' | 'after';

const IDENTITY = { operator: 'ada', machine: 'desk', version: '0' };
const PLACE = { file: 'runbooks/crash.mdx', line: 1, column: 1 };
const STEPS = ['one', 'two', 'three'];

function command(script: string): PlannedCommand {
  return { script, line: shellLine(script, { lang: 'sh' }), lang: 'sh', place: PLACE };
}

/** Each step adds its name to a file; its verify looks whether it stands there. */
export function crashPlan(effects: string, extra = ''): Plan {
  const steps = STEPS.map(
    (id): PlannedStep => ({
      id,
      host: 'here',
      title: id,
      place: PLACE,
      action: { kind: 'run', command: command(`echo ${id} >> ${effects}${extra}`), answers: [] },
      verify: { ...command(`grep -qx ${id} ${effects}`), retries: 0, everyMs: 0 },
      changing: true,
      rerunSafe: false,
      hash: id,
      sourceHash: id,
    }),
  );
  return {
    runbook: 'crash',
    file: PLACE.file,
    title: 'Crash',
    historical: false,
    order: 'by-step',
    params: {},
    secrets: [],
    hosts: ['here'],
    steps,
    invariants: {},
  };
}

/** Starts the run, or goes on with the one that is in `stateDir`. */
export async function carryOut(
  stateDir: string,
  plan: Plan,
  operator: Operator,
  wrap: (journal: RunJournal) => Journal = (journal) => journal,
): Promise<ExecuteOutcome> {
  const journal = open(stateDir, plan);
  const transport = localTransport();
  return execute({
    plan,
    run: journal.run,
    previous: journal.previous,
    journal: wrap(journal),
    connect: (name) => transport.connect({ name, hostKeys: [], platform: 'posix' }),
    operator,
    emit: () => {},
    yes: true,
  }).finally(() => journal.close());
}

function open(stateDir: string, plan: Plan): RunJournal {
  const [record] = listRuns(stateDir);
  const steps = plan.steps.map(({ id, host, title, hash, sourceHash }) => ({
    step: id,
    host,
    title,
    hash,
    sourceHash,
  }));
  if (record) return openRun(record.folder, { ...IDENTITY, steps });
  const { runbook, file, title } = plan;
  const about = { runbook, file, title, params: {}, selection: {}, transport: 'local' };
  return createRun(stateDir, { ...IDENTITY, ...about, steps });
}

/** A journal whose process is killed at its `at`th append. */
export function deadly(journal: RunJournal, at: number, death: Death): Journal {
  let appends = 0;
  return {
    async append(entry: NewEntry) {
      appends += 1;
      if (appends === at && death === 'torn') tear(journal, entry);
      if (appends === at && death !== 'after') die();
      await journal.append(entry);
      if (appends === at) die();
    },
    output: (file, text, position) => journal.output(file, text, position),
    resumeOutput: (file) => journal.resumeOutput(file),
    close: () => journal.close(),
  };
}

function tear({ folder }: RunJournal, entry: NewEntry): void {
  const record = JSON.stringify({ seq: 99, at: '', ...entry });
  appendFileSync(join(folder, JOURNAL_FILE), record.slice(0, record.length / 2));
}

/** No handler runs, no buffer is flushed: as with kill -9 or a power cut. */
function die(): void {
  process.kill(process.pid, 'SIGKILL');
  // The signal is delivered before the next turn of the loop; nothing may run until then.
  for (;;);
}
