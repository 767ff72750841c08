/** The cluster and its votes, reverse proxies, and addresses that must answer before a boot goes on. */
import { z } from 'zod';
import { byName, ipv4, name } from './common.ts';

export const cluster = z.strictObject({
  title: z.string().optional(),
  /** Interface of each node that carries corosync. */
  link: name.optional(),
  nodes: byName(
    z.strictObject({
      id: z.int().positive(),
      votes: z.int().nonnegative().default(1),
      address: ipv4.optional(),
    }),
  ),
  expected_votes: z.int().positive().optional(),
  qdevice: z.strictObject({ host: name, votes: z.int().positive().default(1) }).optional(),
  /** Hosts that may create the cluster and take the joins. */
  founder: name.optional(),
  note: z.string().optional(),
});

export const reverseProxy = z.strictObject({
  title: z.string().optional(),
  /** The host that runs it. */
  host: name,
  server_name: z.string(),
  upstream: z.strictObject({
    name,
    policy: z.enum(['round-robin', 'ip_hash', 'least_conn']).default('round-robin'),
    port: z.int().min(1).max(65535),
    members: z.array(name).min(1),
  }),
  /** Role whose every host must be a member. */
  covers: name.optional(),
  access_log: z.string().optional(),
  error_log: z.string().optional(),
  certificate: z.string().optional(),
  certificate_key: z.string().optional(),
  note: z.string().optional(),
});

export const readiness = z.strictObject({
  title: z.string().optional(),
  /** Seconds after which the boot goes on anyway. */
  max_wait_s: z.int().positive(),
  addresses: z.array(z.strictObject({ address: ipv4, purpose: z.string() })).min(1),
});

export const clusters = byName(cluster);
export const reverseProxies = byName(reverseProxy);
export const readinessChecks = byName(readiness);
