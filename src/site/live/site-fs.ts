/** The site as it stands while it is written: the last that could be read, and what is wrong now. */
import { type Problem, ProblemError } from '../../problem/problem.ts';
import { SiteError } from '../errors.ts';
import { type Prepared, prepare } from '../prepare-fs.ts';
import { sitePart } from './route-problems.ts';
import { type SharedSite, shareSite } from './shared.ts';

export class LiveSite {
  readonly #root: string;
  #prepared: Prepared;
  #wrong: readonly Problem[] = [];

  /** @throws SiteError, or ProblemError, when there is nothing to begin with. */
  constructor(root: string, building: boolean) {
    this.#root = root;
    this.#prepared = prepare(root, building);
    shareSite(this.#shared());
  }

  get prepared(): Prepared {
    return this.#prepared;
  }

  /**
   * Reads everything again. What can't be read leaves the site as it was.
   * @returns what is wrong, in the project and in pages.
   */
  refresh(): readonly Problem[] {
    try {
      this.#prepared = prepare(this.#root, false);
      this.#wrong = [];
    } catch (error) {
      if (!(error instanceof SiteError || error instanceof ProblemError)) throw error;
      this.#wrong = error.problems;
    }
    shareSite(this.#shared());
    return [...this.#wrong, ...this.#prepared.problems];
  }

  #shared(): SharedSite {
    const { project, menu, problems } = this.#prepared;
    // A page that only the menu, or the settings, are to blame for can be read meanwhile.
    const inPages = problems.filter(
      ({ severity, place }) => severity === 'error' && place && sitePart(place.file),
    );
    return { project, menu, problems: [...this.#wrong, ...inPages] };
  }
}
