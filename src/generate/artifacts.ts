/** What is generated from an inventory: each file, and what it is made of. Pure. */
import { type ConfigFile, renderConfigs } from '../configs/configs.ts';
import { type DiagramSource, diagramSources } from '../diagrams/sources.ts';
import { INVENTORY_SCHEMA_FILE, inventoryJsonSchemaText } from '../inventory/json-schema.ts';
import type { SourceFile } from '../inventory/loaded.ts';
import type { Inventory } from '../inventory/schema.ts';
import type { Problem } from '../problem/problem.ts';

export const DIAGRAMS_FOLDER = 'content/diagrams';

/** A file whose whole text follows from the inventory and the templates. */
export interface TextArtifact {
  readonly kind: 'text';
  /** From the project root. */
  readonly path: string;
  readonly text: string;
}

/** A file that a browser draws from a text. */
export interface SvgArtifact {
  readonly kind: 'svg';
  readonly path: string;
  readonly name: string;
  readonly mermaid: string;
  /** The file of the Mermaid text. */
  readonly source: string;
}

export type Artifact = TextArtifact | SvgArtifact;

export type Artifacts =
  | { readonly ok: true; readonly artifacts: readonly Artifact[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Every file that `generate` owns, in the order in which they are written. */
export function artifacts(inventory: Inventory, templates: readonly SourceFile[]): Artifacts {
  const configs = renderConfigs(inventory, templates);
  if (!configs.ok) return configs;
  return {
    ok: true,
    artifacts: [
      { kind: 'text', path: INVENTORY_SCHEMA_FILE, text: inventoryJsonSchemaText() },
      ...configs.files.map(configArtifact),
      ...diagramSources(inventory).flatMap(diagramArtifacts),
    ],
  };
}

function configArtifact({ path, text }: ConfigFile): TextArtifact {
  return { kind: 'text', path, text };
}

function diagramArtifacts({ name, mermaid }: DiagramSource): Artifact[] {
  const source = `${DIAGRAMS_FOLDER}/${name}.mmd`;
  return [
    { kind: 'text', path: source, text: mermaid },
    { kind: 'svg', path: `${DIAGRAMS_FOLDER}/${name}.svg`, name, mermaid, source },
  ];
}
