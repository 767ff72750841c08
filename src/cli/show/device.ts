/** A device for a person: what the inventory writes about it, and what else is about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintFindings } from '../../inventory/lint.ts';
import { resolveSelector } from '../../plan/targets.ts';
import { formatPlace, type Place, type Problem } from '../../problem/problem.ts';
import { listRunbooks } from '../../runbook/list-fs.ts';
import { managementAddress } from '../../views/context.ts';
import { subjectsOf } from '../../views/subjects.ts';
import { type Colors, problemLines } from '../terminal.ts';
import type { ShowCode } from './code.ts';
import type { ShownDevice } from './find-fs.ts';

const KIND_NAMES = { hosts: 'host', switches: 'switch', sans: 'storage array' } as const;

export interface AboutDevice {
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  readonly place: Place;
  readonly address?: string;
  /** Its lines of the inventory's file, as they are written. */
  readonly written: string;
  readonly configs: readonly string[];
  /** Runbooks that it is a target of. */
  readonly runbooks: readonly string[];
  /** What lint finds about it, and what isn't known. */
  readonly problems: readonly Problem[];
}

export function aboutDevice(
  root: string,
  { name, kind, loaded, configs }: ShownDevice,
): AboutDevice {
  const { inventory, placeOf } = loaded;
  const device = inventory[kind][name];
  const place = placeOf([kind, name]);
  const address = sshAddress(device) ?? managementAddress(device ?? {});
  const runbooks = listRunbooks(root).filter(({ targets }) => {
    const selected = resolveSelector(targets, inventory, undefined);
    return selected.ok && selected.hosts.includes(name);
  });
  const problems = lintFindings(loaded).filter(({ path }) =>
    subjectsOf(inventory, path).some((subject) => subject.device === name),
  );
  return {
    ...{ name, kind: KIND_NAMES[kind], title: device?.title ?? name, place },
    ...(address !== undefined && { address }),
    written: block(readFileSync(join(root, place.file), 'utf8'), place.line),
    configs,
    runbooks: runbooks.map((runbook) => runbook.name),
    problems,
  };
}

/** Where the command connects to, when that isn't where the device is managed. */
function sshAddress(device: object | undefined): string | undefined {
  return (device as { ssh?: { address?: string } } | undefined)?.ssh?.address;
}

/** The line and all that is indented below it. */
function block(text: string, line: number): string {
  const lines = text.split('\n').slice(line - 1);
  const indent = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0;
  const inside = (one: string) => one.trim() === '' || /^\s*/.exec(one)![0].length > indent;
  const end = lines.findIndex((one, index) => index > 0 && !inside(one));
  const own = end === -1 ? lines : lines.slice(0, end);
  return own
    .map((one) => one.slice(indent))
    .join('\n')
    .trimEnd();
}

export function deviceLines(about: AboutDevice, colors: Colors, showCode: ShowCode): string[] {
  const { bold, dim } = colors;
  const { title, name, kind, place, address, configs, runbooks, problems } = about;
  const fact = (label: string, value: string) => `  ${label.padEnd(9)}${value}`;
  return [
    `${bold(title)} ${dim(`— ${name}, ${kind}`)}`,
    fact('written', formatPlace(place)),
    fact('address', address ?? 'unknown'),
    ...(configs.length > 0 ? [fact('configs', configs.join(', '))] : []),
    ...(runbooks.length > 0 ? [fact('runbooks', runbooks.join(', '))] : []),
    '',
    ...showCode(about.written, 'yaml').map((line) => `    ${dim('│')} ${line}`.trimEnd()),
    ...problems.flatMap((problem) => ['', ...problemLines(problem, colors)]),
  ];
}
