/** One YAML file → its document, or what is wrong with its syntax. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { Place, Problem } from '../../problem/problem.ts';
import { formatPlace } from '../../problem/problem.ts';
import type { SourceFile } from '../loaded.ts';
import { syntaxProblem } from './syntax.ts';

/** The rule of a file that can't be read. */
const SYNTAX = 'inventory-syntax';

export interface YamlFile {
  readonly path: string;
  readonly doc: Document.Parsed;
  readonly lines: LineCounter;
  /** Syntax errors, and keys written twice. */
  readonly problems: readonly Problem[];
  /** False when the syntax is wrong: what the document says can't be known. */
  readonly readable: boolean;
}

/** Parses one file. Never throws: what is wrong is in `problems`. */
export function readYaml(file: SourceFile): YamlFile {
  const lines = new LineCounter();
  // uniqueKeys compares each key with each other one: `inspect` does it in linear time.
  const doc = parseDocument(file.text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    merge: true,
  });
  const yaml = { path: file.path, doc, lines };
  const problems = [...doc.errors, ...doc.warnings].map((error) =>
    syntaxProblem(error.code, error.message, placeAt(yaml, error.pos[0])),
  );
  if (problems.length === 0) problems.push(...inspect(yaml, doc.contents, new Set()));
  return { ...yaml, problems, readable: problems.every(({ rule }) => rule !== SYNTAX) };
}

/** The place of an offset in a file. */
export function placeAt(yaml: Pick<YamlFile, 'path' | 'lines'>, offset: number): Place {
  const { line, col } = yaml.lines.linePos(offset);
  return { file: yaml.path, line, column: col };
}

/** The text of a key: YAML allows any value there, the inventory means its text. */
export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value ?? '') : String(pair.key);
}

/** Offset of a key. */
export function keyOffset(pair: Pair): number {
  return (pair.key as Node | null)?.range?.[0] ?? 0;
}

type Inspected = Pick<YamlFile, 'path' | 'lines'>;

/** What the parser lets pass: a key written twice in one mapping, an alias without its anchor. */
function inspect(yaml: Inspected, node: unknown, anchors: Set<string>): Problem[] {
  if (isAlias(node)) return anchors.has(node.source) ? [] : [unknownAnchor(yaml, node)];
  const anchor = (node as { anchor?: string } | null)?.anchor;
  if (anchor !== undefined) anchors.add(anchor);
  if (isSeq(node)) return node.items.flatMap((item) => inspect(yaml, item, anchors));
  if (!isMap(node)) return [];
  const values = node.items.flatMap((pair) => inspect(yaml, pair.value, anchors));
  return [...checkKeys(yaml, node.items), ...values];
}

function checkKeys(yaml: Inspected, pairs: readonly Pair[]): Problem[] {
  const first = new Map<string, number>();
  return pairs.flatMap((pair) => {
    const key = keyText(pair);
    // JavaScript's own: it would be dropped without a word.
    if (key === '__proto__') return [reserved(key, placeAt(yaml, keyOffset(pair)))];
    const seen = first.get(key);
    if (seen === undefined) {
      first.set(key, keyOffset(pair));
      return [];
    }
    return [repeated(key, placeAt(yaml, keyOffset(pair)), placeAt(yaml, seen))];
  });
}

/** A name that is declared a second time: reported where it is repeated, naming the first place. */
export function repeated(label: string, place: Place, first: Place): Problem {
  return {
    rule: 'inventory-duplicate',
    severity: 'error',
    message: `"${label}" is declared twice`,
    place,
    expected: 'each name declared once',
    actual: `already declared at ${formatPlace(first)}`,
    hint: 'rename one of them, or bring both under one key',
  };
}

function reserved(key: string, place: Place): Problem {
  return {
    rule: 'inventory-value',
    severity: 'error',
    message: `"${key}" can't be a name`,
    place,
    expected: 'another name',
    actual: JSON.stringify(key),
    hint: 'rename it',
  };
}

function unknownAnchor(
  yaml: Inspected,
  alias: { source: string; range?: readonly number[] | null },
): Problem {
  return {
    rule: SYNTAX,
    severity: 'error',
    message: `*${alias.source} names an anchor that isn't set above it`,
    place: placeAt(yaml, alias.range?.[0] ?? 0),
    hint: `write &${alias.source} before the value to be repeated, in the same file`,
  };
}
