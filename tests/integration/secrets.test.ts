/** Secrets and prompts through the real command, over a real sshd. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CliProject, cliProject } from './support/cli.ts';
import { type Sshd, startSshd, whyNoSshd } from './support/sshd.ts';
import { PASSWORD, type SudoHost, startSudoHost, whyNoSudoHost } from './support/sudo-host.ts';

const SECRETS = [
  `Tr0ub4dor&3 'x' "y" $HOME`,
  'clé-été ☃ 🙂 \\n%s',
  'dGhpcyBsb29rcyBsaWtlIGJhc2U2NA==',
];

const LEAKY = `---
title: Leaky
description: Prints its secret in every way.
targets: web1
secrets:
  token: {}
---

## Print

\`\`\`bash run id=print
p={{ secrets.token | sh }}
sleep 0.3
printf '%s\\n' "$p"; printf '%q\\n' "$p"; printf '%s' "$p" | base64
set -x; : "$p"; set +x
printf '%s' "\${p%???}"; sleep 0.05; printf '%s\\n' "\${p#"\${p%???}"}"
\`\`\`

## Write

\`\`\`text put=$FOLDER/written id=write
p={{ secrets.token }}
\`\`\`

## Fail

\`\`\`bash run id=fail
cat /proc/[0-9]*/cmdline > $FOLDER/ps 2>/dev/null || :
echo {{ secrets.token | sh }} >&2
exit 3
\`\`\`
`;

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64').replace(/.?=*$/, '');
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    base64,
    Buffer.from(secret).toString('hex'),
  ];
}

/** Everything in the files below a folder. */
function contents(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name),
  );
  return files
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** The command lines of all processes of this machine: both sides are on it. */
function processList(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describe.skipIf(whyNoSshd())('secrets over SSH', () => {
  let sshd: Sshd;
  const projects: CliProject[] = [];
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd?.close());
  afterEach(() => {
    for (const project of projects.splice(0)) project.close();
  });

  function project(server: Sshd, env: Readonly<Record<string, string>> = {}): CliProject {
    const made = cliProject(server, server.knownHost(), env);
    projects.push(made);
    return made;
  }

  const MODES = [['--json'], ['-v']];
  it.each(SECRETS.flatMap((secret) => MODES.map((mode) => [secret, mode] as const)))(
    '%j is nowhere, with %j',
    async (secret, mode) => {
      const cli = project(sshd, { RUNBOOK_SECRET_TOKEN: secret, RUNBOOK_DEBUG: '1' });
      cli.addRunbook('leaky', LEAKY.replaceAll('$FOLDER', cli.folder));
      const listed = [''];
      const started = cli.start('run', 'leaky', '--yes', ...mode);
      const sampling = setInterval(() => listed.push(processList()), 20);
      const { code, stdout, stderr } = await started.ended.finally(() => clearInterval(sampling));
      expect([code, stderr]).toEqual([1, expect.stringContaining('runbook resume')]);
      expect(readFileSync(join(cli.folder, 'written'), 'utf8')).toBe(`p=${secret}\n`);
      const told = {
        ...{ stdout, stderr, here: listed.join('\n') },
        there: readFileSync(join(cli.folder, 'ps'), 'utf8'),
        state: contents(join(cli.folder, 'state')),
      };
      expect(told.state).toContain('‹secret:token›');
      for (const [place, text] of Object.entries(told))
        for (const form of formsOf(secret))
          expect(text.includes(form), `${place}: ${form}`).toBe(false);
    },
  );

  /** A step that asks, and its answers. */
  function asking(script: string, answers: string): string {
    return `---\ntitle: Ask\ndescription: Asks.\ntargets: web1\nsecrets:\n  token: {}\n---\n\n## Ask\n\n\`\`\`bash run id=ask\n${script}\n\`\`\`\n\n\`\`\`text answer\n${answers}\n\`\`\`\n`;
  }

  it('answers a program that reads its terminal without echo, and one that echoes', async () => {
    const cli = project(sshd, { RUNBOOK_SECRET_TOKEN: 'hunter2secret' });
    const script = `read -r -s -p 'New password: ' a </dev/tty; echo; read -r -p 'Again: ' b </dev/tty; test "$a" = "$b"; tty >/dev/null; echo same`;
    cli.addRunbook(
      'ask',
      asking(
        script,
        'New password: $ => {{ secrets.token }}\nOptional: => x\n^Again: $ => {{ secrets.token }}',
      ),
    );
    const { code, stdout } = await cli.run('run', 'ask', '--yes', '--json');
    expect([code, stdout]).toEqual([0, expect.stringContaining('same\\n')]);
    expect(stdout).not.toContain('hunter2secret');
    expect(contents(join(cli.folder, 'state'))).not.toContain('hunter2secret');
  });

  it("answers ssh's own questions: the key of a host, then a password that is refused", async () => {
    const other = await startSshd({
      config: ['PasswordAuthentication yes', 'PubkeyAuthentication no'],
    });
    const cli = project(sshd, { RUNBOOK_SECRET_TOKEN: 'hunter2secret' });
    const script = `ssh -F none -p ${other.port} -o UserKnownHostsFile=${cli.folder}/kh -o NumberOfPasswordPrompts=1 nobody@127.0.0.1 true || echo "ended $?"`;
    cli.addRunbook(
      'ask',
      asking(script, 'continue connecting .*\\? $ => yes\npassword: $ => {{ secrets.token }}'),
    );
    const { code, stdout } = await cli
      .run('run', 'ask', '--yes', '--json')
      .finally(() => other.close());
    expect([code, stdout]).toEqual([0, expect.stringContaining('ended 255')]);
    expect(stdout).toContain('Permission denied');
    expect(readFileSync(join(cli.folder, 'kh'), 'utf8')).toContain(`[127.0.0.1]:${other.port}`);
    expect(stdout).not.toContain('hunter2secret');
  });

  it('stops at a question that the runbook does not answer, and shows it', async () => {
    const cli = project(sshd, { RUNBOOK_SECRET_TOKEN: 'hunter2secret' });
    const script = `read -r -p 'User: ' u; printf 'Remove %s? [y/N] ' "$u"; read -r yes; touch ${cli.folder}/removed`;
    cli.addRunbook('ask', asking(script, 'User: $ => {{ secrets.token }}'));
    const { code, stderr } = await cli.run('run', 'ask', '--yes');
    expect(code).toBe(1);
    expect(stderr).toContain(
      "waits for an answer that the runbook doesn't give: “Remove ‹secret:token›? [y/N]”",
    );
    expect(readdirSync(cli.folder)).not.toContain('removed');
  });

  it('has an empty input for a step without answers: nothing hangs', async () => {
    const cli = project(sshd, { RUNBOOK_SECRET_TOKEN: 'hunter2secret' });
    const page = asking("read -r -p 'Really? ' a || echo no input", 'x => y').replace(
      /\n```text answer[\s\S]*/,
      '\n',
    );
    cli.addRunbook('ask', page);
    const { code, stdout } = await cli.run('run', 'ask', '--yes', '--json');
    expect([code, stdout]).toEqual([0, expect.stringContaining('no input\\n')]);
  });

  describe.skipIf(whyNoSudoHost())("sudo's password", () => {
    let host: SudoHost;
    beforeAll(async () => {
      host = await startSudoHost();
    });
    afterAll(() => host?.close());

    const ROOT = `---\ntitle: Root\ndescription: Needs root.\ntargets: web1, web2\n---\n\n## Who\n\n\`\`\`sh run id=who sudo\nid -u\n\`\`\`\n`;

    async function asAda(env: Readonly<Record<string, string>>, ...more: string[]) {
      const cli = project(host.as('ada'), env);
      cli.addRunbook('root', ROOT);
      writeFileSync(join(cli.folder, 'x'), '');
      return { cli, ...(await cli.run('run', 'root', '--yes', '--json', ...more)) };
    }

    it('comes from the environment, for each host', async () => {
      const { cli, code, stdout } = await asAda({ RUNBOOK_SUDO_PASSWORD: PASSWORD });
      expect([code, stdout.match(/"text":"0\\n"/g)]).toEqual([
        0,
        ['"text":"0\\n"', '"text":"0\\n"'],
      ]);
      const all = stdout + contents(join(cli.folder, 'state'));
      for (const form of formsOf(PASSWORD)) expect(all).not.toContain(form);
    });

    it('refused: exit code 8', async () => {
      const { code, stdout } = await asAda({ RUNBOOK_SUDO_PASSWORD: 'wrong-one' });
      expect([code, stdout]).toEqual([8, expect.stringContaining('refuses the password of ada')]);
    });

    it('not there: a pause, exit code 3, and the variable by name', async () => {
      const { code, stdout } = await asAda({});
      expect([code, stdout]).toEqual([3, expect.stringContaining('RUNBOOK_SUDO_PASSWORD')]);
    });
  });
});
