/** Makes the script of the search: the documents, and the code that indexes and shows them. */
import { build } from 'esbuild';
import type { SourcedDocument } from '../../search/document.ts';
import type { SearchLocale } from '../../search/stemmers.ts';
import { DOCUMENTS_GLOBAL } from './script.ts';

const STEMMERS: Readonly<Record<SearchLocale, string>> = { fr: 'french', en: 'english' };

/**
 * One classic script. It holds the texts, not the index: that would be three times as long,
 * and reading it takes a browser longer than making it.
 */
export async function searchScript(
  documents: readonly SourcedDocument[],
  locale: SearchLocale,
): Promise<string> {
  const shown = documents.map(({ id, title, heading, text, kind }) => ({
    ...{ id, title, heading, kind },
    text: kind === 'page' ? text.replace(/\s+/g, ' ').trim() : text,
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
