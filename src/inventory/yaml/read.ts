/** One YAML file → its document, or what is wrong with its syntax. */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import { type TextLines, textLines } from '../../problem/lines.ts';
import type { Place, Problem } from '../../problem/problem.ts';
import { formatPlace } from '../../problem/problem.ts';
import type { SourceFile } from '../loaded.ts';
import { syntaxProblem } from './syntax.ts';

/** The rule of a file that can't be read. */
const SYNTAX = 'inventory-syntax';

export interface YamlFile {
  readonly path: string;
  readonly doc: Document.Parsed;
  readonly lines: TextLines;
  /** Syntax errors, and keys written twice. */
  readonly problems: readonly Problem[];
  /** False when the syntax is wrong: what the document says can't be known. */
  readonly readable: boolean;
}

/** Deeper than any inventory; each level is a call in all that reads it, and the stack has an end. */
const DEEPEST = 50;

/** Parses one file. Never throws: what is wrong is in `problems`. */
export function readYaml(file: SourceFile): YamlFile {
  try {
    return read(file);
  } catch (error) {
    // The parser calls itself for each level: thousands of them overflow the stack.
    if (!(error instanceof RangeError)) throw error;
    const empty = read({ ...file, text: '' });
    const place = { file: file.path, line: 1, column: 1 };
    return { ...empty, problems: [tooDeep(place)], readable: false };
  }
}

/** The parser catches an overflow of its own, among a thousand errors that come of it. */
function refuseOverflow({ errors }: Document.Parsed): void {
  const overflow = errors.find(({ message }) => message.includes('call stack'));
  if (overflow) throw new RangeError(overflow.message);
}

function tooDeep(place: Place): Problem {
  return syntaxProblem('TOO_DEEP', 'It is nested too deep', place);
}

function read(file: SourceFile): YamlFile {
  // uniqueKeys compares each key with each other one: `inspect` does it in linear time.
  const doc = parseDocument(file.text, {
    prettyErrors: false,
    // Its warnings would go to the terminal; a key that is no text is told by the schema.
    logLevel: 'error',
    uniqueKeys: false,
    merge: true,
  });
  refuseOverflow(doc);
  const yaml = { path: file.path, doc, lines: textLines(file.text) };
  const problems = [...doc.errors, ...doc.warnings].map((error) =>
    syntaxProblem(error.code, error.message, placeAt(yaml, error.pos[0])),
  );
  if (problems.length === 0) problems.push(...inspect(yaml, doc.contents, new Set(), 0));
  return { ...yaml, problems, readable: problems.every(({ rule }) => rule !== SYNTAX) };
}

/** The place of an offset in a file. */
export function placeAt(yaml: Pick<YamlFile, 'path' | 'lines'>, offset: number): Place {
  return { file: yaml.path, ...yaml.lines.at(offset) };
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
function inspect(yaml: Inspected, node: unknown, anchors: Set<string>, depth: number): Problem[] {
  if (isAlias(node)) return anchors.has(node.source) ? [] : [unknownAnchor(yaml, node)];
  const anchor = (node as { anchor?: string } | null)?.anchor;
  if (anchor !== undefined) anchors.add(anchor);
  if (!isCollection(node)) return [];
  if (depth === DEEPEST) return [tooDeep(placeAt(yaml, node.range?.[0] ?? 0))];
  if (isSeq(node)) return node.items.flatMap((item) => inspect(yaml, item, anchors, depth + 1));
  if (!isMap(node)) return [];
  const values = node.items.flatMap((pair) => inspect(yaml, pair.value, anchors, depth + 1));
  return [...checkKeys(yaml, node.items), ...values];
}

function checkKeys(yaml: Inspected, pairs: readonly Pair[]): Problem[] {
  const first = new Map<string, number>();
  return pairs.flatMap((pair) => {
    // To name it, its values are written out, and theirs: keys in keys take 2ⁿ steps.
    if (isCollection(pair.key)) return [noText(placeAt(yaml, keyOffset(pair)))];
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

function noText(place: Place): Problem {
  return syntaxProblem('KEY', 'A key is a text, not a list or a mapping', place);
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
