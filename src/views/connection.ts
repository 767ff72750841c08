/** How to reach a device, as far as the inventory says; the rest comes from the ssh config. */
import type { Inventory } from '../inventory/schema.ts';
import { type Problem, ProblemError } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import { managementAddress } from './context.ts';

/** Structurally a `Target` of transports/transport.ts. */
export interface Connection {
  readonly name: string;
  readonly address?: string;
  readonly port?: number;
  readonly user?: string;
  readonly hostKeys: readonly string[];
  readonly platform: 'posix' | 'cisco-ios';
}

/**
 * Where to connect to manage a host or a switch.
 * @throws ProblemError when the inventory has no such device, or doesn't say which platform it is.
 */
export function connection(inventory: Inventory, name: string): Connection {
  const device = Object.hasOwn(inventory.hosts, name)
    ? inventory.hosts[name]
    : Object.hasOwn(inventory.switches, name)
      ? inventory.switches[name]
      : undefined;
  if (device === undefined) throw new ProblemError([unknownDevice(inventory, name)]);
  if (device.platform === 'unknown') throw new ProblemError([unknownPlatform(name)]);
  const { user, port, host_keys: hostKeys } = device.ssh;
  const address = device.ssh.address ?? managementAddress(device);
  return {
    name,
    ...(address === undefined ? {} : { address }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    hostKeys,
    platform: device.platform,
  };
}

function unknownDevice(inventory: Inventory, name: string): Problem {
  const known = [...Object.keys(inventory.hosts), ...Object.keys(inventory.switches)];
  return {
    rule: 'unknown-device',
    severity: 'error',
    message: `the inventory has no host or switch named "${name}"`,
    hint: didYouMean(name, known),
  };
}

function unknownPlatform(name: string): Problem {
  return {
    rule: 'unknown-platform',
    severity: 'error',
    message: `no command can run on "${name}": the inventory doesn't say which platform it is`,
    expected: `switches.${name}.platform: cisco-ios`,
    hint: 'give its platform in the inventory',
  };
}
