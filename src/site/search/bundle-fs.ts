/** Makes the script of the search: the documents, and the code that indexes and shows them. */
import { build } from 'esbuild';
import type { SourcedDocument } from '../../search/document.ts';
import { onOneLine } from '../../search/excerpt.ts';
import type { SearchLocale } from '../../search/stemmers.ts';
import { DOCUMENTS_GLOBAL } from './script.ts';

const STEMMERS: Readonly<Record<SearchLocale, string>> = { fr: 'french', en: 'english' };

/**
 * One classic script. It holds the texts, not the index: of 1,000 pages, they are 3.7 MB
 * (1.2 MB compressed), and with the index 8.3 MB (2.2 MB), which a browser would read in
 * 0.2 s where it makes it in 0.8 s, in pieces and once a page that is searched from.
 */
export async function searchScript(
  documents: readonly SourcedDocument[],
  locale: SearchLocale,
): Promise<string> {
  const shown = documents.map(({ id, title, heading, text, kind }) => ({
    ...{ id, title, heading, kind },
    text: kind === 'page' ? onOneLine(text).trim() : text,
  }));
  return `globalThis.${DOCUMENTS_GLOBAL}=${inScript(shown)};\n${await code(locale)}`;
}

/** JSON is JavaScript but for two line ends; `</` would end a script that is written into a page. */
function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u2028\u2029]/g, '')
    .replaceAll('</', '<\\/');
}

async function code(locale: SearchLocale): Promise<string> {
  const contents = `
import { stemmer } from '@orama/stemmers/${STEMMERS[locale]}';
import { start } from './start-client.ts';
start(stemmer);`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
