import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/problem/problem.ts';
import { parseRunbook } from '../../../src/runbook/parse.ts';
import { findingsAbout, subjectsOf } from '../../../src/site/runbook/findings.ts';
import { project } from '../support/project.ts';

const { inventory } = project();

function runbookWith(block: string) {
  const text = `---\ntitle: T\ndescription: D\ntargets: node1\n---\n\n## Do\n\n\`\`\`bash run id=do\n${block}\n\`\`\`\n`;
  const parsed = parseRunbook({ path: 'runbooks/t.mdx', text });
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.runbook;
}

const about = (message: string, severity: Problem['severity'] = 'warning'): Problem => ({
  ...{ rule: 'r', severity, message },
});

describe('findingsAbout', () => {
  const subjects = subjectsOf(
    runbookWith("echo {{ vlans['lan'].id }} {{ hosts.node2.title }} ; cat vlans.wan"),
    ['node1'],
    inventory,
  );

  it('knows what a runbook targets and what its templates name', () => {
    expect([...subjects].sort()).toEqual(['hosts.node1', 'hosts.node2', 'vlans.lan']);
  });

  it.each([
    ['node1 has one path only', true],
    ['node10 has one path only', false],
    ['sources disagree on vlans.lan.id: 10 or 20', true],
    ['sources disagree on vlans.wan.id', false],
    ['the rack of node1 is full', false],
  ])('%s → %s', (message, concerns) => {
    expect(findingsAbout([about(message)], subjects, inventory)).toHaveLength(concerns ? 1 : 0);
  });

  it.each([
    ['web1.example.org has one path only', ['web1.example.org']],
    ['web1.example.org:eth0 uses VLAN 5', ['web1.example.org']],
    ['sources disagree on hosts.web1.example.org.address', ['web1.example.org']],
    ['web1 has one path only', ['web1']],
    ['sources disagree on hosts.web1.address', ['web1']],
  ])('tells a name from a longer one that holds dots: %s', (message, hosts) => {
    const host = inventory.hosts.node1!;
    const dotted = {
      ...inventory,
      hosts: { ...inventory.hosts, web1: host, 'web1.example.org': host },
    };
    const concerned = ['web1', 'web1.example.org'].filter((name) => {
      const only = subjectsOf(runbookWith('uptime'), [name], dotted);
      return findingsAbout([about(message)], only, dotted).length > 0;
    });
    expect(concerned).toEqual(hosts);
  });

  it('leaves out what is merely not known', () => {
    expect(findingsAbout([about('hosts.node1.x is unknown', 'info')], subjects, inventory)).toEqual(
      [],
    );
  });
});
