/** The operator's ssh config and known hosts. */

import { hostConfig } from '../../../src/transports/ssh/config.ts';
import { ConfigProblem, configLines } from '../../../src/transports/ssh/config-lines.ts';
import { parseJumps } from '../../../src/transports/ssh/jumps.ts';
import { knownHosts, parseKnownHosts } from '../../../src/transports/ssh/known-hosts.ts';
import { mutated } from '../support/mutate.ts';
import { deterministic } from '../support/oracles.ts';
import { texts } from '../support/seeds.ts';
import { target } from '../support/target.ts';

const CONFIG = `Include ~/.ssh/conf.d/*
Host web1 *.example !db*
  HostName %h.example
  Port 2222
  User ada
  IdentityFile "~/.ssh/my key"
  ProxyJump ada@gate:22,[::1]:2200
Match host web* user ada
  ServerAliveInterval 30
  KexAlgorithms +diffie-hellman-group14-sha1
Match final all
  SetEnv A="b c"
Host *
  UserKnownHostsFile /dev/null ~/.ssh/known_hosts
`;
const KNOWN = `# a comment
web1,10.0.0.1 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ
[web1]:2222 ssh-rsa AAAAB3NzaC1yc2E= ada@desk
|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 AAAAC3NzaC1lZDI1NTE5
@revoked *.example ssh-rsa AAAAB3NzaC1yc2E=
@cert-authority *,!db1 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5
`;
const WORDS = ['Host ', 'Match ', 'exec "x"', 'originalhost ', '*', '?', '!', '%%', '%h', '$'];

/** A config is read, or refused for a reason that names its line. */
function orRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigProblem) return undefined;
    throw error;
  }
}

export default [
  target<string>({
    name: 'ssh config',
    inputs: mutated(
      [CONFIG, ...texts('tests/transports/ssh/configs/**/*.conf')],
      [...WORDS, '\\"', '"'],
    ),
    runs: 2000,
    check(text) {
      const question = { alias: 'web1', localUser: 'ada' };
      const config = orRefused(() =>
        deterministic(() => hostConfig([configLines(text, 'config')], question)),
      );
      parseJumps(config?.all.proxyJump);
    },
  }),
  target<string>({
    name: 'known hosts',
    inputs: mutated([KNOWN], [...WORDS, '|1|', '@revoked ', '[', ']:', 'AAAA', ',']),
    runs: 1500,
    check(text) {
      const file = deterministic(() => parseKnownHosts(text, 'known_hosts'));
      const known = knownHosts([file]);
      for (const name of ['web1', '[web1]:2222', '10.0.0.1', 'a'.repeat(200)]) known.lookup(name);
    },
  }),
];
