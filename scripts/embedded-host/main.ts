/**
 * An embedded host for the terminal: `node scripts/embedded-host/main.ts NAME…`
 * Stays until Ctrl-C; prints how to connect.
 */
import { parseArgs } from 'node:util';
import { startEmbeddedHost } from './embedded-host.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { loopback: { type: 'string', multiple: true, default: [] } },
});
if (positionals.length === 0) {
  console.error('usage: node scripts/embedded-host/main.ts NAME… [--loopback ADDRESS]…');
  process.exit(2);
}
try {
  const host = await startEmbeddedHost({
    aliases: positionals,
    loopbackAddresses: values.loopback,
  });
  console.log(`isolation: ${host.isolation}`);
  for (const note of host.notes) console.log(`note: ${note}`);
  for (const [alias, { root }] of Object.entries(host.hosts))
    console.log(`ssh -F ${host.sshConfigPath} ${alias}    # its files: ${root}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void host.close().then(() => process.exit(0)));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
