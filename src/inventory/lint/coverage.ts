/** Rule 15: each hypervisor is everywhere it should be. */
import type { Path } from '../loaded.ts';
import { own } from '../path.ts';
import type { Host } from '../schema.ts';
import { unique } from './bonds.ts';
import { error, type Finding, type LintInput, type LintRule, warning } from './rule.ts';
import { type SwitchPortAt, uplinks } from './topology.ts';

/** The role that this rule looks at. */
const HYPERVISOR = 'hypervisor';
/** Where Proxmox VE's web interface listens. */
const INTERFACE_PORT = 8006;

export const coverage: LintRule = {
  id: 'coverage',
  *check(input) {
    const hypervisors = Object.entries(input.inventory.hosts).filter(([, host]) =>
      host.roles.includes(HYPERVISOR),
    );
    for (const [name, host] of hypervisors) {
      yield* management(input, name, host);
      yield* storagePaths(input, name, host);
    }
    yield* clustered(
      input,
      hypervisors.map(([name]) => name),
    );
    yield* proxied(input);
  },
};

function* management(input: LintInput, name: string, host: Host): Iterable<Finding> {
  const { say } = input;
  const port = host.management;
  if (port === undefined) yield warning(['hosts', name], say.noManagement(name));
  else if (switchPortsOf(input, name, host, port).length === 0)
    yield warning(['hosts', name, 'management'], say.notCabled(name, port, 'management'));
}

function* storagePaths(input: LintInput, name: string, host: Host): Iterable<Finding> {
  const { inventory, say } = input;
  const ports = Object.entries(host.ports)
    .filter(([, { vlan }]) => own(inventory.vlans, vlan)?.purpose === 'storage')
    .map(([port]) => ({ port, behind: switchPortsOf(input, name, host, port) }));
  if (ports.length === 0) yield warning(['hosts', name], say.noStoragePort(name));
  for (const { port, behind } of ports)
    if (behind.length === 0)
      yield warning(['hosts', name, 'ports', port], say.notCabled(name, port, 'storage'));
  const [only] = ports;
  if (!only || ports.length > 1 || only.behind.length === 0) return;
  const switches = unique(only.behind.map((at) => at.name)).join(', ');
  const at: Path = ['hosts', name, 'ports', only.port];
  yield warning(at, say.singlePath(name, only.port, switches));
}

/** The switch ports that an internal port, or a NIC, stands behind. */
function switchPortsOf(
  { topology }: LintInput,
  name: string,
  host: Host,
  port: string,
): SwitchPortAt[] {
  const internal = own(host.ports, port);
  const nics = internal
    ? uplinks(host, internal.bridge).flatMap((bond) => host.bonds[bond]?.members ?? [])
    : [port];
  return nics.flatMap((nic) => topology.switchPorts(name, nic));
}

function* clustered({ inventory, say }: LintInput, names: readonly string[]): Iterable<Finding> {
  const nodes = new Set(
    Object.values(inventory.clusters).flatMap(({ nodes }) => Object.keys(nodes)),
  );
  if (nodes.size === 0) return;
  for (const name of names)
    if (!nodes.has(name)) yield warning(['hosts', name], say.notClustered(name));
}

function* proxied({ inventory, say }: LintInput): Iterable<Finding> {
  for (const [proxy, { covers, upstream }] of Object.entries(inventory.reverse_proxies)) {
    if (covers === undefined) continue;
    const at: Path = ['reverse_proxies', proxy, 'upstream'];
    const members = new Set(upstream.members);
    for (const [name, { roles }] of Object.entries(inventory.hosts))
      if (roles.includes(covers) && !members.has(name))
        yield error([...at, 'members'], say.notProxied(name, proxy));
    if (covers === HYPERVISOR && upstream.port !== INTERFACE_PORT)
      yield warning([...at, 'port'], say.proxyPort(proxy, upstream.port));
  }
}
