/** One part of a configuration file: the stanzas whose first-column lines name it. */

/**
 * The stanzas of `text` that a name stands in, e.g. `GigabitEthernet0/26` in a switch's
 * config, `bond1` in `/etc/network/interfaces`, `upstream proxmox` in nginx's.
 * A stanza ends before a line in the first column that follows a blank line, `!` or `#`.
 * @returns undefined when no stanza has the name's words, in a row, on such a line.
 */
export function section(text: string, name: string): string | undefined {
  const words = name.trim().split(/\s+/).map(literally).join('\\s+');
  const pattern = new RegExp(`(?:^|[\\s"'])${words}(?=$|[\\s"';:{])`);
  const found = stanzas(text).filter((lines) =>
    lines.some((line) => /^[^\s!#]/.test(line) && pattern.test(line)),
  );
  return found.length === 0 ? undefined : found.map((lines) => lines.join('\n')).join('\n\n');
}

function stanzas(text: string): string[][] {
  const result: string[][] = [];
  let separated = true;
  for (const line of text.split('\n')) {
    const separator = /^\s*[!#]?\s*$/.test(line);
    if (!separator && separated && /^\S/.test(line)) result.push([]);
    result.at(-1)?.push(line);
    separated = separator;
  }
  return result.map((lines) =>
    lines
      .join('\n')
      .replace(/(\n\s*[!#]?\s*)+$/, '')
      .split('\n'),
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
