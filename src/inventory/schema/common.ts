/** Shared pieces of the inventory's schema. */
import { z } from 'zod';

/** A name in the inventory: letters, digits, `-`, `_`, `.`; begins with a letter or digit. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a name: letters, digits, "-", "_" and "."');

export const ipv4 = z.ipv4('an IPv4 address, such as 192.0.2.10');
export const cidr = z.cidrv4('an IPv4 network, such as 192.0.2.0/24');

/** Bytes of an Ethernet frame's payload; 1500 by default, 9000 for jumbo frames. */
export const mtu = z.int().min(68).max(9216);

export const vlanId = z.int().min(1).max(4094);

/** `SHA256:` and 43 characters of base64, as `ssh-keygen -lf` prints it. */
export const fingerprint = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'a fingerprint as `ssh-keygen -lf` prints it: SHA256:…');

/** One end of a cable: `device:port`, e.g. `node1:eth0` or `switch1:Gi0/30`. */
export const endpoint = z.string().regex(/^[^:\s]+:[^:\s]+$/, 'an endpoint: device:port');

export const lacpMode = z.enum(['active', 'passive', 'on', 'off', 'desirable', 'auto']);

/** A record keyed by names; empty when absent. */
export function byName<T extends z.ZodType>(value: T) {
  return z.record(name, value).default({});
}
