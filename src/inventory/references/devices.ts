/** Hosts, switches and SANs share one space of names: a cable's end says only `device:port`. */
import type { References } from './context.ts';

const KINDS = { hosts: 'a host', switches: 'a switch', sans: 'a SAN' } as const;

export function checkDevices({ inventory, report, require }: References): void {
  const seen = new Map<string, string>();
  for (const kind of ['hosts', 'switches', 'sans'] as const) {
    for (const [name, device] of Object.entries(inventory[kind])) {
      const first = seen.get(name);
      if (first) report([kind, name], sameName(name, first));
      seen.set(name, first ?? KINDS[kind]);
      if (device.site !== undefined)
        require([kind, name, 'site'], device.site, ['sites'], 'a site');
    }
  }
}

function sameName(name: string, first: string) {
  return {
    message: `"${name}" is already ${first}: a device's name is used once`,
    expected: 'a name that no other host, switch or SAN has',
    actual: JSON.stringify(name),
    hint: 'a cable says device:port, so the name must be enough',
  };
}
