/** Where the keys and values of a YAML text stand in the page that holds it. */
import { type Document, isScalar, type Node, type ParsedNode, visit } from 'yaml';
import type { TextLines } from '../problem/lines.ts';
import type { Place } from '../problem/problem.ts';

type Path = readonly PropertyKey[];

/** YAML with the means to say where each of its values stands in the page. */
export interface YamlSource {
  readonly document: Document.Parsed;
  readonly lines: TextLines;
  /** Place of the first character of the YAML. */
  readonly origin: Place;
  readonly text: string;
}

/** Where the key of a path stands; of its nearest ancestor that is written, when it isn't. */
export function keyPlace(source: YamlSource, path: Path): Place {
  let found: number | undefined;
  visit(source.document, {
    Pair(_, pair, ancestors) {
      const keys = [
        ...ancestors.flatMap((node) => ('key' in node ? [String(node.key)] : [])),
        String(pair.key),
      ];
      const at = (pair.key as Node | null)?.range?.[0];
      if (at !== undefined && keys.join('\0') === path.join('\0')) found = at;
    },
  });
  if (found !== undefined) return placeOf(source, found);
  return path.length === 0 ? source.origin : keyPlace(source, path.slice(0, -1));
}

/** Where the value of a path begins. */
export function valuePlace(source: YamlSource, path: Path): Place {
  const node = source.document.getIn(path, true) as ParsedNode | undefined;
  return node?.range ? placeOf(source, node.range[0]) : keyPlace(source, path);
}

/** Where the first character of a text's content stands: inside quotes, below a `|`. */
export function contentPlace(source: YamlSource, path: Path): Place {
  const node = source.document.getIn(path, true) as ParsedNode | undefined;
  if (!isScalar(node) || !node.range) return valuePlace(source, path);
  const begin = node.range[0];
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    const lineEnd = source.text.indexOf('\n', begin);
    return placeOf(source, lineEnd + 1 + indentAt(source.text, lineEnd + 1));
  }
  return placeOf(source, begin + (node.type?.startsWith('QUOTE') ? 1 : 0));
}

function indentAt(text: string, at: number): number {
  return (/^ */.exec(text.slice(at)) as RegExpExecArray)[0].length;
}

/** Place in the page of an offset in its YAML. */
export function placeOf(source: YamlSource, offset: number): Place {
  const { line, column } = source.lines.at(offset);
  const { file, line: first } = source.origin;
  return { file, line: first + line - 1, column };
}
