/** The cluster and its votes, reverse proxies, and addresses that must answer before a boot goes on. */
import { z } from 'zod';
import { byName, ipv4, name, note, title, whole } from './common.ts';

const cluster = z.strictObject({
  title: title.optional(),
  link: name.optional().describe('Interface of each node that carries corosync.'),
  nodes: byName(
    z.strictObject({
      id: z.int().positive().describe('Node id, as the cluster numbers it.'),
      votes: z.int().nonnegative().default(1),
      address: ipv4.optional().describe("When it isn't the address of the link."),
      note: note.optional(),
    }),
  ).describe('Keyed by host.'),
  expected_votes: z.int().positive().optional().describe('As the cluster itself counts them.'),
  qdevice: z
    .strictObject({ host: name, votes: z.int().positive().default(1) })
    .optional()
    .describe('An arbiter outside the cluster; for even numbers of votes.'),
  founder: name.optional().describe('The node that creates the cluster and takes the joins.'),
  note: note.optional(),
});

const reverseProxy = z.strictObject({
  title: title.optional(),
  host: name.describe('The host that runs it.'),
  server_name: z.string().describe('The name that users type.'),
  upstream: z.strictObject({
    name,
    policy: z
      .enum(['round-robin', 'ip_hash', 'least_conn'])
      .default('round-robin')
      .describe('How a member is chosen; ip_hash keeps a client on one member.'),
    port: whole(1, 65535),
    members: z.array(name).min(1).describe('Hosts, in the order of the configuration.'),
  }),
  covers: name.optional().describe('Role whose every host must be a member.'),
  access_log: z.string().optional(),
  error_log: z.string().optional(),
  certificate: z.string().optional().describe('Path of the certificate on the host.'),
  certificate_key: z.string().optional().describe("Path of the certificate's key on the host."),
  note: note.optional(),
});

const readiness = z.strictObject({
  title: title.optional(),
  max_wait_s: z.int().positive().describe('Seconds after which the boot goes on anyway.'),
  addresses: z
    .array(z.strictObject({ address: ipv4, purpose: z.string().describe('What it proves.') }))
    .min(1)
    .describe('Addresses that must answer.'),
  note: note.optional(),
});

export const clusters = byName(cluster);
export const reverseProxies = byName(reverseProxy);
export const readinessChecks = byName(readiness);
