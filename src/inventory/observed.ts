/** What was found on the devices, as far as the inventory names it. Pure. */
import type { Problem } from '../problem/problem.ts';
import { didYouMean } from '../problem/suggest.ts';
import type { LoadedInventory } from './loaded.ts';

/** Folder of the configurations as found, relative to the project root. */
export const OBSERVED_FOLDER = 'content/observed';

/**
 * A problem for each `observed` that names a file which isn't there.
 * @param files names of those in the folder.
 */
export function missingObserved(
  { inventory, placeOf }: LoadedInventory,
  files: readonly string[],
): Problem[] {
  return Object.entries(inventory.switches).flatMap(([name, { observed }]): Problem[] => {
    if (observed === undefined || files.includes(observed)) return [];
    return [
      {
        rule: 'inventory-observed',
        severity: 'error',
        message: `switches.${name}.observed names a file that isn't there: "${observed}"`,
        place: placeOf(['switches', name, 'observed']),
        expected: `a file of ${OBSERVED_FOLDER}/`,
        actual: JSON.stringify(observed),
        hint: didYouMean(observed, files),
      },
    ];
  });
}
