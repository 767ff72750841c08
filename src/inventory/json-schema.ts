/**
 * The JSON Schema of an inventory file, for editors: completion, descriptions, errors as one types.
 *
 * A file holds some of the top-level keys, so none of them is required; defaults are
 * optional (the input side of the schema). Generated and committed; a test keeps it fresh.
 */
import { z } from 'zod';
import { inventorySchema } from './schema.ts';

/** Where the schema is committed, relative to the project root. */
export const INVENTORY_SCHEMA_FILE = 'content/inventory/inventory.schema.json';

/** Draft 2020-12, which the YAML language server reads. */
export function inventoryJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(inventorySchema.partial(), {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Not one of JSON Schema's formats: strict validators refuse it. The pattern says it all.
      if ((jsonSchema.format as string | undefined) === 'cidrv4') delete jsonSchema.format;
    },
  });
  return {
    $schema,
    title: 'Inventory',
    description: 'One file of the inventory. All files are merged by top-level key, then by name.',
    ...schema,
  };
}

/** The text of the committed file. */
export function inventoryJsonSchemaText(): string {
  return `${JSON.stringify(inventoryJsonSchema(), null, 2)}\n`;
}
