/**
 * The one template function: `{{ … }}` in runbook blocks, config templates and
 * page snippets all go through `render`, so that what is read is what runs.
 *
 * LiquidJS with strict variables and strict filters; own properties only. Pure.
 */
import type { Place, Problem } from '../problem/problem.ts';

/** Values that a template may name. Plain data only: own properties, no functions. */
export type TemplateContext = Readonly<Record<string, unknown>>;

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Renders a template.
 * @param origin place of the template's first character; problems point inside from there.
 */
export declare function render(template: string, context: TemplateContext, origin: Place): Rendered;
