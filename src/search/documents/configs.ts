/** Stanzas of device configurations as documents, intended and observed, where a page shows them. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import { devicePath, switchPath } from '../../views/paths.ts';
import type { SourcedDocument } from '../document.ts';
import type { Page } from '../mdx/page.ts';
import { configPrefix, observedPrefix, type Stanza, stanzas } from '../stanzas.ts';
import type { SearchSources } from './sources.ts';

interface File {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly prefix: readonly string[];
}

export function configDocuments(
  { configs, observed, loaded: { inventory } }: SearchSources,
  pages: readonly Page[],
): SourcedDocument[] {
  const intended = configs.flatMap(({ device, name, text, path }) => {
    const title = `${device}/${name}`;
    const address = devicePath(inventory, device) ?? pageOf('Config', title, pages);
    return inStanzas({ title, path, text, prefix: configPrefix(device, name) }, address);
  });
  const found = observed.flatMap(({ name, text, path }) => {
    const address = observedPath(inventory, name) ?? pageOf('Observed', name, pages);
    return inStanzas({ title: name, path, text, prefix: observedPrefix(name) }, address);
  });
  return [...intended, ...found];
}

/** Without a page that shows it, a search for it would lead nowhere. */
function inStanzas(file: File, address: string | undefined): SourcedDocument[] {
  if (address === undefined) return [];
  return stanzas(file.text, file.prefix).map((stanza) => document(file, stanza, address));
}

/** The page of the switch that a file was found on. */
function observedPath({ switches }: Inventory, name: string): string | undefined {
  const device = Object.entries(switches).find(([, one]) => one.observed === name)?.[0];
  return device && switchPath(device);
}

/** The first page that shows the whole file. */
function pageOf(component: string, file: string, pages: readonly Page[]): string | undefined {
  return pages.find(({ sections }) =>
    sections.some(({ components }) =>
      components.some(
        ({ name, attributes }) =>
          name === component && attributes.file === file && attributes.section === undefined,
      ),
    ),
  )?.address;
}

function document(file: File, stanza: Stanza, address: string): SourcedDocument {
  return {
    id: `${address}#${stanza.anchor}`,
    title: file.title,
    heading: stanza.name || file.title,
    text: stanza.text,
    kind: 'config',
    file: file.path,
    line: stanza.line,
    aligned: true,
  };
}
