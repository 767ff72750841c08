/** YAML syntax errors in the author's words. */
import type { Place, Problem } from '../../problem/problem.ts';

/** What to do next, by the parser's error code (yaml's `ErrorCode`). */
const HINTS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias (*name) stands alone',
  BAD_ALIAS: 'an alias is * and a name: *defaults',
  BAD_DIRECTIVE: 'lines that begin with % are directives: quote the text',
  BAD_DQ_ESCAPE: 'in double quotes, \\ begins an escape: use single quotes, or \\\\',
  BAD_INDENT: 'indent the keys of one mapping alike, with spaces',
  BAD_SCALAR_START: 'a text that begins with @, `, % or another sign needs quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a text that holds ": " needs quotes; a nested mapping goes on its own line',
  BLOCK_IN_FLOW: 'inside { } and [ ], write everything between the brackets',
  MISSING_CHAR: 'look for a missing ":", ",", quote or bracket, here or on the line above',
  MULTILINE_IMPLICIT_KEY: 'a ":" may be missing on this line',
  MULTIPLE_DOCS: 'a file is one document: remove the "---" line, or make two files of it',
  RESOURCE_EXHAUSTION: 'the nesting is too deep',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'a text that begins with ! needs quotes',
  UNEXPECTED_TOKEN: 'look for a stray sign, or a text that needs quotes',
};

/** @param message the parser's own sentence, without its position. */
export function syntaxProblem(code: string, message: string, place: Place): Problem {
  const said = code === 'MULTIPLE_DOCS' ? 'the file holds several documents' : lowerFirst(message);
  return {
    rule: 'inventory-syntax',
    severity: 'error',
    message: `this isn't valid YAML: ${said}`,
    place,
    hint: HINTS[code] ?? 'compare with a neighbouring entry',
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
