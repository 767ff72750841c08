/** What a site that was given journals tells of past runs, and what it never tells. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRun, JOURNAL_FILE } from '../../../src/journal/file-fs.ts';
import type { PlannedStep } from '../../../src/plan/model.ts';
import { loadRunbooks } from '../../../src/runbook/load-fs.ts';
import { planOf } from '../support/plans.ts';
import { buildIfMissing, ROOT, SITE } from '../support/site.ts';

buildIfMissing();

const SECRET = 'hunter2-S3CR3T';
const { runbooks } = loadRunbooks(ROOT);
const runbook = runbooks.find(({ params }) => params.length === 0) ?? runbooks[0]!;
const plan = planOf(runbook);
const [first, second, third] = runbook.steps.map(
  ({ id }) => plan.steps.find((step) => step.id === id)!,
) as [PlannedStep, PlannedStep, PlannedStep];

const state = mkdtempSync(join(tmpdir(), 'runbook-journals-'));
const site = mkdtempSync(join(tmpdir(), 'runbook-site-'));

function ref({ id, host, hash, sourceHash }: PlannedStep) {
  return { step: id, host, hash, sourceHash };
}

/** A run of the real runbook, by somebody who put a secret wherever one could. */
async function journal(): Promise<void> {
  const run = createRun(state, {
    ...{ runbook: runbook.name, file: runbook.file, title: runbook.title, operator: 'ada' },
    ...{ machine: 'desk', version: '0', selection: { limit: SECRET }, transport: 'ssh' },
    params: { password: SECRET },
    steps: plan.steps.map((step) => ({ ...ref(step), title: step.title })),
  });
  const begun = { type: 'step-started', attempt: 1, output: 'output/x.log' } as const;
  const ended = { type: 'step-ended', attempt: 1, durationMs: 83_000 } as const;
  const told = { detail: SECRET, outputs: { token: SECRET } };
  await run.append({ ...begun, ...ref(first) });
  run.output('output/x.log', SECRET, { bytes: 0 });
  await run.append({ ...ended, ...ref(first), result: 'changed', ...told });
  await run.append({ ...begun, ...ref(second), hash: 'older', sourceHash: 'older' });
  await run.append({
    ...{ ...ended, ...ref(second), hash: 'older', sourceHash: 'older' },
    ...{ result: 'failed', reason: 'exit-code', exitCode: 3, ...told },
  });
  run.close();
}

/** Another run, which somebody wrote into. */
function damagedJournal(): void {
  const before = new Set(readdirSync(state));
  createRun(state, {
    ...{ runbook: runbook.name, file: runbook.file, title: runbook.title, operator: 'eve' },
    ...{ machine: 'desk', version: '0', selection: {}, transport: 'ssh', params: {}, steps: [] },
  }).close();
  const folder = readdirSync(state).find((name) => !before.has(name))!;
  writeFileSync(join(state, folder, JOURNAL_FILE), '{"seq":1,\n');
}

describe('a site with journals', () => {
  let page = '';
  let built: { readonly status: number | null; readonly output: string };

  beforeAll(async () => {
    await journal();
    damagedJournal();
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', RUNBOOK_JOURNALS: state };
    const astro = join(ROOT, 'node_modules/.bin/astro');
    const { status, stdout, stderr } = spawnSync(astro, ['build', '--outDir', site], {
      ...{ cwd: ROOT, env, encoding: 'utf8' },
    });
    built = { status, output: stdout + stderr };
    if (status === 0)
      page = readFileSync(join(site, `runbooks/${runbook.name}/index.html`), 'utf8');
  }, 120_000);
  afterAll(() => {
    for (const folder of [state, site]) rmSync(folder, { recursive: true, force: true });
  });

  const card = (id: string): string =>
    page.split(`id="step-${id}"`)[1]?.split('class="step"')[0] ?? '';

  it('is built, and warns of a journal that is damaged', () => {
    expect(built.output).toContain('a journal for the pages:');
    expect(built.status).toBe(0);
  });

  it('tells on the card when, who, where, with what end, and how long', () => {
    const text = card(first.id)
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/réussie .*20\d\d.* par ada, sur \S+ en 1 min 23 s/);
    expect(card(first.id)).toMatch(/<time datetime="20\d\d-/);
    expect(card(first.id)).not.toContain('evidence__text');
  });

  it('says when what was run was an older text', () => {
    expect(card(second.id)).toContain('échouée');
    expect(card(second.id)).toContain('plus ancien');
  });

  it('says nothing of a step that was never run, nor where no journal was given', () => {
    expect(card(third.id)).not.toContain('class="evidence');
    const plain = readFileSync(join(SITE, `runbooks/${runbook.name}/index.html`), 'utf8');
    expect(plain).not.toContain('class="evidence');
  });

  it('holds no parameter, no output and no detail of a run, on any page', () => {
    const files = readdirSync(site, { recursive: true, encoding: 'utf8' });
    const texts = files.filter((file) => /\.(html|js|json)$/.test(file));
    expect(texts.length).toBeGreaterThan(runbooks.length);
    for (const file of texts) expect(readFileSync(join(site, file), 'utf8')).not.toContain(SECRET);
  });
});
