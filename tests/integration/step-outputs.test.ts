/** `$RUNBOOK_OUTPUT` of one step, in the commands of another, over a real OpenSSH. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CliProject, cliProject } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';

const WHY = whyNoSshd();
if (WHY) console.warn(`skipped: ${WHY}`);

const page = (give: string, use: string, head = '') => `---
title: Give
description: Two steps.
targets: web1
${head}---

## Give

\`\`\`bash run id=give
${give}
\`\`\`

## Use

\`\`\`bash run id=use
${use}
\`\`\`
`;

describe.skipIf(WHY)('what a step gives', () => {
  let sshd: Sshd;
  let cli: CliProject;
  const path = (name: string): string => join(cli.folder, name);

  beforeAll(async () => {
    sshd = await startSshd();
  });
  beforeEach(() => {
    cli = cliProject(sshd);
  });
  afterAll(() => sshd?.close());

  it('is unknown in the plan, and there in the run, quoted as its author asks', async () => {
    const value = `it's $HOME; rm -rf "/nowhere"`;
    cli.addRunbook(
      'pair',
      page(
        `printf 'name=%s\\n' ${`'it'\\''s $HOME; rm -rf "/nowhere"'`} >>"$RUNBOOK_OUTPUT"`,
        `printf %s {{ steps.give.name | sh }} >${path('got')}`,
      ),
    );
    const plan = await cli.run('plan', 'pair');
    expect(plan.stdout).toContain('‹steps.give.name› is unknown until run');
    expect((await cli.run('run', 'pair', '--yes', '--non-interactive')).code).toBe(0);
    expect(readFileSync(path('got'), 'utf8')).toBe(value);
  });

  it('is found again by a resume', async () => {
    cli.addRunbook(
      'pair',
      page(
        `echo token=$$ >>"$RUNBOOK_OUTPUT"; echo $$ >${path('given')}`,
        `test -e ${path('given.ok')}; echo {{ steps.give.token | sh }} >${path('got')}`,
      ),
    );
    expect((await cli.run('run', 'pair', '--yes', '--non-interactive')).code).toBe(1);
    const [id = ''] = readdirSync(join(cli.folder, 'state/runbook')).filter((name) =>
      /^\d/.test(name),
    );
    cli.addRunbook(
      'pair',
      page(
        `echo token=$$ >>"$RUNBOOK_OUTPUT"; echo $$ >${path('given')}`,
        `test -e ${path('given')}; echo {{ steps.give.token | sh }} >${path('got')}`,
      ),
    );
    const resumed = await cli.run('resume', id, '--non-interactive', '--yes', '--rerun', 'use');
    expect([resumed.code, resumed.stderr]).toEqual([0, expect.anything()]);
    expect(readFileSync(path('got'), 'utf8')).toBe(readFileSync(path('given'), 'utf8'));
  });

  it('that is not given stops the run before the step that names it', async () => {
    cli.addRunbook(
      'pair',
      page('echo other=1 >>"$RUNBOOK_OUTPUT"', 'echo {{ steps.give.name | sh }}'),
    );
    const { code, stderr } = await cli.run('run', 'pair', '--yes', '--non-interactive');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(
        /pair\.mdx:16:\d+: .*give wrote no "name=…" to \$RUNBOOK_OUTPUT on web1/,
      ),
    ]);
  });
});
