/**
 * Scripts of the command line, as one would type them.
 *
 * A script is text, then commands (`$ …`) each followed by what it prints: stdout as
 * it is, stderr behind `2> `, and `exit N` when that isn't 0. After the first
 * `-- path --` come files that are put into the project before. Each script runs in a
 * fresh copy of `project/`. `vitest -u` writes what was printed into the script.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

const HOME = join(import.meta.dirname, '..', '..', '..');
const PROJECT = join(import.meta.dirname, '..', 'project');

interface Script {
  /** Everything before the files, a line each; what was printed is left out. */
  readonly lines: readonly string[];
  /** The files, as written in the script. */
  readonly tail: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export function parseScript(text: string): Script {
  const [head = '', ...rest] = text.split(/^(?=-- \S+ --$)/m);
  const files = rest.map((part) => {
    const end = part.indexOf('\n');
    return { path: part.slice(3, end - 3), text: part.slice(end + 1) };
  });
  return { lines: commandsOnly(head), tail: rest.join(''), files };
}

/** Text and commands, without the outputs: those last from a command to the next empty line. */
function commandsOnly(head: string): string[] {
  let printed = false;
  return head.split('\n').filter((line) => {
    if (line.startsWith('$ ')) printed = true;
    else if (line === '') printed = false;
    else if (printed) return false;
    return true;
  });
}

/** Runs a script. @returns the script with what was really printed */
export function runScript(text: string): string {
  const script = parseScript(text);
  const folder = mkdtempSync(join(tmpdir(), 'runbook-cli-'));
  try {
    const environment = prepare(folder, script);
    const lines = script.lines.flatMap((line) =>
      line.startsWith('$ ') ? [line, ...execute(line.slice(2), folder, environment)] : [line],
    );
    return lines.join('\n') + script.tail;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder: string, script: Script): NodeJS.ProcessEnv {
  const project = join(folder, 'project');
  const bin = join(folder, 'bin');
  cpSync(PROJECT, project, { recursive: true });
  mkdirSync(bin);
  symlinkSync(join(HOME, 'scripts', 'runbook.cjs'), join(bin, 'runbook'));
  for (const file of script.files) {
    const path = join(project, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
  }
  return {
    PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    RUNBOOK_LOCK_DIR: folder,
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
}

function execute(command: string, folder: string, env: NodeJS.ProcessEnv): string[] {
  const cwd = join(folder, 'project');
  const done = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8', timeout: 30_000 });
  const code = done.signal === null ? String(done.status) : done.signal;
  return [
    ...printed(done.stdout, '', folder),
    ...printed(done.stderr, '2> ', folder),
    ...(code === '0' ? [] : [`exit ${code}`]),
  ];
}

/** Output, each line behind a prefix; empty lines as `.`, because an empty line ends an output. */
function printed(output: string, prefix: string, folder: string): string[] {
  if (output === '') return [];
  const lines = steady(output, folder).replace(/\n$/, '').split('\n');
  return lines.map((line) => (line === '' ? `${prefix}.` : `${prefix}${line}`));
}

/** A step without a duration: the column is as wide as those of the others happen to be. */
const NO_DURATION = /(?<=\b(?:skipped|unknown|pending|undone)) {8,}(?=[^<\s])/g;

/** What differs from one run to the next, by name. */
function steady(output: string, folder: string): string {
  return output
    .replaceAll(folder, '<dir>')
    .replaceAll(/\b\d{8}-\d{6}-[0-9a-f]{6}\b/g, '<run>')
    .replaceAll(/\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?Z?)?/g, '<time>')
    .replaceAll(/\b\d+(\.\d+)? (ms|s)\b {2,}/g, '<duration>  ')
    .replaceAll(NO_DURATION, ' '.repeat(8))
    .replaceAll(/\b\d+(\.\d+)? (ms|s)\b/g, '<duration>')
    .replaceAll(/("durationMs": ?)\d+(\.\d+)?/g, '$1<duration>')
    .replaceAll(/\btime="[\d.]+"/g, 'time="<seconds>"')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>')
    .replaceAll(
      new RegExp(
        `(\\bby |<time> |<duration> +|· |value="|"operator": "|^ +")${userInfo().username}\\b`,
        'gm',
      ),
      '$1<operator>',
    )
    .replaceAll(hostname(), '<machine>');
}
