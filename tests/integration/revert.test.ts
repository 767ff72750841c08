/** Changes that could lock the operator out, on a real OpenSSH whose connections are really cut. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, cliProject, type Ended } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

const WHY = whyNoSshd();
if (WHY) console.warn(`skipped: ${WHY}`);

/** A page with one step, `risky`. */
function page(options: string, blocks: Readonly<Record<string, string>>): string {
  const fences = Object.entries(blocks).map(
    ([head, text]) =>
      `\`\`\`bash ${head === 'run' ? `run id=risky ${options}` : head}\n${text}\n\`\`\``,
  );
  return `---\ntitle: Risky\ndescription: One step.\ntargets: web1\n---\n\n## Risk it\n\n${fences.join('\n\n')}\n`;
}

async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await wait(20);
  }
}

/** A process that nobody has waited for yet has no program. */
function isAlive(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) !== '';
  } catch {
    return false;
  }
}

interface Entry {
  readonly type: string;
  readonly state?: string;
  readonly reason?: string;
  readonly result?: string;
  readonly detail?: string;
}

/** The records of the project's only run. */
function journal(cli: CliProject): Entry[] {
  const state = join(cli.folder, 'state/runbook');
  const [run = ''] = readdirSync(state).filter((name) => /^\d{8}-/.test(name));
  const text = readFileSync(join(state, run, 'journal.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const states = (cli: CliProject) =>
  journal(cli).flatMap(({ type, state }) => (type === 'revert' ? [state] : []));

const runId = (cli: CliProject): string =>
  readdirSync(join(cli.folder, 'state/runbook')).find((name) => /^\d{8}-/.test(name)) ?? '';

/** Copies the watchdog's facts to `file`: the step itself runs while the host is armed. */
const noteWatchdog = (file: string) =>
  `cat /var/lib/runbook/revert/*/risky.1/armed "$HOME"/.local/state/runbook/revert/*/risky.1/armed >${file} 2>/dev/null || test -s ${file}`;
const pidIn = (file: string): number => Number(readFileSync(file, 'utf8').split(' ')[0]);

describe.skipIf(WHY)('a step with revert', () => {
  let sshd: Sshd;
  let cli: CliProject;
  const path = (name: string) => join(cli.folder, name);
  const go = (text: string, ...args: string[]): Promise<Ended> => {
    cli.addRunbook('risky', text);
    return cli.run('run', 'risky', '--yes', '--non-interactive', ...args);
  };

  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.close());
  const fresh = () => {
    cli = cliProject(sshd);
  };

  it('that holds is confirmed over a new connection, and never taken back', async () => {
    fresh();
    const text = page('revert=2s', {
      run: `${noteWatchdog(path('watchdog'))}\necho $SSH_CONNECTION >${path('first')}`,
      verify: `echo $SSH_CONNECTION >${path('second')}`,
      undo: `touch ${path('undone')}`,
    });
    const { code, stderr } = await go(text);
    expect(stderr).toContain('goes back by itself in 2 s');
    expect(stderr).toContain('web1 keeps the change');
    expect(code).toBe(0);
    expect(readFileSync(path('first'), 'utf8')).not.toBe(readFileSync(path('second'), 'utf8'));
    expect(states(cli)).toEqual(['armed', 'disarmed']);
    await until(() => !isAlive(pidIn(path('watchdog'))));
    expect(existsSync(path('undone'))).toBe(false);
  });

  it('whose verify fails is taken back at once', async () => {
    fresh();
    const text = page('revert=1h', {
      run: `touch ${path('changed')}`,
      verify: 'echo not so >&2; exit 4',
      undo: `echo back again; rm ${path('changed')}`,
    });
    const { code, stderr, stdout } = await go(text);
    expect([code, stderr + stdout]).toEqual([
      1,
      expect.stringMatching(
        /its verify ended with code 4.*web1 went back at .*undo ended with code 0/s,
      ),
    ]);
    expect(stderr).toContain('back again');
    expect(existsSync(path('changed'))).toBe(false);
    expect(journal(cli).find(({ type }) => type === 'step-ended')).toMatchObject({
      reason: 'verify',
    });
  });

  it('whose command fails half way is taken back at once', async () => {
    fresh();
    const text = page('revert=1h', {
      run: `touch ${path('changed')}; exit 7`,
      undo: `rm ${path('changed')}; exit 9`,
    });
    const { code, stderr } = await go(text);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/code 7.*undo ended with code 9.*half way/s),
    ]);
    expect(existsSync(path('changed'))).toBe(false);
  });

  it('that writes a file puts the old one back when its verify fails', async () => {
    fresh();
    writeFileSync(path('file'), 'old\n');
    const text = `---\ntitle: R\ndescription: d\ntargets: web1\n---\n\n## Write\n\n\`\`\`ini put=${path('file')} id=risky revert=1h\nnew\n\`\`\`\n\n\`\`\`bash verify\ngrep new ${path('file')}; exit 1\n\`\`\`\n`;
    const { code, stderr } = await go(text);
    expect([code, stderr]).toEqual([1, expect.stringContaining('undo ended with code 0')]);
    expect(readFileSync(path('file'), 'utf8')).toBe('old\n');
  });

  it('whose CLI is killed goes back by itself, and a resume tells', async () => {
    fresh();
    cli.addRunbook(
      'risky',
      page('revert=3s', {
        run: `${noteWatchdog(path('watchdog'))}\necho made-the-change`,
        'verify retries=1000 every=100ms': 'false',
        undo: `touch ${path('undone')}`,
      }),
    );
    const started = cli.start('run', 'risky', '--yes', '--non-interactive', '--json');
    await started.shows('"text":"made-the-change');
    started.process.kill('SIGKILL');
    await started.ended;
    await until(() => existsSync(path('undone')));
    const { code, stderr } = await cli.run('resume', runId(cli), '--non-interactive');
    expect([code, stderr]).toEqual([1, expect.stringContaining('web1 went back by itself at')]);
    expect(states(cli)).toEqual(['armed', 'fired']);
  });

  it('whose CLI is killed can still be confirmed by a resume that comes in time', async () => {
    fresh();
    cli.addRunbook(
      'risky',
      page('revert=10m', {
        run: `${noteWatchdog(path('watchdog'))}\necho made-the-change`,
        'verify retries=1000 every=100ms': `test -e ${path('go')}`,
        undo: `touch ${path('undone')}`,
      }),
    );
    const started = cli.start('run', 'risky', '--yes', '--non-interactive', '--json');
    await started.shows('"text":"made-the-change');
    started.process.kill('SIGKILL');
    await started.ended;
    writeFileSync(path('go'), '');
    const { code, stderr } = await cli.run('resume', runId(cli), '--non-interactive');
    expect([code, stderr]).toEqual([0, expect.stringContaining('web1 keeps the change')]);
    expect(states(cli)).toEqual(['armed', 'disarmed']);
    process.kill(pidIn(path('watchdog')), 'SIGKILL');
  });
});

describe.skipIf(WHY)('a step with revert that stops the ssh server', () => {
  it('comes back by itself, and says so', async () => {
    const sshd = await startSshd();
    const cli = cliProject(sshd);
    const config = join(sshd.dir, 'sshd_config');
    const pidFile = join(sshd.dir, 'sshd.pid');
    cli.addRunbook(
      'risky',
      page('revert=3s', {
        run: `kill "$(cat ${pidFile})"`,
        undo: `/usr/sbin/sshd -f ${config}`,
      }),
    );
    const { code, stderr } = await cli.run('run', 'risky', '--yes', '--non-interactive');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /web1 went back by itself at [-0-9]{10} [:0-9]{8} [-+:0-9]{6}, undo ended with code 0/,
      ),
    ]);
    expect(journal(cli).find(({ type }) => type === 'step-ended')).toMatchObject({
      result: 'failed',
      reason: 'reverted',
    });
    expect((await cli.run('run', 'greet', '--yes', '--non-interactive')).code).toBe(0);
    process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
    await sshd.close();
    cli.close();
  });
});

/** Two ends of a cable of our own: `outer` here, `inner` in a network namespace. */
function network(): { name: string; inner: string; outer: string; close(): void } | undefined {
  const name = `rbk${process.pid}`;
  const ip = (...words: string[]) => spawnSync('ip', words, { encoding: 'utf8' }).status === 0;
  const outer = `${name}o`;
  const made =
    ip('netns', 'add', name) &&
    ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', 'inner', 'netns', name) &&
    ip('addr', 'add', '198.51.100.1/30', 'dev', outer) &&
    ip('link', 'set', outer, 'up') &&
    ip('-n', name, 'addr', 'add', '198.51.100.2/30', 'dev', 'inner') &&
    ip('-n', name, 'link', 'set', 'inner', 'up');
  const close = () => {
    ip('link', 'del', outer);
    ip('netns', 'del', name);
  };
  if (!made) close();
  return made ? { name, inner: 'inner', outer, close } : undefined;
}

const NET = WHY ? undefined : network();
if (!NET) console.warn('skipped: no network namespace can be made here (it needs root)');

describe.skipIf(!NET)('a step with revert that takes the network down', () => {
  afterAll(() => NET?.close());

  it('comes back by itself, and says so', async () => {
    const within = ['ip', 'netns', 'exec', NET?.name ?? ''];
    const sshd = await startSshd({ address: '198.51.100.2', within });
    const cli = cliProject(sshd);
    cli.addRunbook(
      'risky',
      page('revert=4s', {
        run: `ip link set ${NET?.inner} down\necho down >${join(cli.folder, 'was')}`,
        undo: `ip link set ${NET?.inner} up`,
      }),
    );
    const { code, stderr } = await cli.run('run', 'risky', '--yes', '--non-interactive');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /web1 went back by itself at [-0-9]{10} [:0-9]{8} [-+:0-9]{6}, undo ended with code 0/,
      ),
    ]);
    expect(readFileSync(join(cli.folder, 'was'), 'utf8')).toBe('down\n');
    expect((await cli.run('run', 'greet', '--yes', '--non-interactive')).code).toBe(0);
    await sshd.close();
    cli.close();
  });
});
