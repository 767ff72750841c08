/**
 * Lines of configurations and of YAML as HTML: comments, keywords, values told apart. Pure.
 *
 * An inventory of a thousand hosts has as many configurations: a grammar's engine would take
 * longer on them than on all other pages together, and write ten times the bytes.
 */

const COMMENT = /^\s*[#!].*$/s;
const WORD = /^(\s*)([A-Za-z][\w-]*)(.*)$/s;
/** Addresses, prefixes, numbers, names of ports. */
const VALUE = /(?<![\w.])(?:[A-Z][A-Za-z-]*\d+(?:\/\d+)*|\d+(?:\.\d+){3}(?:\/\d+)?|\d+)(?![\w.])/g;

/** A line of a device's or service's configuration: a first word, then what it takes. */
export function configLine(written: string): string {
  const line = withoutReturn(written);
  if (COMMENT.test(line)) return mark('c', line);
  const [, lead = '', word = '', rest = line] = WORD.exec(line) ?? [];
  return `${lead}${word && mark('k', word)}${values(rest)}`;
}

function values(text: string): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(VALUE)) {
    const kind = /^[A-Z]/.test(match[0]) ? 'p' : 'n';
    html += escaped(text.slice(at, match.index)) + mark(kind, match[0]);
    at = match.index + match[0].length;
  }
  return html + escaped(text.slice(at));
}

const KEY = /^(\s*(?:- )?)((?:'[^']*'|"[^"]*"|[\w./-]+):(?=\s|$))?(.*)$/s;
const END_COMMENT = /(?:^|\s)#.*$/s;

/** A line of YAML. A `#` after a quote is taken for a part of the text. */
export function yamlLine(line: string): string {
  const [, lead = '', key = '', rest = ''] = KEY.exec(withoutReturn(line)) ?? [];
  const comment = /["']/.test(rest) ? null : END_COMMENT.exec(rest);
  const value = comment ? rest.slice(0, comment.index) : rest;
  const end = comment ? mark('c', comment[0]) : '';
  return `${lead}${key && mark('k', key)}${escaped(value)}${end}`;
}

/** Of a file with the line ends of Windows: it is no part of the line. */
function withoutReturn(line: string): string {
  return line.replace(/\r$/, '');
}

function mark(name: string, text: string): string {
  return `<span class="${name}">${escaped(text)}</span>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
