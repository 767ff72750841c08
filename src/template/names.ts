/** Which names a template uses, without rendering it. Pure. */
import { engine } from './engine.ts';

/**
 * The paths that a template of the dialect `values` names, each as its parts:
 * `{{ steps.a.b | sh }}` → `['steps', 'a', 'b']`. A part that is itself looked up
 * (`hosts[params.node]`) ends the path before it; its own path is listed too.
 * @returns nothing for a template that can't be parsed: rendering it says why
 */
export function namedPaths(template: string): (readonly string[])[] {
  if (!template.includes('{{')) return [];
  const liquid = engine('values');
  try {
    return liquid.variableSegmentsSync(liquid.parse(template)).map((segments) => {
      const dynamic = segments.findIndex((part) => typeof part === 'object');
      return (dynamic < 0 ? segments : segments.slice(0, dynamic)).map(String);
    });
  } catch {
    return [];
  }
}
