/** What stands before the lines of hosts that go at once. */
import type { Colors } from './terminal.ts';

/**
 * By host: `[node1] `. Aligned, and each in a colour of its own as far as there are
 * colours. Red is for what goes wrong.
 */
export function hostPrefixes(hosts: readonly string[], colors: Colors): Map<string, string> {
  const { cyan, magenta, blue, yellow, green } = colors;
  const { cyanBright, magentaBright, blueBright, yellowBright, greenBright } = colors;
  const paints = [
    ...[cyan, magenta, yellow, blue, green],
    ...[cyanBright, magentaBright, yellowBright, blueBright, greenBright],
  ];
  const width = Math.max(0, ...hosts.map((host) => host.length));
  return new Map(
    hosts.map((host, index) => {
      const paint = paints[index % paints.length] ?? cyan;
      return [host, `${paint(`[${host}]`)}${' '.repeat(width - host.length)} `];
    }),
  );
}
