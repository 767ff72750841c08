/**
 * Shared pieces of the inventory's schema.
 *
 * A message given to a check is the phrase that follows "expected" in an error; a
 * description is what an editor shows (it goes into the JSON Schema).
 */
import { z } from 'zod';

/** A text of a given form. */
export function text(form: RegExp, phrase: string) {
  return z.string(phrase).regex(form, phrase);
}

/**
 * A name in the inventory. What every object of JavaScript has already can't be one: looked up
 * in a mapping that lacks it, by a page's own expressions as well, it would be found.
 */
export const name = text(
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  'a name: letters, digits, "-", "_" and ".", beginning with a letter or digit',
).refine(
  (given) => !(given in Object.prototype),
  'another name: this one is a word of JavaScript, which the pages are made with',
);

export const ipv4 = z.ipv4('an IPv4 address, such as 192.0.2.10');
export const cidr = z.cidrv4('an IPv4 network, such as 192.0.2.0/24');

/** A whole number between two bounds, both allowed. */
export function whole(min: number, max: number) {
  const range = `a whole number from ${min} to ${max}`;
  return z.int(range).min(min, range).max(max, range);
}

export const mtu = whole(68, 9216).describe(
  "Bytes of an Ethernet frame's payload: 1500 by default, 9000 for jumbo frames.",
);

export const vlanId = whole(1, 4094).describe('The 802.1Q tag, 1 to 4094.');

export const speed = z.int().positive().describe('Speed in Mb/s: 1000 for gigabit.');

export const fingerprint = text(
  /^SHA256:[A-Za-z0-9+/]{43}$/,
  'a fingerprint as `ssh-keygen -lf` prints it: SHA256:…',
).describe('SHA256: and 43 characters, as `ssh-keygen -lf` prints it.');

export const endpoint = text(
  /^[^:\s]+:[^:\s]+$/,
  'an endpoint, device:port, such as node1:eth0 or switch1:Gi0/30',
).describe('One end of a cable, device:port: `node1:eth0`, `switch1:Gi0/30`.');

export const lacpMode = z
  .enum(['active', 'passive', 'on', 'off', 'desirable', 'auto'])
  .describe(
    'Who speaks first. active and passive are LACP; on is static; off is none; desirable and auto are PAgP.',
  );

export const title = z.string().describe('How people call it, on pages and diagrams.');
export const note = z.string().describe('A remark, shown with the object. Not interpreted.');
export const site = name.describe('Name of a site, declared under `sites`.');

/** A record keyed by names; empty when absent. */
export function byName<T extends z.ZodType>(value: T) {
  return z.record(name, value).default({});
}
