/**
 * YAML files → the inventory, or everything that is wrong with them.
 *
 * One pipeline: read (syntax) → merge (by top-level key, then by name) → validate
 * (the schema) → check references. Problems of all phases are collected. Pure.
 */
import { byPlace, type Problem } from '../problem/problem.ts';
import type { LoadedInventory, SourceFile } from './loaded.ts';
import { checkReferences } from './references/check.ts';
import { validate } from './validate/validate.ts';
import { mergeFiles } from './yaml/merge.ts';
import { places } from './yaml/places.ts';
import { readYaml } from './yaml/read.ts';

export type ParsedInventory =
  | { readonly ok: true; readonly loaded: LoadedInventory }
  | { readonly ok: false; readonly problems: Problem[] };

/** @param files in the order in which lists are to be concatenated. */
export function parseInventory(files: readonly SourceFile[]): ParsedInventory {
  const yaml = files.map(readYaml);
  const sound = yaml.filter((file) => file.readable);
  const merged = mergeFiles(sound);
  const where = places(merged, { file: files[0]?.path ?? 'content/inventory', line: 1, column: 1 });
  const partial = sound.length < yaml.length;
  const valid = validate(merged.data, where, { partial });
  const problems = [
    ...yaml.flatMap((file) => file.problems),
    ...merged.problems,
    ...valid.problems,
    // A name that a broken file may declare can't be called missing.
    ...(partial ? [] : checkReferences(valid, merged.data, where)),
  ];
  if (problems.length > 0) return { ok: false, problems: problems.sort(byPlace) };
  return { ok: true, loaded: { inventory: valid.inventory, placeOf: where.placeOf } };
}
