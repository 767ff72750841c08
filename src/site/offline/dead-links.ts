/** Links that lead nowhere: where they stand, and what exists that resembles them. Pure. */
import type { Problem } from '../../problem/problem.ts';
import { suggest } from '../../problem/suggest.ts';
import { addressOfFile, decoded } from './addresses.ts';
import type { SiteLink } from './rewrite.ts';

/**
 * Collects the links of all pages, and tells the dead ones once all anchors are known.
 *
 * A part of a text keeps all of it in memory: of a page that was read, only copies are kept.
 */
export class LinkCheck {
  /** Page → its anchors, a line each. */
  readonly #anchors = new Map<string, string>();
  /** Link to an anchor → the pages that it is on. */
  readonly #toAnchors = new Map<string, { readonly link: SiteLink; readonly pages: string[] }>();
  readonly #missing = new Map<string, { readonly link: SiteLink; readonly pages: string[] }>();

  /** @param page path of the page's file. */
  add(page: string, links: readonly SiteLink[], anchors: ReadonlySet<string>): void {
    this.#anchors.set(page, copied(`\n${[...anchors].join('\n')}\n`));
    for (const link of links) {
      const within = link.file === page && anchors.has(decoded(link.anchor));
      if (link.file === undefined) note(this.#missing, link.link, link, page);
      else if (link.anchor !== '' && !within) {
        note(this.#toAnchors, `${link.file}#${link.anchor}`, link, page);
      }
    }
  }

  /** @param source the place of a link in the page's own file, when it can be found. */
  problems(source: (page: string, link: string) => Problem['place']): Problem[] {
    const pages = [...this.#anchors.keys()].map(addressOfFile);
    const missing = [...this.#missing.values()].map(({ link, pages: on }) =>
      problem(link, on, source, 'leads to no page', resembling(pathOf(link.link), pages)),
    );
    const dead = [...this.#toAnchors.values()].filter(({ link }) => !this.#has(link));
    const noAnchor = dead.map(({ link, pages: on }) => {
      const anchors = this.#anchors.get(link.file as string) ?? '';
      const known = [...anchors.matchAll(/.+/g)].map(([id]) => `#${id}`);
      const page = addressOfFile(link.file as string);
      const hint = resembling(`#${decoded(link.anchor)}`, known);
      return problem(link, on, source, `leads to no anchor of ${page}`, hint);
    });
    return [...missing, ...noAnchor];
  }

  #has({ file, anchor }: SiteLink): boolean {
    // Browsers take both for the top of any page; after `:~:` stands a text to look for.
    const id = decoded(anchor.replace(/:~:.*$/, ''));
    if (id === '' || id === 'top') return true;
    const anchors = this.#anchors.get(file as string);
    // Something other than a page: an image's fragment is its own affair.
    return anchors === undefined || anchors.includes(`\n${id}\n`);
  }
}

type Noted = Map<string, { readonly link: SiteLink; readonly pages: string[] }>;

function note(noted: Noted, key: string, link: SiteLink, page: string): void {
  const known = noted.get(key);
  if (!known) noted.set(copied(key), { link: copiedLink(link), pages: [page] });
  else if (known.pages.at(-1) !== page) known.pages.push(page);
}

function problem(
  { link }: SiteLink,
  pages: readonly string[],
  source: (page: string, link: string) => Problem['place'],
  what: string,
  hint: string,
): Problem {
  const place = source(pages[0] as string, link);
  const [first, ...others] = pages.map(addressOfFile);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return {
    rule: 'dead-link',
    severity: 'error',
    message: `the link "${link}" on ${first}${more} ${what}`,
    ...(place === undefined ? {} : { place }),
    hint,
  };
}

function pathOf(link: string): string {
  return decoded(link.replace(/[?#].*$/, ''));
}

function resembling(typed: string, known: readonly string[]): string {
  const lastWord = (text: string) => text.replace(/\/$/, '').split('/').at(-1) ?? '';
  const best =
    suggest(typed, known) ??
    known.find((other) => lastWord(other) === lastWord(typed) && other !== '/');
  if (best !== undefined) return `did you mean "${best}"?`;
  return known.length === 0 ? 'there is none' : `there are: ${known.slice(0, 12).join(', ')}`;
}

function copiedLink({ link, file, anchor }: SiteLink): SiteLink {
  return { link: copied(link), file, anchor: copied(anchor) };
}

/** The same text, in memory of its own. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}
