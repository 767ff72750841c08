/** Which schema governs a path: for "did you mean" over the keys that an object knows. */
import { z } from 'zod';
import type { Path } from '../loaded.ts';
import { valueAt } from '../path.ts';
import { inventorySchema } from '../schema.ts';

/**
 * The keys that may stand in the mapping at a path, or undefined where any name may
 * (a record), or where no mapping belongs.
 * @param data the data as written: a `type:` in it chooses between alternatives.
 */
export function knownKeys(path: Path, data: unknown): string[] | undefined {
  const schema = schemaAt(path, data);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined;
}

/** The schema of the value at a path, without its wrappers; undefined when no value belongs there. */
export function schemaAt(path: Path, data: unknown): z.ZodType | undefined {
  let schema: z.ZodType | undefined = unwrap(inventorySchema, data);
  for (const [depth, key] of path.entries()) {
    if (schema === undefined) return undefined;
    const next = child(schema, key);
    schema = next && unwrap(next, valueAt(data, path.slice(0, depth + 1)));
  }
  return schema;
}

function child(schema: z.ZodType, key: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    return Object.hasOwn(shape, key) ? shape[key] : undefined;
  }
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}

function unwrap(schema: z.ZodType, value: unknown): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options as z.ZodObject[];
    const key = schema.def.discriminator;
    return options.find((option) => accepts(option, key, value)) ?? (options[0] as z.ZodObject);
  }
  return schema;
}

function accepts(option: z.ZodObject, key: string, value: unknown): boolean {
  const field = (option.shape as Record<string, z.ZodType>)[key];
  return field?.safeParse(valueAt(value, [key])).success ?? false;
}
