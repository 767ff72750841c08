/** Which of lint's findings concern a runbook: those about what it targets or names. Pure. */
import { parsePath, valueAt } from '../../inventory/path.ts';
import type { Inventory } from '../../inventory/schema.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Runbook } from '../../runbook/model.ts';

/** Things of the inventory, by dotted path: `hosts.node1`, `sans.san1`. */
export type Subjects = ReadonlySet<string>;

const NAMED = /\b([a-z_]+)(?:\.([\w.-]+)|\[\s*(?:'([^']+)'|"([^"]+)")\s*\])/g;

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
  const named = templates.flatMap((template) => thingsIn(template, inventory));
  return new Set([...targets, ...named]);
}

/** Paths of the things that a text names. Names may hold dots: the longest that there is counts. */
function thingsIn(text: string, inventory: Inventory): string[] {
  return [...text.matchAll(NAMED)].flatMap(([, group = '', dotted, single, double]) => {
    const id = single ?? double ?? String(parsePath(`${group}.${dotted}`, inventory)[1]);
    const thing = valueAt(inventory, [group, id]);
    return thing === undefined || Array.isArray(inventory[group as keyof Inventory])
      ? []
      : [`${group}.${id}`];
  });
}

/**
 * Warnings and errors that name one of the subjects by its path, or begin with its name.
 * What is merely not known yet has its own table.
 */
export function findingsAbout(
  findings: readonly Problem[],
  subjects: Subjects,
  inventory: Inventory,
): Problem[] {
  const names = [...subjects].map((path) => path.slice(path.indexOf('.') + 1));
  return findings.filter(({ severity, message }) => {
    if (severity === 'info') return false;
    const named = thingsIn(message, inventory);
    return named.some((path) => subjects.has(path)) || names.some((name) => begins(message, name));
  });
}

/** With that name, and not with a longer one: `web1` isn't `web1.example.org`. */
function begins(message: string, name: string): boolean {
  return message.startsWith(name) && !/^\.?[\w-]/.test(message.slice(name.length));
}

/** Its anchor on the page of all findings: of its line, so that it stays while others come and go. */
export function findingAnchor({ rule, place }: Pick<Problem, 'rule' | 'place'>): string {
  if (!place) return `finding-${rule}`;
  const file = place.file.replace(/^.*\/|\.\w+$/g, '').replace(/[^\w-]+/g, '-');
  return `finding-${rule}-${file}-${place.line}-${place.column}`;
}
