/**
 * What a durable step costs over SSH, journal included, beside OpenSSH with ControlMaster and
 * beside a `raw` task of Ansible.
 *
 * All run the same line, on the same sshd, each over one open connection. Ours goes through the
 * executor, detached on the host, with a real journal that is synced before and after the step.
 * Of Ansible, the time of a play of few tasks is taken from that of a play of many: its start and
 * its connection don't count.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Operator } from '../../src/executor/events.ts';
import { execute } from '../../src/executor/execute.ts';
import { createRun, type RunStart } from '../../src/journal/file-fs.ts';
import { shellLine } from '../../src/plan/command.ts';
import type { Plan, PlannedStep } from '../../src/plan/model.ts';
import { sshTransport } from '../../src/transports/ssh/ssh.ts';
import type { Session } from '../../src/transports/transport.ts';
import { BOX, sshConfig } from '../../tests/integration/support/client.ts';
import { type Sshd, startSshd, whyNoSshd } from '../../tests/integration/support/sshd.ts';
import { type Ansible, ansible, whyMissing } from './ansible.ts';
import { type BenchResult, race } from './measurement.ts';

const NAME = 'a durable step over SSH, journal included';
const STEPS = 30;
const ROUNDS = 7;
const ANSIBLE_ROUNDS = 3;
const FEW_TASKS = 5;
const LINE = shellLine('true', { lang: 'sh' });
const runFile = promisify(execFile);

/** Measured ÷ reference of one step: at most 1 beside OpenSSH, a fifth beside Ansible. */
export async function benchSsh(): Promise<BenchResult[]> {
  const why = whyNoSshd();
  if (why) return [{ name: NAME, why }];
  const sshd = await startSshd();
  const configFile = sshConfig(sshd);
  const session = await sshTransport({ configFile, agent: 'none' }).connect(BOX);
  const master = await controlMaster(sshd, configFile);
  const state = mkdtempSync(join(tmpdir(), 'bench-ssh-'));
  try {
    const ours = (): Promise<void> => runPlan(session, state);
    return [
      await besideOpenSsh(ours, master),
      await besideAnsible(ours, ansible(state, configFile, [BOX.name], LINE)),
    ];
  } finally {
    rmSync(state, { recursive: true, force: true });
    await master.close();
    await session.close();
    await sshd.close();
  }
}

async function besideOpenSsh(ours: () => Promise<void>, master: Master): Promise<BenchResult> {
  await race(1, [ours, master.run]);
  const [measured = 0, reference = 0] = await race(ROUNDS, [ours, master.run]);
  return compared('OpenSSH with ControlMaster', 1, measured / STEPS, reference / STEPS);
}

async function besideAnsible(ours: () => Promise<void>, peer: Ansible): Promise<BenchResult> {
  const why = whyMissing('ansible-playbook');
  if (why) return { name: NAME, why };
  const few = (): Promise<void> => peer.play(FEW_TASKS, 1);
  const many = (): Promise<void> => peer.play(FEW_TASKS + STEPS, 1);
  await few();
  const [measured = 0, start = 0, all = 0] = await race(ANSIBLE_ROUNDS, [ours, few, many]);
  return compared('a raw task of Ansible', 0.2, measured / STEPS, (all - start) / STEPS);
}

function compared(
  beside: string,
  target: number,
  measured: number,
  reference: number,
): BenchResult {
  const detail = [measured, reference].map((ms) => `${ms.toFixed(1)} ms`).join(' / ');
  return { name: NAME, beside, value: measured / reference, target, unit: '×', detail };
}

interface Master {
  run(): Promise<void>;
  close(): Promise<void>;
}

async function controlMaster(sshd: Sshd, configFile: string): Promise<Master> {
  const options = ['-F', configFile, '-o', `ControlPath=${join(sshd.dir, 'master')}`];
  // -N -f: connects, then stays in the background.
  await runFile('ssh', [...options, '-o', 'ControlMaster=yes', '-N', '-f', BOX.name]);
  return {
    async run() {
      for (let step = 0; step < STEPS; step += 1)
        await runFile('ssh', [...options, BOX.name, LINE]);
    },
    async close() {
      await runFile('ssh', [...options, '-O', 'exit', BOX.name]);
    },
  };
}

async function runPlan(session: Session, stateDir: string): Promise<void> {
  const plan = planOf(STEPS);
  const journal = createRun(stateDir, START);
  const { status, pause } = await execute({
    plan,
    run: journal.run,
    journal,
    // One connection for all rounds, as the master has: it isn't the executor's to close.
    connect: async () => ({ exec: session.exec, close: async () => {} }),
    operator: NOBODY,
    emit: () => {},
    yes: true,
  });
  await journal.close();
  if (status !== 'succeeded')
    throw new Error(`the measured run ended as ${status}: ${pause?.detail}`);
}

const PLACE = { file: 'bench.mdx', line: 1, column: 1 };
const NOBODY: Operator = {
  manual: async () => undefined,
  confirm: async () => undefined,
  resolve: async () => undefined,
};
const START: RunStart = {
  runbook: 'bench',
  file: PLACE.file,
  title: 'Bench',
  operator: 'bench',
  machine: 'bench',
  version: '0',
  params: {},
  selection: {},
  transport: 'ssh',
  steps: [],
};

function planOf(count: number): Plan {
  return {
    runbook: 'bench',
    file: PLACE.file,
    title: 'Bench',
    historical: false,
    order: 'by-step',
    params: {},
    secrets: [],
    hosts: [BOX.name],
    steps: Array.from({ length: count }, (_, index) => plannedStep(`step-${index}`)),
    invariants: {},
  };
}

function plannedStep(id: string): PlannedStep {
  return {
    id,
    host: BOX.name,
    title: id,
    place: PLACE,
    action: {
      kind: 'run',
      command: { script: 'true', line: LINE, lang: 'sh', place: PLACE },
      answers: [],
    },
    changing: true,
    rerunSafe: false,
    hash: id,
    sourceHash: id,
  };
}
