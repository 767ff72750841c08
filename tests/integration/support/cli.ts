/** The real command against a real sshd: a project of two hosts, started as a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sshd, writePrivate } from './sshd.ts';

const HOME = join(import.meta.dirname, '..', '..', '..');
const PROJECT = join(HOME, 'tests', 'cli', 'project');

export interface Ended {
  /** Exit code, or the name of the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when stdout holds this text. Rejects when the command ends before. */
  shows(text: string): Promise<void>;
}

export interface CliProject {
  readonly folder: string;
  addRunbook(name: string, text: string): void;
  /** Starts `runbook` there, over SSH; nobody can be asked. */
  start(...args: string[]): Started;
  run(...args: string[]): Promise<Ended>;
  close(): void;
}

/**
 * @param knownHosts lines of the known_hosts file; the server's own by default
 * @param env more variables of the command's environment
 */
export function cliProject(
  sshd: Sshd,
  knownHosts = sshd.knownHost(),
  env: Readonly<Record<string, string>> = {},
): CliProject {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-ssh-'));
  const project = join(folder, 'project');
  cpSync(PROJECT, project, { recursive: true });
  const sshConfig = writePrivate(
    join(folder, 'ssh_config'),
    sshConfigFor(sshd, join(folder, 'known_hosts')),
  );
  writePrivate(join(folder, 'known_hosts'), `${knownHosts}\n`);
  const start = (...args: string[]): Started => {
    const [command = '', ...rest] = args;
    const connects = ['run', 'resume', 'undo', 'unlock'].includes(command);
    const all = [command, ...(connects ? ['--ssh-config', sshConfig] : []), ...rest];
    return startCli(all, project, folder, env);
  };
  return {
    folder,
    addRunbook: (name, text) => writeFileSync(join(project, 'runbooks', `${name}.mdx`), text),
    start,
    run: (...args) => start(...args).ended,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Both hosts of the test project are that one server. */
export function sshConfigFor(sshd: Sshd, knownHostsFile: string): string {
  return [
    'Host web1 web2',
    `  HostName ${sshd.address}`,
    `  Port ${sshd.port}`,
    `  User ${sshd.user}`,
    `  IdentityFile ${sshd.identity}`,
    '  IdentitiesOnly yes',
    `  UserKnownHostsFile ${knownHostsFile}`,
    '  GlobalKnownHostsFile /dev/null',
    '',
  ].join('\n');
}

function startCli(
  args: readonly string[],
  cwd: string,
  home: string,
  env: Readonly<Record<string, string>>,
): Started {
  const child = spawn(process.execPath, [join(HOME, 'scripts', 'runbook.cjs'), ...args], {
    cwd,
    env: {
      ...{ PATH: process.env.PATH, HOME: home, XDG_STATE_HOME: join(home, 'state') },
      // What is written is tested, not what was last built, when one works on it.
      RUNBOOK_SOURCE: process.env.RUNBOOK_SOURCE,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (bytes: Buffer) => {
    stdout += bytes;
  });
  child.stderr.on('data', (bytes: Buffer) => {
    stderr += bytes;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code: code ?? String(signal), stdout, stderr }));
  });
  const shows = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stdout.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.on('close', () => reject(new Error(`ended without "${text}": ${stdout}${stderr}`)));
      look();
    });
  return { process: child, ended, shows };
}
