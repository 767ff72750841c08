/** The lines of a switch's configuration that are about one port-channel. Pure. */

/** Long names of interfaces, by how short ones begin. */
const LONG = {
  Fa: 'FastEthernet',
  Gi: 'GigabitEthernet',
  Te: 'TenGigabitEthernet',
  Fo: 'FortyGigabitEthernet',
} as const;

/**
 * Its own stanza and those of its ports; undefined when the configuration has none of them.
 * @param section one part of a configuration; see ../section.ts.
 */
export function channelLines(
  text: string,
  id: string,
  ports: readonly string[],
  section: (text: string, name: string) => string | undefined,
): string | undefined {
  const names = [`Port-channel${id}`, ...ports.map(longName)];
  const found = names.flatMap((name) => section(text, `interface ${name}`) ?? []);
  return found.length === 0 ? undefined : found.join('\n!\n');
}

function longName(port: string): string {
  const [, kind = '', number = ''] = /^([A-Za-z]+)(.*)$/.exec(port) ?? [];
  return `${LONG[kind as keyof typeof LONG] ?? kind}${number}`;
}
