/**
 * `npm run demo`: a runbook of the documentation, executed for real, killed half-way
 * and resumed, on an SSH host that lives in a private root on 127.0.0.1.
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../src/plan/model.ts';
import { sshTransport } from '../src/transports/ssh/ssh.ts';
import { actionScripts, ask, STATE, start } from './demo/command.ts';
import { Received } from './demo/received.ts';
import { proof, say, seconds, section, typed } from './demo/screen.ts';
import { type DemoSettings, readSettings } from './demo/settings.ts';
import { type EmbeddedHost, startEmbeddedHost } from './embedded-host/embedded-host.ts';
import { buildIfStale } from './suites/build.ts';

const HOW = {
  bubblewrap: 'bubblewrap: own files, processes and network',
  'user-namespace': 'user namespaces: own files, processes and network',
  chroot: 'chroot: own files; the network is the machine’s',
} as const;

interface Stage {
  readonly settings: DemoSettings;
  readonly host: EmbeddedHost;
  readonly received: Received;
}

async function main(): Promise<void> {
  const settings = readSettings();
  rmSync(STATE, { recursive: true, force: true });
  const outside = fingerprint(settings.file);

  section('1/5  Build the site and the command');
  await build();

  section('2/5  Start a host to work on');
  const plan = ask<Plan>(['plan', settings.runbook, '--limit', settings.host]);
  const received = new Received(actionScripts(plan));
  const host = await startHost(settings, received);
  try {
    const stage = { settings, host, received };
    await interruptedRun(stage);
    const before = {
      counts: new Map(plan.steps.map(({ id }) => [id, received.count(id)])),
      inside: fingerprint(join(host.root, settings.file)),
      outside,
    };
    await resumedRun(stage);
    section('5/5  What it shows');
    await prove(stage, before);
  } finally {
    await host.close();
  }
  sayWhatNext();
}

async function build(): Promise<void> {
  const started = performance.now();
  const built = await buildIfStale();
  say(`  ${built ? 'built' : 'up to date'}  ${seconds(started)}`);
}

async function startHost(settings: DemoSettings, received: Received): Promise<EmbeddedHost> {
  const host = await startEmbeddedHost({
    aliases: [settings.host],
    loopbackAddresses: settings.addresses,
    onCommand: (_alias, line) => received.note(line),
  });
  say(`  a real SSH server on 127.0.0.1:${host.port}, in the place of ${settings.host}`);
  say(`  a real shell in a private root (${HOW[host.isolation]})`);
  if (settings.addresses.length > 0)
    say(`  inside, these answer: ${settings.addresses.join(', ')}`);
  for (const note of host.notes) say(`  note: ${note}`);
  return host;
}

/** The run, killed with SIGKILL at the moment when the host gets a given step's command. */
async function interruptedRun({ settings, host, received }: Stage): Promise<void> {
  section(`3/5  Execute the runbook, and kill it when "${settings.interruptAt}" begins`);
  const options = ['--limit', settings.host, '--yes'];
  typed(`runbook run ${settings.runbook} ${options.join(' ')}`);
  const run = ['run', settings.runbook, ...options, '--ssh-config', host.sshConfigPath];
  const { child, ended } = start(run);
  received.onArrival(settings.interruptAt, () => child.kill('SIGKILL'));
  const end = await ended;
  received.onArrival(settings.interruptAt, () => {});
  say();
  proof(end === 'SIGKILL', `kill -9: the command is gone, in the middle of a step (${end})`);
}

async function resumedRun({ host }: Stage): Promise<void> {
  section('4/5  Resume: what is finished is not run again');
  typed('runbook resume');
  const { ended } = start(['resume', '--yes', '--ssh-config', host.sshConfigPath]);
  const end = await ended;
  say();
  proof(end === 0, `the run is complete (exit code ${end})`);
}

/** What was true before the resume. */
interface Before {
  /** Step → how often its command had arrived at the host. */
  readonly counts: ReadonlyMap<string, number>;
  readonly inside: string;
  readonly outside: string;
}

async function prove({ settings, host, received }: Stage, before: Before): Promise<void> {
  const done = [...before.counts].filter(([id, times]) => times > 0 && id !== settings.interruptAt);
  for (const [id, times] of done) {
    proof(
      received.count(id) === times && times === 1,
      `${id}: its command arrived at the host ${times === 1 ? 'once' : `${times} times`} in all`,
    );
  }
  const inside = fingerprint(join(host.root, settings.file));
  proof(inside === before.inside, `${settings.file} was not written a second time`);
  proof(inside !== ABSENT, 'it is there inside the host:');
  say((await readInside(settings, host)).replace(/^/gm, '      '));
  proof(
    fingerprint(settings.file) === before.outside,
    before.outside === ABSENT
      ? `this machine has no ${settings.file}: nothing reached its /etc`
      : `this machine's own ${settings.file} is untouched`,
  );
}

/** The file's mode and first lines, read over SSH. */
async function readInside({ host, file }: DemoSettings, embedded: EmbeddedHost): Promise<string> {
  const transport = sshTransport({ configFile: embedded.sshConfigPath });
  const session = await transport.connect({ name: host, hostKeys: [], platform: 'posix' });
  let output = '';
  await session.exec({ line: `ls -l '${file}' && head -n 6 '${file}'` }, ({ text }) => {
    output += text;
  });
  await session.close();
  return `${output.trimEnd()}\n…`;
}

const ABSENT = 'absent';

/** Of a file of this machine: any change to it changes this. */
function fingerprint(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? ABSENT : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}

function sayWhatNext(): void {
  section('Now');
  say('  npm start                  the site, on this machine');
  say('  npx runbook list           what can be executed');
  say('  npx runbook --help');
}

await main().catch((error: Error) => {
  say(`\n${error.message}`);
  if (process.env.RUNBOOK_DEBUG === '1') say(error.stack);
  process.exitCode = 1;
});
