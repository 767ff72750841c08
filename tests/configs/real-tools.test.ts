/** Rendered configs, read by the programs that they are for. Suites without their program are skipped, and say so. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { renderConfigs } from '../../src/configs/configs.ts';
import { ROOT, site, small, templates } from '../fixtures/inventories.ts';

vi.setConfig({ testTimeout: 30_000 });

const folder = mkdtempSync(join(tmpdir(), 'configs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = [site, small].flatMap((inventory) => {
  const rendered = renderConfigs(inventory, templates());
  return rendered.ok ? rendered.files : [];
});

function named(name: string) {
  return files
    .filter((file) => file.name === name)
    .map((file) => [`${file.device}/${file.name}`, file.text] as const);
}

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));
/** A private root for nginx: its log folders exist there, and nothing of the machine is written. */
const isolated =
  spawnSync('bwrap', ['--unshare-user', '--ro-bind', '/', '/', '--tmpfs', '/var/log', 'true'])
    .status === 0;
const OPENSSL = '/usr/bin/openssl';
const canNginx = NGINX !== undefined && isolated && existsSync(OPENSSL);

describe.skipIf(!canNginx)(
  `nginx -t${canNginx ? '' : ' (skipped: needs nginx, openssl and bubblewrap)'}`,
  () => {
    const certificate = join(folder, 'cert.pem');
    const key = join(folder, 'key.pem');

    function nginxTest(text: string) {
      makeCertificate(certificate, key);
      // The machine's paths in the file stay; only certificates that aren't here are replaced.
      const here = text.replace(/ssl_certificate(_key)?\s+[^;]+;/g, '');
      writeFileSync(join(folder, 'site.conf'), here);
      writeFileSync(
        join(folder, 'nginx.conf'),
        `user root root;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ssl_certificate ${certificate};
  ssl_certificate_key ${key};
  include ${folder}/site.conf;
}
`,
      );
      const logs = [...here.matchAll(/(?:access|error)_log\s+(\/[^;]+);/g)].map(([, path]) =>
        dirname(path as string),
      );
      return spawnSync(
        'bwrap',
        [
          ...['--ro-bind', '/', '/', '--dev', '/dev', '--tmpfs', '/var/log', '--tmpfs', '/var/lib'],
          ...['--dir', '/var/lib/nginx'],
          ...logs.flatMap((log) => ['--dir', log]),
          ...['--bind', folder, folder],
          // Ports below 1024, for those who aren't root either: in a network of its own.
          ...['--unshare-user', '--uid', '0', '--gid', '0', '--unshare-net'],
          ...['--cap-add', 'CAP_NET_BIND_SERVICE'],
          ...[
            NGINX as string,
            '-t',
            '-p',
            folder,
            '-e',
            'stderr',
            '-c',
            join(folder, 'nginx.conf'),
          ],
        ],
        { encoding: 'utf8', timeout: 20_000 },
      );
    }

    it.each(named('nginx.conf'))('%s', (_name, text) => {
      const { stderr, status } = nginxTest(text);
      expect(stderr).toContain('test is successful');
      expect(status).toBe(0);
    });

    it('would notice a mistake', () => {
      const [, text] = named('nginx.conf')[0]!;
      const { stderr, status } = nginxTest(
        text.replace('proxy_http_version', 'proxy_http_verzion'),
      );
      expect(stderr).toContain('unknown directive "proxy_http_verzion"');
      expect(status).not.toBe(0);
    });
  },
);

function makeCertificate(certificate: string, key: string): void {
  if (existsSync(certificate)) return;
  const subject = ['-subj', '/CN=test', '-days', '2'];
  const out = ['-keyout', key, '-out', certificate];
  execFileSync(
    OPENSSL,
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      ...out,
      ...subject,
    ],
    { stdio: 'pipe' },
  );
}

/** Unpacked by scripts/setup.sh: installed, it would take over the machine's network. */
const IFUPDOWN2 = join(ROOT, '.cache/ifupdown2');
const canIfquery =
  existsSync(join(IFUPDOWN2, 'usr/share/ifupdown2')) && existsSync('/usr/bin/python3');

describe.skipIf(!canIfquery)(
  `ifquery of ifupdown2${canIfquery ? '' : ' (skipped: npm test unpacks it, on Debian)'}`,
  () => {
    const driver = join(import.meta.dirname, 'support/ifquery.py');

    function ifquery(text: string, ...args: string[]) {
      const file = join(folder, 'interfaces');
      const state = join(folder, 'state');
      mkdirSync(state, { recursive: true });
      writeFileSync(file, text);
      return spawnSync('/usr/bin/python3', [driver, IFUPDOWN2, state, '-i', file, ...args], {
        encoding: 'utf8',
        timeout: 20_000,
      });
    }

    const interfaces = named('interfaces').filter(([, text]) => text.includes('iface lo'));

    it.each(interfaces)('%s: every interface is read back as it is written', (_name, text) => {
      const names = [...text.matchAll(/^iface (\S+)/gm)].map(([, name]) => name as string);
      const { stdout, stderr } = ifquery(text, ...names);
      expect(stderr).toBe('');
      expect(stanzas(stdout)).toEqual(stanzas(text));
    });

    it.each(interfaces)('%s: starts at boot what is to start', (_name, text) => {
      const { stdout } = ifquery(text, '--list', '-a');
      const auto = [...text.matchAll(/^auto (\S+)/gm)].map(([, name]) => name);
      expect(stdout.trim().split('\n').sort()).toEqual(auto.sort());
      expect(auto).not.toContain('vmbr0');
    });

    it('would notice an interface that is not there', () => {
      const [, text] = interfaces[0]!;
      expect(ifquery(text, 'eth9').stderr).toContain('cannot find interfaces: eth9');
    });
  },
);

/** `iface` lines and their options, by name. ifupdown2 writes `ovs_mtu` as `ovs-mtu`. */
function stanzas(text: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let current: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const [word = '', name = ''] = line.split(/\s+/);
    if (line === '' || line.startsWith('#') || word === 'auto') continue;
    if (word === 'iface') {
      current = found[name] = [line];
    } else current.push(line.replace(word, word.replaceAll('_', '-')).replace(/\s+/g, ' '));
  }
  return found;
}
