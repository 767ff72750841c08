/** Where a link of a built page stands in the page's source. */
import type { SourceFile } from '../../inventory/loaded.ts';
import type { Place } from '../../problem/problem.ts';
import { pageId } from '../paths.ts';
import { readPages } from '../project-fs.ts';

/** Reads the sources when the first dead link asks for them. */
export class LinkPlaces {
  readonly #root: string;
  #sources: ReadonlyMap<string, SourceFile> | undefined;

  /** @param root absolute path of the project. */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * @param page path of the built page.
   * @returns undefined when the page is generated, or the link is some component's.
   */
  find(page: string, link: string): Place | undefined {
    this.#sources ??= new Map(readPages(this.#root).map((file) => [builtPath(file.path), file]));
    const source = this.#sources.get(page);
    const at = source?.text.indexOf(link) ?? -1;
    if (source === undefined || at === -1) return undefined;
    const before = source.text.slice(0, at).split('\n');
    return {
      file: source.path,
      line: before.length,
      column: (before.at(-1) as string).length + 1,
    };
  }
}

function builtPath(source: string): string {
  const id = pageId(source);
  return id === 'index' ? 'index.html' : `${id}/index.html`;
}
