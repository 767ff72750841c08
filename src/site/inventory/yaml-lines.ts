/** A line of YAML as HTML: its key and its comment told apart. Cheap: an inventory has many lines. Pure. */

const LINE = /^(\s*(?:- )?)((?:'[^']*'|"[^"]*"|[\w./-]+):(?=\s|$))?(.*)$/;
const COMMENT = /(?:^|\s)#.*$/;

export function yamlParts(line: string): string {
  const [, lead = '', key = '', rest = ''] = LINE.exec(line) ?? [];
  const comment = rest.includes('"') || rest.includes("'") ? null : COMMENT.exec(rest);
  const value = comment ? rest.slice(0, comment.index) : rest;
  return [
    escaped(lead),
    key && `<span class="k">${escaped(key)}</span>`,
    escaped(value),
    comment && `<span class="c">${escaped(comment[0])}</span>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
