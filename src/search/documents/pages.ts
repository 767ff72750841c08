/** Sections of pages as documents. What their components show is made of other documents. Pure. */
import type { SourcedDocument } from '../document.ts';
import type { Page, Section } from '../mdx/page.ts';

/** @param isStep sections that are steps of a runbook: documents of their own. */
export function pageDocuments(
  page: Page,
  isStep: (section: Section) => boolean,
): SourcedDocument[] {
  return page.sections
    .filter((section) => !isStep(section))
    .map((section) => {
      const whole = section.heading === '';
      return {
        id: whole ? page.address : `${page.address}#${section.anchor}`,
        title: page.title,
        heading: section.heading,
        text: whole ? withDescription(page, section) : section.text,
        kind: 'page' as const,
        file: page.file,
        line: section.line,
        aligned: true as const,
      };
    });
}

/** On the first line of the page, which holds nothing else, so that the others keep their numbers. */
function withDescription({ description }: Page, { text }: Section): string {
  return text.startsWith('\n') ? description + text : `${description}\n${text}`;
}
