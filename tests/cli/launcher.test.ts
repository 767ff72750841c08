/** `scripts/runbook.cjs` as people start it: whichever Node is first on their PATH. */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const HOME = join(import.meta.dirname, '..', '..');
const LAUNCHER = join(HOME, 'scripts', 'runbook.cjs');
const PROJECT = join(import.meta.dirname, 'project');
const VERSION = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')).version;

/** A Node older than what the bundle needs, outside of node_modules; undefined where there is none. */
function oldNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter((file) => existsSync(file))
    .find((file) => Number(spawnSync(file, ['-p', 'parseInt(process.versions.node)']).stdout) < 22);
}

const OLD = oldNode();
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The launcher somewhere else, with what is named beside it. */
function installation(...parts: ('bundle' | 'modules')[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'runbook-launcher-'));
  folders.push(folder);
  mkdirSync(join(folder, 'scripts'));
  cpSync(LAUNCHER, join(folder, 'scripts', 'runbook.cjs'));
  cpSync(join(HOME, 'package.json'), join(folder, 'package.json'));
  if (parts.includes('bundle')) symlinkSync(join(HOME, 'dist'), join(folder, 'dist'));
  if (parts.includes('modules'))
    symlinkSync(join(HOME, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'scripts', 'runbook.cjs');
}

function start(node: string, launcher: string, ...args: string[]) {
  const env = { PATH: process.env.PATH, HOME: tmpdir() };
  return spawnSync(node, [launcher, ...args], { cwd: PROJECT, encoding: 'utf8', env });
}

describe('the launcher', () => {
  it('answers --version from package.json, even when nothing is built', () => {
    expect(start(process.execPath, installation(), '--version').stdout).toBe(`${VERSION}\n`);
  });

  it('says in one line that the command is not built', () => {
    const { status, stderr } = start(process.execPath, installation(), 'list');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'runbook: the command is not built yet: npm run build:cli\n',
    });
  });

  it('runs the sources when told to, or when there is no bundle', () => {
    const { stdout } = spawnSync(process.execPath, [LAUNCHER, 'list'], {
      cwd: PROJECT,
      encoding: 'utf8',
      env: { ...process.env, RUNBOOK_SOURCE: '1' },
    });
    expect(stdout).toContain('Leave a greeting');
  });

  it('is written in a JavaScript that Node 12 reads', () => {
    const source = readFileSync(LAUNCHER, 'utf8');
    // ES2021 operators and `node:` specifiers came later.
    expect(source).not.toMatch(/\?\?|\?\.[a-z[(]|\|\|=|&&=|require\('node:/);
  });
});

describe.skipIf(OLD === undefined)('the launcher under an old Node', () => {
  const old = OLD as string;

  it('starts itself again under the pinned Node', () => {
    const { status, stdout } = start(old, installation('bundle', 'modules'), 'list');
    expect(status).toBe(0);
    expect(stdout).toContain('Leave a greeting');
  });

  it('keeps the exit code', () => {
    expect(start(old, installation('bundle', 'modules'), 'show', 'nothing').status).toBe(2);
  });

  it('says in one line what it needs when the pinned Node is not there', () => {
    const { status, stderr } = start(old, installation('bundle'), 'list');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^runbook: needs Node 22 or newer \(this is \d+[\d.]+\): run "npm ci" in .*\n$/,
    );
  });

  it('passes signals on: an interrupted run keeps its checkpoint', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'runbook-signal-'));
    folders.push(folder);
    cpSync(PROJECT, join(folder, 'project'), { recursive: true });
    cpSync(
      join(import.meta.dirname, 'fixtures', 'slow.mdx'),
      join(folder, 'project/runbooks/slow.mdx'),
    );
    const child = spawn(old, [LAUNCHER, 'run', 'slow', '--transport', 'local', '--yes', '--json'], {
      cwd: join(folder, 'project'),
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        XDG_STATE_HOME: folder,
        RUNBOOK_LOCK_DIR: folder,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let seen = '';
    const ended = new Promise((resolve) =>
      child.on('exit', (code, signal) => resolve(code ?? signal)),
    );
    child.stdout.on('data', (chunk: Buffer) => {
      if (!seen.includes('"output"') && `${seen}${chunk}`.includes('"output"'))
        child.kill('SIGINT');
      seen += chunk.toString();
    });
    expect(await ended).toBe(130);
  });
});
