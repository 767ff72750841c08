/** Names of languages that the highlighter knows: an unknown one would be a warning at each build. */
import { bundledLanguages } from 'shiki/langs';
import { fileLanguage, OWN_LANGUAGES } from '../highlight/languages.ts';

/** The language to highlight with; plain text when the highlighter has no grammar for it. */
export function shownLang(lang: string): string {
  return Object.hasOwn(bundledLanguages, lang) || OWN_LANGUAGES.has(lang) ? lang : 'text';
}

/** Of a file whose language nobody says. */
export function languageOf(path: string, text: string): string {
  return shownLang(fileLanguage(path, text) ?? 'text');
}
