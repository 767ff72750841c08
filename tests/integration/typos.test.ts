/** A typo anywhere an author writes: refused with its place and a hint, without a stack trace. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, copyOfThisRepository, type Outcome } from './support/copy.ts';

interface Typo {
  readonly where: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** After `file:line:column: error: …`. */
  readonly hint: string;
  readonly run: (copy: Copy) => Outcome;
}

const TYPOS: readonly Typo[] = [
  {
    where: 'a runbook’s template, at plan',
    file: 'runbooks/boot-wait.mdx',
    right: '{{ params.delai }}',
    wrong: '{{ params.delay }}',
    hint: 'did you mean "delai"?',
    run: (copy) => copy.runbook('plan', 'boot-wait'),
  },
  {
    where: 'a runbook’s template, at build',
    file: 'runbooks/boot-wait.mdx',
    right: '{{ params.delai }}',
    wrong: '{{ params.delay }}',
    hint: 'did you mean "delai"?',
    run: (copy) => copy.buildSite(),
  },
  {
    where: 'a config’s template',
    file: 'content/configs/nginx.liquid',
    right: 'proxy.server_name',
    wrong: 'proxy.serveur_name',
    hint: 'did you mean "server_name"?',
    run: (copy) => copy.runbook('generate', '--check'),
  },
  {
    where: 'a page’s expression',
    file: 'content/docs/boot-wait.mdx',
    right: 'inventory.readiness',
    wrong: 'inventory.readines',
    hint: 'did you mean "readiness"?',
    run: (copy) => copy.buildSite(),
  },
  {
    where: 'a key of the inventory',
    file: 'content/inventory/hosts-camille.yaml',
    right: 'lacp_time: fast',
    wrong: 'lacp_tim: fast',
    hint: 'did you mean "lacp_time"?',
    run: (copy) => copy.runbook('lint'),
  },
  {
    where: 'a reference of the inventory',
    file: 'content/inventory/cables.yaml',
    right: 'laetitia:Gi0/30',
    wrong: 'laetitia:Gi0/3O',
    hint: 'did you mean "Gi0/30"?',
    run: (copy) => copy.runbook('lint'),
  },
  {
    where: 'the syntax of the inventory, at build',
    file: 'content/inventory/cables.yaml',
    right: 'cables:',
    wrong: 'cables: [',
    hint: '',
    run: (copy) => copy.buildSite(),
  },
];

/** As Node prints one; nothing of the kind may reach an author. */
const STACK = /^\s+at .+:\d+:\d+\)?$/m;

describe('a typo', () => {
  let copy: Copy;

  beforeAll(async () => {
    copy = copyOfThisRepository();
  }, 120_000);
  afterAll(() => copy?.close());

  it.each(TYPOS)(
    'in $where',
    ({ file, right, wrong, hint, run }) => {
      const before = copy.replace(file, right, wrong);
      const { code, text } = run(copy);
      copy.write(file, before);
      expect(code, text).toBeGreaterThan(0);
      expect(text).toMatch(new RegExp(`${file.replaceAll('.', '\\.')}:\\d+:\\d+: error: `));
      expect(text).toContain(hint);
      expect(text).not.toMatch(STACK);
      expect(text).not.toMatch(/(?<!-)undefined/);
    },
    60_000,
  );
});
