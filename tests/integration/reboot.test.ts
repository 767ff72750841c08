/** A host that reboots: an OpenSSH whose commands see a boot id that we change. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CliProject, cliProject } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Commands below it see `file` in place of the boot id. */
function within(file: string): string[] {
  const script = `mount --bind "$0" ${BOOT_ID} && exec "$@"`;
  return ['unshare', '--mount', 'sh', '-c', script, file];
}

const FOLDER = mkdtempSync(join(tmpdir(), 'boot-'));
const BOOT = join(FOLDER, 'boot_id');
writeFileSync(BOOT, `${randomUUID()}\n`);
const [program = '', ...words] = within(BOOT);
const seen = spawnSync(program, [...words, 'cat', BOOT_ID], { encoding: 'utf8' }).stdout;
const WHY = whyNoSshd() ?? (seen === readFileSync(BOOT, 'utf8') ? undefined : 'it needs root');
if (WHY) console.warn(`skipped: ${WHY}`);

const page = (options: string, run: string, verify: string) => `---
title: Restart
description: One step.
targets: web1
---

## Restart

\`\`\`bash run id=restart reboots ${options}
${run}
\`\`\`

\`\`\`bash verify
${verify}
\`\`\`
`;

describe.skipIf(WHY)('a step that reboots its host', () => {
  let sshd: Sshd;
  let cli: CliProject;
  const reboot = (): void => writeFileSync(BOOT, `${randomUUID()}\n`);
  const run = () => cli.run('run', 'restart', '--yes', '--non-interactive');
  const records = () => {
    const state = join(cli.folder, 'state/runbook');
    const id = readdirSync(state).find((name) => /^\d{8}-/.test(name)) ?? '';
    const text = readFileSync(join(state, id, 'journal.jsonl'), 'utf8');
    return {
      id,
      all: text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    };
  };

  beforeAll(async () => {
    sshd = await startSshd({ within: within(BOOT) });
  });
  beforeEach(() => {
    cli = cliProject(sshd);
  });
  afterAll(async () => {
    await sshd?.close();
    rmSync(FOLDER, { recursive: true, force: true });
  });

  it('waits for another boot id, and only then looks whether all is well', async () => {
    const before = readFileSync(BOOT, 'utf8').trim();
    const after = randomUUID();
    // It answers all the time; it boots anew only when the loop has looked at it.
    const script = `(while ! test -e ${cli.folder}/asked; do sleep 0.1; done; sleep 1; echo ${after} >${BOOT}) </dev/null >/dev/null 2>&1 &\ntouch ${cli.folder}/asked`;
    cli.addRunbook('restart', page('timeout=1m', script, `cp ${BOOT_ID} ${cli.folder}/verified`));
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([0, expect.stringContaining('Waiting for web1 to boot anew')]);
    expect(readFileSync(join(cli.folder, 'verified'), 'utf8').trim()).toBe(after);
    expect(records().all.find(({ type }) => type === 'step-started').boot).toBe(before);
  });

  it('that still answers with the same boot id has not rebooted', async () => {
    cli.addRunbook('restart', page('timeout=1s', 'true', `touch ${cli.folder}/verified`));
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('web1 still runs the boot that it ran before'),
    ]);
    expect(existsSync(join(cli.folder, 'verified'))).toBe(false);
    const end = records().all.find(({ type }) => type === 'step-ended');
    expect(end).toMatchObject({ result: 'failed', reason: 'not-rebooted' });
  });

  it.each([
    ['has booted since: it is not waited for', true],
    ['has not booted yet: it is waited for', false],
  ])('whose CLI was killed, and whose host %s', async (_, rebooted) => {
    cli.addRunbook('restart', page('timeout=10m', 'echo going', 'true'));
    const started = cli.start('run', 'restart', '--yes', '--non-interactive', '--json');
    await started.shows('to boot anew');
    started.process.kill('SIGKILL');
    await started.ended;
    if (rebooted) reboot();
    const resumed = cli.start('resume', records().id, '--non-interactive', '--json');
    if (!rebooted) await resumed.shows('to boot anew');
    if (!rebooted) reboot();
    const { code, stdout } = await resumed.ended;
    expect([code, stdout.includes('to boot anew')]).toEqual([0, !rebooted]);
  });
});
