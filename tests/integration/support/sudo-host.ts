/**
 * A host with unprivileged users and a sudo that asks for a password: a real sshd and a real
 * sudo in a mount namespace of their own, where /etc/passwd, /etc/shadow and /etc/sudoers.d
 * are copies. The machine's own are not touched, and nothing is left behind.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote } from '../../../src/plan/quote.ts';
import { type Sshd, startSshd, whyNoSshd } from './sshd.ts';

/** What each user may do: the lines of its sudoers. */
const USERS = {
  ada: ['ada ALL=(ALL:ALL) ALL'],
  bob: ['bob ALL=(ALL:ALL) NOPASSWD: ALL'],
  eve: [],
  tty: ['Defaults:tty requiretty', 'tty ALL=(ALL:ALL) ALL'],
} as const satisfies Record<string, readonly string[]>;

export type SudoUser = keyof typeof USERS;

/** Of all of them: every character that a shell, a regular expression or a log may stumble over. */
export const PASSWORD = `it's $HOME "é" \\n%s &*`;

export interface SudoHost {
  /** The server as seen by one user. */
  as(user: SudoUser): Sshd;
  /** The users' folder. */
  readonly home: string;
  close(): Promise<void>;
}

/** Why these tests can't run here, or undefined when they can. */
export function whyNoSudoHost(): string | undefined {
  const missing = whyNoSshd();
  if (missing) return missing;
  if (process.getuid?.() !== 0) return 'only root can give a host users of its own';
  if (spawnSync('sudo', ['-V']).status !== 0) return 'sudo is not installed (apt install sudo)';
  if (spawnSync('unshare', ['-m', 'true']).status !== 0) return 'no mount namespaces here';
  return undefined;
}

export async function startSudoHost(): Promise<SudoHost> {
  const dir = mkdtempSync(join(tmpdir(), 'sudo-host-'));
  chmodSync(dir, 0o755);
  const home = join(dir, 'home');
  mkdirSync(home);
  addUsers(dir, home);
  const binds = ['passwd', 'shadow', 'sudoers.d'].map(
    (name) => `mount --bind ${quote(join(dir, name))} /etc/${name}`,
  );
  const within = ['unshare', '-m', 'sh', '-c', `${binds.join(' && ')} && exec "$@"`, 'sh'];
  const sshd = await startSshd({
    config: [`SetEnv HOME=${home} RUNBOOK_LOCK_DIR=${home}`],
    within,
  });
  // The users read their authorized_keys there.
  chmodSync(sshd.dir, 0o755);
  return {
    home,
    as: (user) => ({ ...sshd, user }),
    async close() {
      await sshd.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function addUsers(dir: string, home: string): void {
  for (const name of ['passwd', 'shadow']) copyFileSync(`/etc/${name}`, join(dir, name));
  const hash = execFileSync('openssl', ['passwd', '-6', '-stdin'], {
    input: PASSWORD,
    encoding: 'utf8',
  }).trim();
  // All have one number: what one makes, the others may remove.
  const uid = 54_321;
  const names = Object.keys(USERS) as SudoUser[];
  append(
    join(dir, 'passwd'),
    names.map((name, at) => `${name}:x:${uid + at}:${uid}::${home}:/bin/sh`),
  );
  append(
    join(dir, 'shadow'),
    names.map((name) => `${name}:${hash}:20000:0:99999:7:::`),
  );
  mkdirSync(join(dir, 'sudoers.d'));
  const rules = [...Object.values(USERS).flat(), ''].join('\n');
  writeFileSync(join(dir, 'sudoers.d', 'test'), rules, { mode: 0o440 });
  chownSync(home, uid, uid);
  chmodSync(home, 0o1777);
}

function append(file: string, lines: readonly string[]): void {
  writeFileSync(file, `${readFileSync(file, 'utf8')}${lines.join('\n')}\n`);
}
