/**
 * 50 hosts × 10 steps, all hosts at once: the real command beside `ansible -f 50` and pdsh.
 *
 * The hosts are 50 names of one sshd on loopback, so all three share two cores with their
 * 50 servers; what is compared is the whole command, from its start to its end.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sshConfigFor } from '../../tests/integration/support/cli.ts';
import {
  type Sshd,
  startSshd,
  whyNoSshd,
  writePrivate,
} from '../../tests/integration/support/sshd.ts';
import { ansible, whyMissing } from './ansible.ts';
import { type BenchResult, race } from './measurement.ts';

const NAME = '50 hosts × 10 steps, all at once';
const HOSTS = Array.from({ length: 50 }, (_, index) => `node${index + 1}`);
const STEPS = 10;
const ROUNDS = 3;
const CLI = join(import.meta.dirname, '..', 'runbook.cjs');
const runFile = promisify(execFile);

/**
 * Measured ÷ ansible; at most one fifth. Each begins without a connection, as a command that is
 * typed does. Beside it: ansible over connections that an earlier play left open, and pdsh.
 */
export async function benchFleet(): Promise<BenchResult[]> {
  const why = whyNoSshd() ?? whyMissing('ansible-playbook');
  if (why) return [{ name: NAME, why }];
  const sshd = await startSshd({ config: ['MaxStartups 200', 'LogLevel INFO'] });
  const folder = mkdtempSync(join(tmpdir(), 'bench-fleet-'));
  try {
    const sshConfig = writeFleetConfig(folder, sshd);
    const project = writeProject(folder);
    const peer = ansible(folder, sshConfig, HOSTS, 'true');
    const ours = () => runOurs(project, folder, sshConfig);
    const pdsh = whyMissing('pdsh') ? undefined : () => runPdsh(folder, sshConfig);
    await ours();
    const times = await race(ROUNDS, [
      ours,
      () => peer.play(STEPS, HOSTS.length, 'new'),
      () => peer.play(STEPS, HOSTS.length, 'kept'),
      ...(pdsh ? [pdsh] : []),
    ]);
    const [measured = 0, reference = 0] = times;
    const seconds = times.map((ms) => `${(ms / 1000).toFixed(1)} s`);
    const detail = `${seconds.join(' / ')} (ours / ansible / ansible, connections left open${pdsh ? ' / pdsh' : ''})`;
    const value = measured / reference;
    return [{ name: NAME, beside: 'ansible -f 50', value, target: 0.2, unit: '×', detail }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await sshd.close();
  }
}

export function writeFleetConfig(folder: string, sshd: Sshd): string {
  const known = writePrivate(join(folder, 'known_hosts'), `* ${sshd.hostKeys.ed25519}\n`);
  const config = sshConfigFor(sshd, known).replace(/^Host .*$/m, 'Host node*');
  return writePrivate(join(folder, 'ssh_config'), config);
}

/** A project of 50 hosts and one runbook of ten steps. */
export function writeProject(folder: string, steps = STEPS, script = 'true'): string {
  const project = join(folder, 'project');
  mkdirSync(join(project, 'content', 'inventory'), { recursive: true });
  mkdirSync(join(project, 'runbooks'), { recursive: true });
  const hosts = HOSTS.map((name) => `  ${name}:\n    title: ${name}\n    roles: [node]\n`);
  writeFileSync(
    join(project, 'content', 'inventory', 'hosts.yaml'),
    `title: Fleet\nhosts:\n${hosts.join('')}`,
  );
  const fence = '```';
  const sections = Array.from(
    { length: steps },
    (_, index) =>
      `## Step ${index + 1}\n\n${fence}sh run id=step-${index + 1}\n${script}\n${fence}\n`,
  );
  const head = '---\ntitle: Fleet\ndescription: For the bench.\ntargets: node\n---\n';
  writeFileSync(join(project, 'runbooks', 'fleet.mdx'), `${head}\n${sections.join('\n')}`);
  return project;
}

async function runOurs(project: string, folder: string, sshConfig: string): Promise<void> {
  const forks = ['--forks', String(HOSTS.length)];
  const args = ['run', 'fleet', '--yes', '--non-interactive', ...forks, '--ssh-config', sshConfig];
  const env = { PATH: process.env.PATH, HOME: folder, XDG_STATE_HOME: join(folder, 'state') };
  await runFile(process.execPath, [CLI, ...args], { cwd: project, env, maxBuffer: 2 ** 28 });
}

/** pdsh knows no steps: ten commands, one after the other. */
async function runPdsh(folder: string, sshConfig: string): Promise<void> {
  const env = { ...process.env, PDSH_SSH_ARGS_APPEND: `-F ${sshConfig}` };
  for (let step = 0; step < STEPS; step += 1)
    await runFile('pdsh', ['-R', 'ssh', '-f', '50', '-w', HOSTS.join(','), 'true'], {
      env,
      cwd: folder,
    });
}
