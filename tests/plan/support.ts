/** A small inventory, and runbooks written as their authors write them. */
import { type Inventory, inventorySchema } from '../../src/inventory/schema.ts';
import { formatProblem } from '../../src/problem/problem.ts';
import type { Runbook } from '../../src/runbook/model.ts';
import { parseRunbook } from '../../src/runbook/parse.ts';

/** web1 and web2 (role web), db1 (role db, no address yet), sw1 (a Cisco switch), sw2 (nobody knows). */
export const INVENTORY: Inventory = inventorySchema.parse({
  title: 'Test',
  hosts: {
    web1: { roles: ['web'], address: '192.0.2.11' },
    web2: {
      roles: ['web', 'spare'],
      management: 'mgr',
      bridges: { br0: {} },
      ports: { mgr: { bridge: 'br0', vlan: 'mgr', address: '192.0.2.12' } },
    },
    db1: { roles: ['db'], management: 'mgr' },
  },
  switches: {
    sw1: { roles: ['core'], platform: 'cisco-ios', address: '192.0.2.1' },
    sw2: {},
  },
  vlans: { mgr: { id: 7, title: 'Management' } },
  gaps: [{ path: 'hosts.db1.ports.mgr.address', note: 'Nobody has read it yet.' }],
});

export function runbook(page: string, path = 'runbooks/test.mdx'): Runbook {
  const parsed = parseRunbook({ path, text: page });
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.runbook;
}

/** A page of one-line steps. @param head lines of the frontmatter, besides the title. */
export function page(head: string, ...sections: readonly string[]): string {
  const steps = sections.map((section, index) => `## Step ${index + 1}\n\n${section}\n`);
  return `---\ntitle: Test\n${head}\n---\n\n${steps.join('\n')}`;
}

/** A fence: `fence('bash run id=a', 'true')`. */
export function fence(head: string, text: string): string {
  return `\`\`\`${head}\n${text}\n\`\`\`\n`;
}
