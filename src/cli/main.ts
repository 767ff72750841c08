/** The command `runbook`: parses the command line, calls one command, ends with its exit code. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createProgram, type Parsed } from './program.ts';
import { findRoot, stateDirectory } from './project-fs.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** Version from package.json, which stands two folders above, of the bundle as of the sources. */
function packageVersion(): string {
  const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
  return JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
}

/**
 * What the operator gave in the environment, taken out of it: what we start (ssh's ProxyCommand,
 * commands on this machine) doesn't inherit the secrets.
 */
function takeEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env))
    if (/^RUNBOOK_(SECRET_|SUDO_PASSWORD$)/.test(name)) delete process.env[name];
  return env;
}

function invoke(
  parsed: Parsed,
  terminal: Terminal,
  version: string,
  env: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const { action, args, options, globals } = parsed;
  return action({
    args,
    options,
    terminal,
    env,
    cwd: process.cwd(),
    root: (elsewhere) => findRoot(process.cwd(), globals.root, elsewhere),
    stateDir: stateDirectory(env),
    version,
  });
}

/** Runs one command line and ends the process. @param args without the node and script names */
export async function main(args: readonly string[]): Promise<void> {
  const { stdout, stderr, stdin } = process;
  const env = takeEnvironment();
  const noColor = args.includes('--no-color');
  const terminal = createTerminal({ stdout, stderr, stdin }, { env, noColor });
  const version = packageVersion();
  let code: ExitCode = EXIT.ok;
  const onCommand = async (parsed: Parsed): Promise<void> => {
    code = await invoke(parsed, terminal, version, env);
  };
  const program = createProgram(terminal, version, onCommand, args);
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    code = report(error, terminal, env.RUNBOOK_DEBUG === '1', args.includes('--json'));
  }
  // Connections, watchers and servers that a command left open must not hold its end back.
  process.exit(code);
}
