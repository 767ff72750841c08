/** What the demonstration runs: `content/demo.yaml`. The scripts know no name of a site. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadInventory } from '../../src/inventory/load-fs.ts';
import { ROOT } from '../suites/command.ts';

const FILE = 'content/demo.yaml';

const schema = z.strictObject({
  runbook: z.string(),
  /** Name in the inventory; the embedded host is reached under it. */
  host: z.string(),
  /** Key of the inventory's `readiness`: its addresses answer inside the embedded host. */
  readiness: z.string().optional(),
  /** Id of the step at whose beginning the run is killed. */
  interrupt_at: z.string(),
  /** Absolute path of a file that the runbook writes. */
  file: z.string().startsWith('/'),
});

export interface DemoSettings {
  readonly runbook: string;
  readonly host: string;
  readonly interruptAt: string;
  readonly file: string;
  readonly addresses: readonly string[];
}

/** @throws Error that names the file, when it is missing or wrong */
export function readSettings(): DemoSettings {
  const parsed = schema.safeParse(parse(readFileSync(join(ROOT, FILE), 'utf8')));
  if (!parsed.success) throw new Error(`${FILE}: ${z.prettifyError(parsed.error)}`);
  const { interrupt_at: interruptAt, readiness, ...rest } = parsed.data;
  const checks = loadInventory(ROOT).inventory.readiness;
  const check = readiness === undefined ? undefined : checks[readiness];
  if (readiness !== undefined && !check) throw new Error(`${FILE}: no readiness "${readiness}"`);
  return {
    ...rest,
    interruptAt,
    addresses: (check?.addresses ?? []).map(({ address }) => address),
  };
}
