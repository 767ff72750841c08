/** The inside of a host's network where no drawing of it was made beforehand. Pure. */
import { wordsOf } from '../../diagrams/labels.ts';
import { hostWiring } from '../../diagrams/wiring.ts';
import { wiringPicture } from '../../diagrams/wiring-svg.ts';
import type { Inventory } from '../../inventory/schema.ts';
import { titleOf } from '../../views/members.ts';
import type { SiteDiagram } from '../lookups.ts';

const NAME = /^network-(.+)$/;

/** A big site's hosts have no drawing each; a page may ask for one all the same. */
export function hostDiagram(inventory: Inventory, name: string): SiteDiagram | undefined {
  const host = NAME.exec(name)?.[1];
  if (host === undefined || !Object.hasOwn(inventory.hosts, host)) return undefined;
  const filled = (text: string) => text.replaceAll('{host}', titleOf(inventory, host));
  const [title, description] = [
    filled(wordsOf(inventory).DIAGRAMS.network.title),
    filled(wordsOf(inventory).DIAGRAMS.network.description),
  ];
  const picture = wiringPicture(hostWiring(inventory, host), { id: name, title, description });
  return picture && { name, title, description, ...picture };
}
