/** The project's data, inside the page bundle. */
import shared from 'virtual:site-project';
import type { SharedSite } from './live/shared.ts';
import type { SiteProject } from './project.ts';
import type { SiteStep } from './runbook/step.ts';
import type { SiteBlock, SiteRunbook } from './runbooks.ts';
import { strings as stringsOf, typesetter } from './strings/strings.ts';

const site = shared as SharedSite;

export const project: SiteProject = site.project;
export const { menu, problems } = site;

/** The interface's words, in the site's language. */
export const strings = stringsOf(project.settings.locale);

/** What authors wrote, with the typography of the site's language. */
export const typeset = typesetter(project.settings.locale);

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
  return { runbook, block, step, id: `step-${step.id}-${block.role}` };
}

/** A runbook by its name. */
export function findRunbook(name: string): SiteRunbook {
  const runbook = project.runbooks.find((known) => known.name === name);
  if (!runbook) throw new Error(`no runbook ${name}`);
  return runbook;
}

/** A step of a runbook; the page's own compilation names both. */
export function findStep(name: string, id: string): { runbook: SiteRunbook; step: SiteStep } {
  const runbook = findRunbook(name);
  const step = runbook.steps.find((known) => known.id === id);
  if (!step) throw new Error(`no step ${id} in ${name}`);
  return { runbook, step };
}
