/** The reference of the inventory, from the schema that validates it. */
import { inventoryJsonSchema } from '../../src/inventory/json-schema.ts';
import { code, literal, paragraphs, table } from './markdown.ts';

export const INVENTORY_REFERENCE = 'content/docs/guide/reference-inventaire.mdx';

const HEAD = `---
title: Référence de l’inventaire
description: Chaque clé des fichiers YAML, son type, sa valeur par défaut, et ce qu’elle dit.
sidebar:
  order: 22
---

{/* Fait par « npm run generate » à partir de src/inventory/schema/ : ne pas éditer. */}

Les clés de tous les fichiers de \`content/inventory/\`, du même schéma que la validation et que l’éditeur ; les descriptions sont celles du schéma, en anglais. \`<name>\` est un nom que vous choisissez. [Décrire l’infrastructure](/guide/inventaire/) dit comment s’en servir.`;

/** What is read of a JSON Schema. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  /** Kinds of a thing, told apart by one of its keys. */
  readonly oneOf?: readonly Schema[];
}

interface Row {
  readonly key: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The page's text. */
export function inventoryReference(): string {
  const { properties = {} } = inventoryJsonSchema() as Schema;
  return paragraphs(HEAD, '<div lang="en">', ...Object.entries(properties).map(section), '</div>');
}

function section([key, schema]: readonly [string, Schema]): string {
  const rows = within('', schema);
  return paragraphs(
    `## ${key}`,
    literal(schema.description ?? ''),
    table(
      ['Key', 'Value', 'Meaning'],
      (rows.length > 0 ? rows : [{ key, schema, required: false }]).map(row),
    ),
  ).trimEnd();
}

/** The keys below a place, each with its path. Of several kinds: those of each, once. */
function within(path: string, schema: Schema): Row[] {
  const kinds = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((kind) =>
    within(path, kind),
  );
  const { properties = {}, required = [], additionalProperties: named, items } = schema;
  const own = Object.entries(properties).flatMap(([name, child]) => {
    const key = path === '' ? name : `${path}.${name}`;
    return [{ key, schema: child, required: required.includes(name) }, ...within(key, child)];
  });
  const under = (step: string, child: Schema): Row[] =>
    within(path === '' ? step : `${path}${step.startsWith('[') ? '' : '.'}${step}`, child);
  return distinct([
    ...own,
    ...kinds,
    ...(typeof named === 'object' ? under('<name>', named) : []),
    ...(items ? under('[]', items) : []),
  ]);
}

function distinct(rows: readonly Row[]): Row[] {
  const byText = rows.map((row) => [`${row.key} ${row.schema.description ?? ''}`, row] as const);
  return [...new Map(byText.toReversed()).values()].toReversed();
}

function row({ key, schema, required }: Row): string[] {
  const { description = '' } = schema;
  const kind = [typeOf(schema), defaultOf(schema)].filter(Boolean).join(', ');
  return [code(key) + (required ? ' **required**' : ''), kind, literal(description)];
}

function typeOf(schema: Schema): string {
  const { anyOf, enum: values, items, minimum, maximum, additionalProperties } = schema;
  if (schema.const !== undefined) return code(String(schema.const));
  if (values) return values.map((value) => code(String(value))).join(', ');
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ');
  if (items) return `list of ${typeOf(items)}`;
  if (typeof additionalProperties === 'object') return `${typeOf(additionalProperties)} by name`;
  const bounded = minimum !== undefined && maximum !== undefined && maximum < 2 ** 31;
  const range = bounded ? ` ${minimum} to ${maximum}` : '';
  return (
    ({ object: 'keys', integer: 'whole number' }[schema.type ?? ''] ?? schema.type ?? '') + range
  );
}

/** An empty list or table by default says nothing that "optional" doesn't. */
function defaultOf({ default: value }: Schema): string {
  const nothing = value === undefined || (typeof value === 'object' && value !== null);
  return nothing ? '' : `default ${code(String(value))}`;
}
