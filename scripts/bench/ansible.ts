/** Ansible (Debian's package) as a peer: `raw` tasks in one play, with pipelining. */
import { execFile } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** Why a peer can't be measured here; undefined when it can. */
export function whyMissing(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(':');
  const found = folders.some((folder) => isExecutable(join(folder, program)));
  return found ? undefined : `${program} is not installed (apt-get install ${program})`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Ansible {
  /**
   * Plays `tasks` raw tasks on all hosts, `forks` at once.
   * @param connections `kept`: those of the plays before (ControlPersist); `new`: none is there yet
   */
  play(tasks: number, forks: number, connections?: 'kept' | 'new'): Promise<void>;
}

/**
 * @param folder for its files
 * @param sshConfig maps the hosts to where they are
 * @param line what each task runs
 */
export function ansible(
  folder: string,
  sshConfig: string,
  hosts: readonly string[],
  line: string,
): Ansible {
  const inventory = join(folder, 'hosts.ini');
  writeFileSync(inventory, `[all]\n${hosts.join('\n')}\n`);
  // Nobody's own settings.
  const config = join(folder, 'ansible.cfg');
  writeFileSync(config, '[defaults]\n');
  const env = {
    ...process.env,
    ANSIBLE_CONFIG: config,
    ANSIBLE_PIPELINING: '1',
    ANSIBLE_SSH_ARGS: `-F ${sshConfig} -o ControlMaster=auto -o ControlPersist=60s`,
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_LOCALHOST_WARNING: '0',
    ANSIBLE_HOME: join(folder, 'ansible'),
    LC_ALL: 'C.UTF-8',
  };
  let folders = 0;
  return {
    async play(tasks, forks, connections = 'kept') {
      const masters = connections === 'kept' ? 'cp' : `cp${++folders}`;
      const playbook = join(folder, `play-${tasks}.yaml`);
      writeFileSync(playbook, playOf(tasks, line));
      await runFile('ansible-playbook', ['-i', inventory, '-f', String(forks), playbook], {
        env: { ...env, ANSIBLE_SSH_CONTROL_PATH_DIR: join(folder, masters) },
        maxBuffer: 2 ** 28,
      });
    },
  };
}

function playOf(tasks: number, line: string): string {
  const task = `    - raw: ${JSON.stringify(line)}\n`;
  return `- hosts: all\n  gather_facts: false\n  tasks:\n${task.repeat(tasks)}`;
}
