/** The end of a build: the site as it will be read, or the links in it that lead nowhere. */
import { ProblemError } from '../../problem/problem.ts';
import { reportProblems } from '../errors.ts';
import { type Locale, strings } from '../strings/strings.ts';
import { finishSite } from './finish-fs.ts';
import { LinkPlaces } from './link-places-fs.ts';

/**
 * @param project absolute path of the project.
 * @param dir folder of the built site.
 * @param url public address of the site, when it is known.
 */
export async function finishBuild(
  project: string,
  dir: string,
  url: string | undefined,
  locale: Locale,
): Promise<void> {
  const places = new LinkPlaces(project);
  const dead = await finishSite({
    root: dir,
    base: basePath(url),
    words: strings(locale),
    source: (page, link) => places.find(page, link),
  });
  reportProblems(true, () => {
    if (dead.length > 0) throw new ProblemError(dead);
  });
}

/** The path that the site is served under, without slash at its end. */
export function basePath(url: string | undefined): string {
  return url === undefined ? '' : new URL(url).pathname.replace(/\/$/, '');
}
