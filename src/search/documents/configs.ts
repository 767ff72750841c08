/** Stanzas of device configurations as documents, intended and observed, where a page shows them. Pure. */
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
  { configs, observed }: SearchSources,
  pages: readonly Page[],
): SourcedDocument[] {
  const files: (File & { component: string })[] = [
    ...configs.map(({ device, name, text, path }) => ({
      ...{ title: `${device}/${name}`, path, text },
      ...{ prefix: configPrefix(device, name), component: 'Config' },
    })),
    ...observed.map(({ name, text, path }) => ({
      ...{ title: name, path, text, prefix: observedPrefix(name), component: 'Observed' },
    })),
  ];
  return files.flatMap(({ component, ...file }) => {
    const address = pageOf(component, file.title, pages);
    if (address === undefined) return [];
    return stanzas(file.text, file.prefix).map((stanza) => document(file, stanza, address));
  });
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
