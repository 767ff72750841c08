/** French typography, as one finds it in a page: in its texts, and in what is read aloud. */
import type { Page } from 'playwright';

/** What a rule forbids, with the name under which it is reported. */
const RULES: readonly (readonly [name: string, pattern: string])[] = [
  ['an ordinary space before : or »', ' [:»]'],
  ['an ordinary space before ; ! ?', ' [;!?](?![\\w/=])'],
  ['no space before ; ! ? :', '\\p{L}[;!?:](?= |$)(?<!https?:)'],
  ['an ordinary space after «', '« '],
  ['no space inside « »', '«(?![\\u00A0\\u202F])|(?<![\\u00A0\\u202F])»'],
  ['the apostrophe of keyboards', "\\p{L}'\\p{L}"],
  ['straight quotes', '"'],
  ['three dots', '\\.\\.\\.'],
  [
    'an ordinary space before a unit',
    '\\d (?:%|[KMGT]io|[kMG]?bit|Gb/s|Mb/s|ms|min|s)(?![\\p{L}\\w])',
  ],
];

/** Code, and what is written in another language, has rules of its own. */
const LEFT_OUT = 'code, pre, kbd, samp, script, style, svg, [lang]:not(:root), .source, time';

export function typographyIn(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ rules, leftOut }) => {
      const patterns = rules.map(([name, pattern]) => [name, new RegExp(pattern, 'u')] as const);
      const texts: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (!walker.currentNode.parentElement?.closest(leftOut)) {
          texts.push(walker.currentNode.textContent ?? '');
        }
      }
      for (const element of document.querySelectorAll(
        '[aria-label], [title], [placeholder], [alt]',
      )) {
        if (element.closest(leftOut)) continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
          texts.push(element.getAttribute(name) ?? '');
        }
      }
      texts.push(document.title);
      return texts.flatMap((text) =>
        patterns.flatMap(([name, pattern]) => {
          const at = text.search(pattern);
          return at < 0 ? [] : [`${name}: …${text.slice(Math.max(0, at - 25), at + 25).trim()}…`];
        }),
      );
    },
    { rules: RULES, leftOut: LEFT_OUT },
  );
}
