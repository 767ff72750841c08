/** Several sshd side by side, so that cases can be tried at once: a target is locked by one run at a time. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sshConfigFor } from '../integration/support/cli.ts';
import { type CuttingProxy, cuttingProxy } from '../integration/support/cutting-proxy.ts';
import { type Sshd, startSshd, writePrivate } from '../integration/support/sshd.ts';

const HOME = join(import.meta.dirname, '..', '..');

export interface Lane {
  readonly sshd: Sshd;
  /** Between the command and the sshd. */
  readonly link: CuttingProxy;
  readonly sshConfig: string;
  readonly project: string;
  readonly folder: string;
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  /** Does the pieces of work, each in whichever lane is free; results in the order of the pieces. */
  share<P, R>(pieces: readonly P[], work: (piece: P, lane: Lane) => Promise<R>): Promise<R[]>;
  close(): Promise<void>;
}

export async function openLanes(count: number): Promise<Lanes> {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-crash-'));
  const project = join(folder, 'project');
  cpSync(join(HOME, 'tests', 'cli', 'project'), project, { recursive: true });
  cpSync(join(import.meta.dirname, 'runbooks'), join(project, 'runbooks'), { recursive: true });
  const names = Array.from({ length: count }, (_, index) => `lane-${index}`);
  const lanes = await Promise.all(names.map((name) => openLane(join(folder, name), project)));
  return {
    lanes,
    share: (pieces, work) => share(lanes, pieces, work),
    async close() {
      for (const { link, sshd } of lanes) await link.close().then(() => sshd.close());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openLane(folder: string, project: string): Promise<Lane> {
  const sshd = await startSshd({ config: ['MaxStartups 100'] });
  const link = await cuttingProxy(sshd.port);
  const known = writePrivate(join(sshd.dir, 'known_hosts'), `* ${sshd.hostKeys.ed25519}\n`);
  const config = sshConfigFor({ ...sshd, port: link.port }, known);
  const sshConfig = writePrivate(join(sshd.dir, 'ssh_config'), config);
  return { sshd, link, sshConfig, project, folder };
}

async function share<P, R>(
  lanes: readonly Lane[],
  pieces: readonly P[],
  work: (piece: P, lane: Lane) => Promise<R>,
): Promise<R[]> {
  const left = [...pieces.entries()];
  const done: R[] = [];
  const take = async (lane: Lane): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, piece] = next;
      done[index] = await work(piece, lane);
    }
  };
  await Promise.all(lanes.map(take));
  return done;
}
