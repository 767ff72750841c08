/**
 * Everything that can be searched in a site, from what its authors write: pages, steps of
 * runbooks, rows of the inventory, configurations. Site and command call this one function,
 * and it needs no built site. Pure.
 */
import { deviceConfigs } from '../../plan/render-block.ts';
import type { Runbook } from '../../runbook/model.ts';
import { templateContext } from '../../views/context.ts';
import { RUNBOOKS_DIR } from '../address.ts';
import type { SourcedDocument } from '../document.ts';
import { type Page, readPage, type Section, type SourceFile } from '../mdx/page.ts';
import type { Reading } from '../mdx/prose.ts';
import { configDocuments } from './configs.ts';
import { pageDocuments } from './pages.ts';
import { problemDocuments } from './problems.ts';
import { rowDocuments } from './rows.ts';
import { runbookOf } from './runbook.ts';
import { type SearchSources, typesetter } from './sources.ts';
import { isSectionOf, type StepContext, stepDocuments } from './steps.ts';

/** The documents, each with an address of its own. */
export function searchDocuments(sources: SearchSources): SourcedDocument[] {
  const { inventory } = sources.loaded;
  const reading = { values: templateContext(inventory), typeset: typesetter(sources.locale) };
  const read = sources.pages.map((file) => ({ file, page: readPage(file, reading) }));
  const pages = read.map(({ page }) => page);
  const configs = deviceConfigs(sources.configs);
  const documents = [
    ...read.flatMap(({ file, page }) => written(file, page, { inventory, configs, reading })),
    ...rowDocuments(sources, pages),
    ...configDocuments(sources, pages),
    ...problemDocuments(sources, pages),
  ];
  return [...new Map(documents.map((document) => [document.id, document])).values()];
}

type Known = Omit<StepContext, 'runbook'> & { readonly reading: Reading };

function written(file: SourceFile, page: Page, known: Known): SourcedDocument[] {
  const runbook = runbookIn(file, page, known.reading);
  // A runbook that can't be read is a page like any other.
  if (runbook === undefined) return pageDocuments(page, () => false);
  const isStep = (section: Section) => runbook.steps.some((step) => isSectionOf(section, step));
  return [...pageDocuments(page, isStep), ...stepDocuments(page, { ...known, runbook })];
}

function runbookIn(file: SourceFile, page: Page, reading: Reading): Runbook | undefined {
  if (!file.path.startsWith(`${RUNBOOKS_DIR}/`)) return undefined;
  const parsed = runbookOf(file, page.scanned, reading);
  return parsed.ok ? parsed.runbook : undefined;
}
