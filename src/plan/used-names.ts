/** Which parameters or secrets a selection of steps names: only those need a value. */
import type { Param, Runbook, Step } from '../runbook/model.ts';
import { blocksOf } from './hash.ts';

/**
 * The names after `params.` or `secrets.` in the steps' blocks and paths, in the
 * invariants, and in the defaults of the parameters that are used so.
 * Looks at the text only, so it may find too many, never too few.
 */
export function usedNames(
  kind: 'params' | 'secrets',
  runbook: Runbook,
  steps: readonly Step[],
): ReadonlySet<string> {
  const blocks = steps.flatMap(blocksOf);
  const texts = [
    ...blocks.flatMap(({ text, options }) => [text, options.path ?? '']),
    ...runbook.invariants.map(({ text }) => text),
  ];
  const declared = runbook[kind].map(({ name }) => name);
  const used = new Set(texts.flatMap((text) => namesIn(text, kind, declared)));
  if (kind === 'params') addDefaults(used, runbook.params, declared);
  return used;
}

/** A default names parameters above it: the last ones first. */
function addDefaults(
  used: Set<string>,
  params: readonly Param[],
  declared: readonly string[],
): void {
  for (const param of [...params].reverse()) {
    if (!used.has(param.name)) continue;
    for (const name of namesIn(param.default ?? '', 'params', declared)) used.add(name);
  }
}

/** `params.name` and `params['name']`; `params[other]` may be any of them. */
function namesIn(text: string, kind: string, declared: readonly string[]): readonly string[] {
  const found = [
    ...text.matchAll(
      new RegExp(`\\b${kind}(?:\\.([\\w-]+)|\\[\\s*(["'])(.*?)\\2\\s*\\]|\\s*\\[)`, 'g'),
    ),
  ];
  return found.flatMap(([, dotted, , quoted]) => dotted ?? quoted ?? declared);
}
