/** Texts that are nearly right: real ones, changed as editors, disks and mistakes change them. */
import fc from 'fast-check';

type Change = (text: string, others: readonly string[]) => string;

/** Signs that mean something to one reader or another, and runs that make one go back and forth. */
const SIGNS = [
  ...'"\'`{}[]()<>\\|/=*&#%$!?:;,.-+~^_ \t\n\r\0',
  ...['\u001b[31m', '\u001b]0;', '\u0007', '\u009b', '\u2028', '\ufeff', '\u00a0', '…', '‹', '›'],
  ...[
    'é',
    'e\u0301',
    '😀',
    '日本',
    '{{',
    '}}',
    '{%',
    '%}',
    '---\n',
    '```',
    '\r\n',
    '\\\\',
    '""',
    '=>',
  ],
  ...['null', 'undefined', 'NaN', '-1', '1e999', '0x1F', '__proto__', 'constructor', 'toString'],
];

const place = fc.nat({ max: 999_999 });

function changes(words: readonly string[]): fc.Arbitrary<Change> {
  const piece = fc.oneof(
    fc.constantFrom(...SIGNS),
    ...(words.length > 0 ? [fc.constantFrom(...words)] : []),
    fc.string({ maxLength: 12 }),
  );
  const few = fc.nat({ max: 30 });
  const many = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.constantFrom(500, 5000));
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(place, piece).map(insert) },
    { weight: 3, arbitrary: fc.tuple(place, few, piece).map(replace) },
    { weight: 2, arbitrary: fc.tuple(place, fc.nat({ max: 200 }), fc.constant('')).map(replace) },
    { weight: 2, arbitrary: fc.tuple(place, piece, many).map(repeat) },
    { weight: 2, arbitrary: fc.tuple(place, place).map(swapLines) },
    { weight: 1, arbitrary: fc.tuple(place, place, fc.nat({ max: 300 })).map(graft) },
    { weight: 1, arbitrary: place.map(cut) },
  );
}

/**
 * @param seeds whole texts, of which some lines are taken
 * @param words what means something in these texts
 * @param lines at most so many of a seed: a parser's time grows with them
 */
export function mutated(
  seeds: readonly string[],
  words: readonly string[] = [],
  lines = 60,
): fc.Arbitrary<string> {
  const seed = fc.tuple(fc.constantFrom(...seeds), place, fc.boolean()).map(windowOf(lines));
  return fc
    .tuple(seed, fc.array(changes(words), { maxLength: 6 }))
    .map(([text, all]) => all.reduce((changed, change) => change(changed, seeds), text));
}

/** Some lines of a text, with its head or without. */
function windowOf(lines: number) {
  return ([text, from, withHead]: [string, number, boolean]): string => {
    const all = text.split('\n');
    if (all.length <= lines) return text;
    const head = withHead ? all.slice(0, all.indexOf('---', 1) + 1) : [];
    const start = from % all.length;
    return [...head, ...all.slice(start, start + lines)].join('\n');
  };
}

function at(text: string, where: number): number {
  return where % (text.length + 1);
}

function insert([where, piece]: [number, string]): Change {
  return (text) => text.slice(0, at(text, where)) + piece + text.slice(at(text, where));
}

function replace([where, length, piece]: [number, number, string]): Change {
  return (text) => text.slice(0, at(text, where)) + piece + text.slice(at(text, where) + length);
}

function repeat([where, piece, times]: [number, string, number]): Change {
  return insert([where, piece.repeat(times).slice(0, 20_000)]);
}

function swapLines([one, other]: [number, number]): Change {
  return (text) => {
    const lines = text.split('\n');
    const [a, b] = [one % lines.length, other % lines.length];
    [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
    return lines.join('\n');
  };
}

/** A piece of another text. */
function graft([where, from, length]: [number, number, number]): Change {
  return (text, others) => {
    const other = others[from % others.length] as string;
    return insert([where, other.slice(at(other, from)).slice(0, length)])(text, others);
  };
}

function cut(where: number): Change {
  return (text) => text.slice(0, at(text, where));
}
