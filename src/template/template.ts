/**
 * The one template function: `{{ … }}` in runbook blocks, config templates and
 * page snippets all go through `render`, so that what is read is what runs.
 *
 * LiquidJS with strict variables and strict filters; own properties only. Pure.
 */
import type { Place, Problem } from '../problem/problem.ts';
import { type Dialect, engine } from './engine.ts';
import { type Explain, templateProblems } from './errors.ts';
import { StrictContext } from './strict-context.ts';

/** Values that a template may name. Plain data only: own properties, no functions. */
export type TemplateContext = Readonly<Record<string, unknown>>;

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface RenderOptions {
  /** `values` (the default): only `{{ … }}` is special. `tags`: `{% for %}`, `{% if %}`… too. */
  readonly dialect?: Dialect;
  /** Says more about a missing name, e.g. that the inventory lists it as not known yet. */
  readonly explain?: Explain;
}

/**
 * Renders a template.
 *
 * Every undefined name is reported, not only the first. To write `{{` itself: `{{ '{{' }}`.
 * @param origin place of the template's first character; problems point inside from there.
 *   Lines after the first are taken to begin at the origin's column, as in an indented fence.
 */
export function render(
  template: string,
  context: TemplateContext,
  origin: Place,
  options: RenderOptions = {},
): Rendered {
  const liquid = engine(options.dialect ?? 'values');
  try {
    const parsed = liquid.parse(template);
    return {
      ok: true,
      text: String(liquid.renderSync(parsed, new StrictContext(context, liquid))),
    };
  } catch (error) {
    return { ok: false, problems: templateProblems(error, origin, options.explain) };
  }
}
