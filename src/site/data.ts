/** The project's data, inside the page bundle. */
import data from 'virtual:site-project';
import type { SiteProject } from './project.ts';
import type { SiteBlock, SiteRunbook, SiteStep } from './runbooks.ts';

export const project = data as SiteProject;

export interface FoundBlock {
  readonly runbook: SiteRunbook;
  readonly block: SiteBlock;
  readonly step: SiteStep;
  /** Unique in the page. */
  readonly id: string;
}

/** The block of a runbook whose fence opens on a line; the page's own compilation names both. */
export function findBlock(name: string, line: string): FoundBlock {
  const runbook = project.runbooks.find((known) => known.name === name);
  const block = runbook?.blocks.find((known) => String(known.line) === line);
  const step = runbook?.steps.find((known) => known.id === block?.step);
  if (!runbook || !block || !step) throw new Error(`no block at ${name}:${line}`);
  return { runbook, block, step, id: `${step.id}-${block.role}` };
}
