/** Whether a text is made of a secret, known before the secret is. Pure. */
import type { Place } from '../problem/problem.ts';
import { type BlockScope, renderText } from './render-block.ts';

/**
 * Two sets of stand-ins for the secrets give two texts: then their values decide what
 * the template gives. So no value is needed, and no filter hides the use.
 * @param placeholders `‹secret:name›` by name
 */
export function dependsOnSecrets(
  text: string,
  place: Place,
  scope: BlockScope,
  placeholders: Readonly<Record<string, string>>,
): boolean {
  if (!text.includes('secrets')) return false;
  const others = Object.fromEntries(
    Object.entries(placeholders).map(([name, value]) => [name, `2 ${value}`]),
  );
  const [one, two] = [placeholders, others].map((secrets) =>
    renderText(text, place, { ...scope, secrets }),
  );
  // What can't be rendered is a problem of the plan; until then, rather careful than sorry.
  return !one?.ok || !two?.ok || one.text !== two.text;
}
