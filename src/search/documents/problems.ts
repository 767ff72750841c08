/** What lint finds in the inventory, rule by rule, on the page that lists it. Pure. */
import type { SourcedDocument } from '../document.ts';
import type { Page } from '../mdx/page.ts';
import { type SearchSources, typesetter } from './sources.ts';

/** Listed in a table of its own, row by row. */
const ELSEWHERE = 'gap';

export function problemDocuments(
  { findings, ruleTitles, locale }: SearchSources,
  pages: readonly Page[],
): SourcedDocument[] {
  const page = pages.find(({ sections }) =>
    sections.some(({ components }) => components.some(({ name }) => name === 'Problems')),
  );
  if (page === undefined) return [];
  const rules = Map.groupBy(
    findings.filter(({ rule }) => rule !== ELSEWHERE),
    ({ rule }) => rule,
  );
  const typeset = typesetter(locale);
  return [...rules].map(([rule, found]) => ({
    id: `${page.address}#rule-${rule}`,
    title: page.title,
    heading: typeset(ruleTitles[rule] ?? rule),
    text: found
      .map(({ message, expected, actual, hint }) =>
        typeset([message, expected, actual, hint].filter((part) => part !== undefined).join(' ')),
      )
      .join('\n'),
    kind: 'page',
    file: found[0]?.place?.file ?? page.file,
    line: found[0]?.place?.line ?? 1,
  }));
}
