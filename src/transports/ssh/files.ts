/** The files of an operator's ssh: config, included files, known_hosts. The only reader of them. */
import { globSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { ConnectError } from '../transport.ts';
import { type HostConfig, hostConfig } from './config.ts';
import type { Surroundings } from './endpoint.ts';
import { type KnownHosts, type KnownHostsFile, parseKnownHosts } from './known-hosts.ts';

export function surroundings(): Surroundings {
  return {
    home: homedir(),
    user: userInfo().username,
    agentSocket: process.env.SSH_AUTH_SOCK || undefined,
    env: process.env,
  };
}

/** The text, or undefined when there is no such file. Other errors (no permission) are thrown. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * What ssh would read: `configFile` alone when given (like `ssh -F`), else the user's
 * and the system's.
 * @throws ConnectError 'configuration' when a file that was asked for isn't there
 */
export function readHostConfig(alias: string, home: string, configFile?: string): HostConfig {
  const files = configFile ? [configFile] : [`${home}/.ssh/config`, '/etc/ssh/ssh_config'];
  const texts = files.map((file) => ({ file, text: readConfig(file, alias) }));
  if (configFile && texts[0]?.text === undefined)
    throw new ConnectError(
      'configuration',
      alias,
      `there is no ssh config file ${configFile}`,
      'Correct the path that was given as --ssh-config.',
    );
  const present = texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
  const base = configFile ? dirname(configFile) : join(home, '.ssh');
  const system = !configFile && present[0]?.file === '/etc/ssh/ssh_config';
  return hostConfig(
    present.map(({ text }) => text),
    alias,
    (pattern) => readIncluded(pattern, home, system ? '/etc/ssh' : base),
  );
}

function readConfig(file: string, alias: string): string | undefined {
  try {
    return readIfThere(file);
  } catch (error) {
    throw new ConnectError(
      'configuration',
      alias,
      `${file} can't be read: ${(error as Error).message}`,
      'Give yourself the right to read it, or pass another one with --ssh-config.',
    );
  }
}

function readIncluded(pattern: string, home: string, base: string): string[] {
  const plain = pattern.replace(/^~(?=\/|$)/, home);
  const path = isAbsolute(plain) ? plain : join(base, plain);
  return globSync(path)
    .sort()
    .flatMap((file) => readIfThere(file) ?? []);
}

export function readKnownHosts(files: readonly string[]): KnownHosts {
  const found: KnownHostsFile[] = [];
  for (const file of files) {
    const text = readIfThere(file);
    if (text !== undefined) found.push({ file, text });
  }
  return parseKnownHosts(found);
}
