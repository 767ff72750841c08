import type { Path } from '../loaded.ts';
import type { Host } from '../schema.ts';
import type { References } from './context.ts';

/** Inside a host: bond members, bridges, VLANs, the management port. */
export function checkHosts(context: References): void {
  for (const [name, host] of Object.entries(context.inventory.hosts)) {
    const at: Path = ['hosts', name];
    checkBonds(context, at, host);
    checkLinuxBridges(context, at, host);
    checkPorts(context, at, host);
    if (host.management !== undefined) checkManagement(context, at, host.management);
  }
}

function checkBonds({ require, report }: References, at: Path, host: Host): void {
  for (const [bond, { members, bridge }] of Object.entries(host.bonds)) {
    const here = [...at, 'bonds', bond];
    members.forEach((member, index) => {
      require([...here, 'members', index], member, [...at, 'nics'], 'a NIC');
    });
    if (bridge === undefined) continue;
    if (!require([...here, 'bridge'], bridge, [...at, 'bridges'], 'a bridge')) continue;
    if (host.bridges[bridge]?.kind === 'linux') report([...here, 'bridge'], notOvs(bridge));
  }
}

/** `eth0.997`: the interface must exist; the number is the lint's business. */
function checkLinuxBridges({ names, report }: References, at: Path, host: Host): void {
  const known = [...names([...at, 'nics']), ...names([...at, 'bonds'])];
  for (const [bridge, { ports }] of Object.entries(host.bridges)) {
    ports.forEach((port, index) => {
      if (known.includes(port.replace(/\.\d+$/, ''))) return;
      report([...at, 'bridges', bridge, 'ports', index], {
        message: `the bridge ${bridge} takes "${port}", which is no interface of ${at[1]}`,
        expected: `a NIC or bond of the host, with or without .VLAN: ${known.join(', ') || 'none is declared'}`,
        actual: JSON.stringify(port),
        hint: 'declare the NIC under nics, or correct its name',
      });
    });
  }
}

function checkPorts({ require, report }: References, at: Path, host: Host): void {
  for (const [port, { bridge, vlan }] of Object.entries(host.ports)) {
    const here = [...at, 'ports', port];
    require([...here, 'vlan'], vlan, ['vlans'], 'a VLAN');
    if (!require([...here, 'bridge'], bridge, [...at, 'bridges'], 'a bridge')) continue;
    if (host.bridges[bridge]?.kind === 'linux') report([...here, 'bridge'], notOvs(bridge));
  }
}

function checkManagement({ names, require }: References, at: Path, port: string): void {
  if (names([...at, 'nics']).includes(port)) return;
  require([...at, 'management'], port, [...at, 'ports'], 'a port');
}

function notOvs(bridge: string) {
  return {
    message: `"${bridge}" is a Linux bridge: bonds and internal ports here belong to Open vSwitch`,
    expected: 'a bridge of kind ovs',
    actual: 'kind: linux',
    hint: 'choose an OVS bridge, or remove "kind: linux"',
  };
}
