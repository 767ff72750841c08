/** The kinds of things that have pages, and how many there are of each. Pure. */
import type { Inventory } from '../../inventory/schema.ts';
import { bundles } from '../../views/cabling.ts';
import { INVENTORY_PATH, indexPath } from '../../views/paths.ts';
import type { SidebarEntry } from '../sidebar.ts';
import { type Locale, strings } from '../strings/strings.ts';
import type { Kind } from './words.ts';

export interface KindCount {
  readonly kind: Kind;
  readonly count: number;
}

/** A kind of which there is nothing is left out. */
export function kinds(inventory: Inventory): KindCount[] {
  const { hosts, switches, sans } = inventory;
  const all: KindCount[] = [
    { kind: 'hosts', count: Object.keys(hosts).length },
    { kind: 'switches', count: Object.keys(switches).length },
    { kind: 'port-channels', count: channels(inventory).length },
    { kind: 'sans', count: Object.keys(sans).length },
  ];
  return all.filter(({ count }) => count > 0);
}

/** Every port-channel, by its switch. */
export function channels(inventory: Inventory): { readonly device: string; readonly id: string }[] {
  return Object.keys(inventory.switches).flatMap((device) =>
    bundles(inventory, device).map(({ id }) => ({ device, id })),
  );
}

/** One entry a kind: an entry for each thing would make every page of a big site heavier. */
export function inventoryMenu(
  inventory: Inventory,
  locale: Locale,
  hasDiagrams: boolean,
): SidebarEntry {
  const words = strings(locale).inventory;
  const items = kinds(inventory).map(({ kind, count }) => ({
    link: indexPath(kind),
    label: words[kind],
    badge: { text: String(count), variant: 'default' as const },
  }));
  return {
    label: words.inventory,
    collapsed: true,
    items: [
      { link: INVENTORY_PATH, label: words.overview },
      ...items,
      ...(hasDiagrams ? [{ link: indexPath('diagrams'), label: words.diagramIndex }] : []),
    ],
  };
}
