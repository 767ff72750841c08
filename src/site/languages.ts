/** Names of languages that the highlighter knows: an unknown one would be a warning at each build. */
import { bundledLanguages } from 'shiki/langs';

/** The language to highlight with; plain text when the highlighter has no grammar for it. */
export function shownLang(lang: string): string {
  return Object.hasOwn(bundledLanguages, lang) ? lang : 'text';
}

/** By the extension of an observed file; most devices have a format of their own. */
export function observedLang(file: string): string {
  return shownLang(/\.(\w+)$/.exec(file)?.[1] ?? '');
}
