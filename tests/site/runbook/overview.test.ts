import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../../src/runbook/parse.ts';
import { allHosts, needsOf, newestRun } from '../../../src/site/runbook/overview.ts';
import { siteStep } from '../../../src/site/runbook/step.ts';
import type { SiteRunbook } from '../../../src/site/runbooks.ts';

const TEXT = `---
title: T
description: D
targets: web
params:
  release: { type: string }
  port: { type: number, default: '80' }
secrets: { token: {} }
---

## Read
\`\`\`bash run id=read readonly timeout=30s
uptime
\`\`\`

## Change
\`\`\`bash check sudo
true
\`\`\`
\`\`\`bash run id=change reboots
reboot
\`\`\`

## Write
\`\`\`ini put=/etc/x id=write
a
\`\`\`

## Ask
\`\`\`md manual id=ask
- [ ] look
\`\`\`
`;

const parsed = parseRunbook({ path: 'runbooks/t.mdx', text: TEXT });
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const hosts = [['web1', 'web2'], ['web1'], ['web2'], ['desk']];
const steps = parsed.runbook.steps.map((step, index) =>
  siteStep(step, index + 1, hosts[index] ?? []),
);
const runbook = { ...parsed.runbook, steps, runs: {} } as unknown as SiteRunbook;

describe('siteStep', () => {
  it.each([
    ['read', { number: 1, kind: 'reads', sudo: false, reboots: false, timeoutMs: 30_000 }],
    ['change', { number: 2, kind: 'changes', sudo: true, reboots: true, timeoutMs: 1_800_000 }],
    ['write', { number: 3, kind: 'writes', sudo: false }],
    ['ask', { number: 4, kind: 'manual' }],
  ])('%s', (id, expected) => {
    expect(steps.find((step) => step.id === id)).toMatchObject(expected);
  });

  it('has its blocks in the order of the page, and no limit where none is', () => {
    expect(steps[1]?.roles).toEqual(['check', 'run']);
    expect(steps[3]).not.toHaveProperty('timeoutMs');
  });
});

describe('needsOf', () => {
  it('names what must be there before', () => {
    expect(needsOf(runbook)).toEqual({
      ...{ ssh: ['web1', 'web2'], sudo: ['web1'], manual: 1 },
      ...{ params: ['release'], secrets: ['token'], timeMs: 1_830_000 },
    });
  });

  it('lists the hosts in the order of the steps', () => {
    expect(allHosts(runbook)).toEqual(['web1', 'web2', 'desk']);
  });

  it('finds the newest run of a step', () => {
    const run = (host: string, at: string) =>
      ({ host, at, operator: 'ada', outcome: 'done', text: 'same' }) as const;
    const runs = { read: [run('web1', '2026-01-01'), run('web2', '2026-02-01')] };
    expect(newestRun({ ...runbook, runs }, steps[0]!)?.host).toBe('web2');
    expect(newestRun(runbook, steps[0]!)).toBeUndefined();
    // A step may be called as what every object has.
    expect(newestRun(runbook, { ...steps[0]!, id: 'constructor' })).toBeUndefined();
  });
});
