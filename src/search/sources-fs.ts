/** The edge that reads what the documents of a project are made from. */
import { basename } from 'node:path';
import { renderConfigs } from '../configs/configs.ts';
import { lint, rules } from '../inventory/lint.ts';
import { loadInventory } from '../inventory/load-fs.ts';
import type { SourceFile } from '../inventory/loaded.ts';
import { readLocale } from '../inventory/locale-fs.ts';
import { findSources, readSources } from '../problem/source-fs.ts';
import { PAGE_PATTERNS } from './address.ts';
import type { SearchSources } from './documents/sources.ts';

const CONFIG_TEMPLATES = ['content/configs/*.{yaml,liquid}'];
const OBSERVED = ['content/observed/*'];

/**
 * Everything that can be searched, read from the repository: no built site is needed.
 * @throws ProblemError when the inventory can't be read.
 */
export function readSearchSources(root: string, locale = readLocale(root)): SearchSources {
  const loaded = loadInventory(root);
  const rendered = renderConfigs(loaded.inventory, read(root, CONFIG_TEMPLATES));
  return {
    locale,
    loaded,
    pages: read(root, PAGE_PATTERNS),
    // A template that doesn't render hides its configs, and nothing else.
    configs: rendered.ok ? rendered.files : [],
    observed: read(root, OBSERVED).map(({ path, text }) => ({ name: basename(path), path, text })),
    findings: lint(loaded, locale),
    ruleTitles: Object.fromEntries(rules(locale).map(({ id, title }) => [id, title])),
  };
}

function read(root: string, patterns: readonly string[]): SourceFile[] {
  return readSources(root, findSources(root, patterns));
}
