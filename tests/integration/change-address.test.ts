/** One address changes in the inventory; the configs, diagrams, commands and pages follow. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from '../e2e/support/browser.ts';
import { type Copy, copyOfThisRepository } from './support/copy.ts';

const FILE = 'content/inventory/hosts-camille.yaml';
const OLD = '172.22.2.58';
const NEW = '172.22.2.158';
const STALE = [
  'content/configs/rendered/camille/interfaces',
  'content/configs/rendered/lyoko-cluster/corosync.conf',
  'content/configs/rendered/situs/nginx.conf',
  'content/diagrams/network-camille.svg',
  'content/diagrams/reverse-proxy.svg',
];

describe('an address that changes in the inventory', () => {
  let copy: Copy;

  beforeAll(async () => {
    copy = copyOfThisRepository();
    copy.replace(FILE, OLD, NEW);
  }, 120_000);
  afterAll(() => copy?.close());

  it('makes generate --check fail and name what is stale', () => {
    const { code, text } = copy.runbook('generate', '--check');
    expect(code).toBe(7);
    for (const file of STALE) expect(text).toContain(file);
    expect(text).not.toContain('network-nikita');
  });

  it('reaches the commands at once', () => {
    const { code, text } = copy.runbook('plan', 'cluster-creer', '--step', 'creer');
    expect(code).toBe(0);
    expect(text).toContain(NEW);
    expect(text).not.toContain(OLD);
  });

  it.skipIf(!hasChromium)(
    'reaches configs, diagrams and pages after generate',
    () => {
      const generated = copy.runbook('generate');
      expect(generated.text).toContain('content/diagrams/reverse-proxy.svg');
      expect(generated.code).toBe(0);
      expect(copy.runbook('generate', '--check').code).toBe(0);
      for (const file of STALE) {
        expect(copy.read(file)).toContain(NEW);
        expect(copy.read(file)).not.toContain(OLD);
      }
      const built = copy.buildSite();
      expect(built.code, built.text).toBe(0);
      for (const page of ['inventaire', 'reverse-proxy', 'runbooks/cluster-creer']) {
        expect(copy.read(`dist/site/${page}/index.html`).includes(NEW), page).toBe(true);
      }
      // The prose pages also show configs as found, which keep the old address; the runbook doesn't.
      expect(copy.read('dist/site/runbooks/reverse-proxy/index.html').includes(OLD)).toBe(false);
    },
    180_000,
  );
});
