/** Markdown with components → the text that a reader sees. Lines stay lines. Pure. */
import { expressionText, type Values } from './expressions.ts';

/** What a page's text depends on, apart from its file. */
export interface Reading {
  /** What `inventory` is in a page. */
  readonly values: Values;
  /** The site's typography: headings' anchors depend on it. */
  readonly typeset: (text: string) => string;
}

export interface Component {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
}

export interface Read {
  readonly text: string;
  readonly components: readonly Component[];
}

const ATTRIBUTES = `(?:\\s+[\\w:-]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'|\\{(?:[^{}]|\\{[^{}]*\\})*\\}))?)*`;
/** Comments, code, tags, expressions: what isn't Markdown's own. */
const SPECIAL = new RegExp(
  [
    '(?<comment>\\{\\s*/\\*[\\s\\S]*?\\*/\\s*\\}|<!--[\\s\\S]*?-->)',
    '(?<ticks>`+)(?<code>(?:[^`]|(?!\\k<ticks>(?!`))`)+)\\k<ticks>(?!`)',
    `</?(?<tag>[A-Za-z][\\w.-]*)(?<attributes>${ATTRIBUTES})\\s*/?>`,
    '</?>',
    '(?<escaped>\\\\[\\\\`*_{}\\[\\]<>()#+.!|~-])',
    '\\{(?<expression>(?:[^{}]|\\{[^{}]*\\})*)\\}',
  ].join('|'),
  'g',
);
const LINK = /!?\[((?:[^[\]`\\]|\\.|`[^`]*`)*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/g;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** @param first line of the text in its file. */
export function readProse(raw: string, reading: Reading, first = 1): Read {
  const components: Component[] = [];
  const source = raw.replace(LINK, '$1');
  let text = '';
  let at = 0;
  for (const match of source.matchAll(SPECIAL)) {
    text += reading.typeset(markdown(source.slice(at, match.index), text));
    at = match.index + match[0].length;
    const { tag, attributes = '' } = match.groups ?? {};
    if (tag !== undefined && /^[A-Z]/.test(tag) && !match[0].startsWith('</')) {
      const line = first + newlines(source.slice(0, match.index)).length;
      components.push({ name: tag, attributes: readAttributes(attributes), line });
    }
    text +=
      shown(match, reading.values) + newlines(match.groups?.code === undefined ? match[0] : '');
  }
  const rest = reading.typeset(markdown(source.slice(at), text)).replace(/ · $/, '');
  return { text: text + rest, components };
}

/** One line, such as a heading: a number that it begins with is its own, not a list's. */
export function readLine(raw: string, reading: Reading): string {
  return readProse(raw.replace(/^(\s*\d+)([.)])(?=\s)/, '$1\\$2'), reading).text.trim();
}

function newlines(text: string): string {
  return text.replace(/[^\n]/g, '');
}

function shown({ groups = {} }: RegExpExecArray, values: Values): string {
  const { code, tag, attributes, escaped, expression } = groups;
  if (code !== undefined) return code;
  if (escaped !== undefined) return escaped.slice(1);
  if (expression !== undefined) return expressionText(values, expression);
  if (tag === undefined || !/^[A-Z]/.test(tag)) return '';
  const title = readAttributes(attributes ?? '').title;
  return title === undefined ? '' : `${title}. `;
}

function readAttributes(text: string): Record<string, string> {
  const found = [...text.matchAll(ATTRIBUTE)];
  return Object.fromEntries(
    found.map(([, name, double, single]) => [name, double ?? single ?? '']),
  );
}

/** Markdown's own marks, taken away. @param before what stands before, to know a line's beginning. */
function markdown(raw: string, before: string): string {
  const lines = raw.split('\n').map((line, index) => {
    const begins = index > 0 || before === '' || before.endsWith('\n');
    return begins ? lineStart(line) : line;
  });
  return lines
    .join('\n')
    .replace(/\*\*|~~/g, '')
    .replace(/(?<![\p{L}\p{N}_])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}_])/gu, '')
    .replace(/[ \t]*\|[ \t]*(?=\n)/g, '')
    .replace(/[ \t]*\|[ \t]*/g, ' · ');
}

function lineStart(line: string): string {
  if (/^\s*\|?[\s:|-]*-{2,}[\s:|-]*$/.test(line)) return '';
  return line
    .replace(/^\s*(?:>\s?)+/, '')
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/^\s*\|\s*/, '')
    .replace(/^:::\w*(?:\[(.*)\])?.*$/, '$1');
}
