/** The committed pictures: building the site needs no browser, so they may be older than the inventory. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part, Parts } from '../diagrams/flowchart.ts';
import { hash, MANIFEST_FILE, parseManifest } from '../diagrams/manifest.ts';
import { diagramSources } from '../diagrams/sources.ts';
import type { Inventory } from '../inventory/schema.ts';
import type { Problem } from '../problem/problem.ts';
import { diagramPath, indexPath } from '../views/paths.ts';
import type { SiteDiagram } from './lookups.ts';
import { DIAGRAMS_DIR } from './paths.ts';

export const STALE_DIAGRAM = 'diagram-stale';

export interface Drawings {
  readonly diagrams: readonly SiteDiagram[];
  /** One for each that shows an earlier state of the inventory. */
  readonly warnings: readonly Problem[];
}

export function readDrawings(root: string, inventory: Inventory): Drawings {
  const manifest = parseManifest(textOf(join(root, MANIFEST_FILE)));
  const found = diagramSources(inventory).flatMap(({ mermaid, ...diagram }) => {
    const file = `${DIAGRAMS_DIR}/${diagram.name}.svg`;
    const svg = textOf(join(root, file));
    const isOld = manifest[file]?.source !== hash(mermaid);
    return svg === undefined ? [] : [{ isOld, diagram: { ...diagram, svg } }];
  });
  const pages = new Set(found.map(({ diagram }) => diagramPath(diagram.name)));
  return {
    diagrams: found.map(({ diagram }) => ({ ...diagram, parts: only(diagram.parts, pages) })),
    warnings: found.flatMap(({ isOld, diagram }) => (isOld ? [old(diagram.name)] : [])),
  };
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Without the links to diagrams that aren't drawn: those have no page. */
function only(parts: Parts, pages: ReadonlySet<string>): Parts {
  return parts.map((part): Part => {
    if (part.part !== 'node' && part.part !== 'group') return part;
    const { href, ...rest } = part;
    const isThere =
      href === undefined || !href.startsWith(indexPath('diagrams')) || pages.has(href);
    const kept = { ...rest, ...(href !== undefined && isThere && { href }) };
    return kept.part === 'group' ? { ...kept, inside: only(kept.inside, pages) } : kept;
  });
}

function old(name: string): Problem {
  return {
    rule: STALE_DIAGRAM,
    severity: 'warning',
    message: `${DIAGRAMS_DIR}/${name}.svg is older than the inventory`,
    hint: 'runbook generate draws it again',
  };
}
