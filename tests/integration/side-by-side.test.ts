/** Several hosts at once over SSH, through the real command: what a failure and Ctrl-C stop. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, cliProject } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

const HOSTS = ['web1', 'web2', 'web3'];

const INVENTORY = `title: Three
sites:
  room: { title: The room }
hosts:
${HOSTS.map((host) => `  ${host}: { site: room, roles: [web], ssh: { address: 127.0.0.1 } }`).join('\n')}
`;

/**
 * Each step leaves a line on the host. \`bad\` fails in its first; the others wait in theirs
 * until the journal, which is on this machine too, has that failure.
 */
const ROLL = `---
title: Roll
targets: web
order: ORDER
params:
  log: { type: string }
  journals: { type: string, default: '' }
  bad: { type: string, default: none }
---

## First

\`\`\`sh run id=first
echo "first {{ host.name }}" >> {{ params.log | sh }}
test {{ host.name }} != {{ params.bad }} || exit 3
test {{ params.bad }} = none || test -z {{ params.journals | sh }} ||
  until cat {{ params.journals | sh }}/*/journal.jsonl | grep -q '"result":"failed"'; do sleep 0.05; done
\`\`\`

## Second

\`\`\`sh run id=second
echo "second {{ host.name }}" >> {{ params.log | sh }}
\`\`\`

## Sleep

\`\`\`sh run id=sleep
echo "asleep {{ host.name }}"
exec sleep 60
\`\`\`
`;

describe.skipIf(whyNoSshd())('several hosts at once over SSH', () => {
  let sshd: Sshd;
  const projects: CliProject[] = [];

  beforeAll(async () => {
    sshd = await startSshd({ config: ['MaxStartups 100'] });
  });
  afterAll(() => sshd?.close());
  afterEach(() => {
    rmSync(logFile(), { force: true });
    for (const project of projects.splice(0)) project.close();
  });

  const logFile = (): string => join(sshd.dir, 'log');
  const logged = (): string[] =>
    existsSync(logFile()) ? readFileSync(logFile(), 'utf8').trim().split('\n').sort() : [];

  function project(order: string): CliProject {
    const made = cliProject(sshd);
    projects.push(made);
    made.addRunbook('roll', ROLL.replace('ORDER', order));
    writeFileSync(join(made.folder, 'project', 'content', 'inventory', 'site.yaml'), INVENTORY);
    const config = join(made.folder, 'ssh_config');
    writeFileSync(config, readFileSync(config, 'utf8').replace('Host web1 web2', 'Host web*'));
    return made;
  }

  const vars = (): string[] => ['--yes', '--var', `log=${logFile()}`];

  it.each([
    ['by-step', 1, 'web2', ['first web1', 'first web2'], [1, 0, 0]],
    ['by-step', 3, 'web2', ['first web1', 'first web2', 'first web3'], [1, 0, 1]],
    ['by-step', 2, 'web1', ['first web1', 'first web2'], [0, 1, 0]],
    ['by-host', 1, 'web2', ['first web1', 'first web2', 'second web1'], [2, 0, 0]],
    ['by-host', 3, 'web2', ['first web1', 'first web2', 'first web3'], [1, 0, 1]],
  ] as const)(
    '%s, %d at once, %s fails: no step begins any more',
    async (order, forks, bad, lines, changed) => {
      const cli = project(order);
      const failing = ['--var', `bad=${bad}`];
      // One at a time nobody is under way when it fails: there is nothing to wait for.
      if (forks > 1) failing.push('--var', `journals=${join(cli.folder, 'state', 'runbook')}`);
      const steps = ['--step', 'first', '--step', 'second'];
      const ended = await cli.run(
        'run',
        'roll',
        ...vars(),
        ...failing,
        ...steps,
        '--forks',
        `${forks}`,
      );
      expect(ended.stderr).toContain('failed: exit code 3');
      expect(ended.code).toBe(1);
      expect(logged()).toEqual([...lines].sort());
      const recap = HOSTS.map(
        (host) => ended.stderr.match(new RegExp(`^${host} +(.*)$`, 'm'))?.[1],
      );
      expect(recap.map((row) => Number(row?.split(/ +/)[1]))).toEqual(changed);
    },
    30_000,
  );

  it('goes through all hosts, each with lines of its own', async () => {
    const cli = project('by-step');
    const steps = ['--step', 'first', '--step', 'second'];
    const { code, stderr } = await cli.run('run', 'roll', ...vars(), ...steps, '--forks', '3');
    expect(code).toBe(0);
    expect(logged()).toHaveLength(6);
    expect(stderr).toContain('[1/2] First first [web1, web2, web3]');
    for (const host of HOSTS) expect(stderr).toMatch(new RegExp(`^\\[${host}\\] ✔ changed`, 'm'));
  }, 30_000);

  it('Ctrl-C stops them all, and a resume goes on with all of them', async () => {
    const cli = project('by-step');
    const run = cli.start('run', 'roll', ...vars(), '--json', '--step', 'sleep', '--forks', '3');
    await Promise.all(HOSTS.map((host) => run.shows(`asleep ${host}`)));
    run.process.kill('SIGINT');
    const { code, stdout } = await run.ended;
    expect(code).toBe(130);
    expect(stdout.match(/"type":"paused"/g)).toHaveLength(1);
    const skipped = await cli.run('resume', '--yes', '--skip', 'sleep');
    expect(skipped.stderr).toMatch(/web3 +0 +0 +1/);
    expect(skipped.code).toBe(0);
  }, 30_000);
});
