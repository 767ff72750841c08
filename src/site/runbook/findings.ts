/** Which of lint's findings concern a runbook: those about what it targets or names. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Runbook } from '../../runbook/model.ts';

/** Things of the inventory, by dotted path: `hosts.node1`, `sans.san1`. */
export type Subjects = ReadonlySet<string>;

const NAMED = /\b([a-z_]+)(?:\.([\w-]+)|\[\s*(?:'([^']+)'|"([^"]+)")\s*\])/g;

/** What a runbook targets, and what its templates name. */
export function subjectsOf(
  { blocks, params, invariants }: Pick<Runbook, 'blocks' | 'params' | 'invariants'>,
  hosts: readonly string[],
  inventory: Inventory,
): Subjects {
  const targets = hosts.map(
    (id) => `${Object.hasOwn(inventory.hosts, id) ? 'hosts' : 'switches'}.${id}`,
  );
  const texts = [
    ...blocks.flatMap(({ text, options }) => [text, options.path ?? '']),
    ...params.map((param) => param.default ?? ''),
    ...invariants.map(({ text }) => text),
  ];
  const templates = texts.flatMap((text) => text.match(/\{[{%][\s\S]*?[%}]\}/g) ?? []);
  const named = templates.flatMap((template) =>
    [...template.matchAll(NAMED)].flatMap(([, group = '', dotted, single, double]) => {
      const id = dotted ?? single ?? double ?? '';
      return isThing(inventory, group, id) ? [`${group}.${id}`] : [];
    }),
  );
  return new Set([...targets, ...named]);
}

function isThing(inventory: Inventory, group: string, id: string): boolean {
  const known = Object.hasOwn(inventory, group) && inventory[group as keyof Inventory];
  return typeof known === 'object' && known !== null && Object.hasOwn(known, id);
}

/**
 * Warnings and errors that name one of the subjects by its path, or begin with its name.
 * What is merely not known yet has its own table.
 */
export function findingsAbout(findings: readonly Problem[], subjects: Subjects): Problem[] {
  const names = [...subjects].map((path) => path.slice(path.indexOf('.') + 1));
  return findings.filter(({ severity, message }) => {
    if (severity === 'info') return false;
    const paths = [...message.matchAll(NAMED)].map(([, group, id]) => `${group}.${id}`);
    return paths.some((path) => subjects.has(path)) || names.some((name) => begins(message, name));
  });
}

function begins(message: string, name: string): boolean {
  return message.startsWith(name) && !/^[\w-]/.test(message.slice(name.length));
}

/** Its anchor on the page of all findings: of its line, so that it stays while others come and go. */
export function findingAnchor({ rule, place }: Pick<Problem, 'rule' | 'place'>): string {
  if (!place) return `finding-${rule}`;
  const file = place.file.replace(/^.*\/|\.\w+$/g, '').replace(/[^\w-]+/g, '-');
  return `finding-${rule}-${file}-${place.line}-${place.column}`;
}
