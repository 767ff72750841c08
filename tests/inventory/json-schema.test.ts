import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  INVENTORY_SCHEMA_FILE,
  inventoryJsonSchema,
  inventoryJsonSchemaText,
} from '../../src/inventory/json-schema.ts';
import { readInventoryFiles } from '../../src/inventory/load-fs.ts';

const ROOT = join(import.meta.dirname, '../..');
const validate = new Ajv2020({ allErrors: true, formats: { ipv4: true } }).compile(
  inventoryJsonSchema(),
);

describe('the JSON Schema of an inventory file', () => {
  it('is committed as the schema gives it (run `npm run generate`)', () => {
    expect(readFileSync(join(ROOT, INVENTORY_SCHEMA_FILE), 'utf8')).toBe(inventoryJsonSchemaText());
  });

  it.each(readInventoryFiles(ROOT).map((file) => [file.path, file.text] as const))(
    '%s is a file of it',
    (_, text) => {
      validate(parse(text));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  it.each(readInventoryFiles(ROOT).map((file) => [file.path, file.text] as const))(
    '%s names it, so that editors find it',
    (_, text) => {
      expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./inventory.schema.json');
    },
  );

  it.each([
    ['an unknown key', { hosts: { node1: { adress: '192.0.2.1' } } }],
    ['a wrong type', { cables: {} }],
    ['a wrong value', { hosts: { node1: { bonds: { b: { members: ['e0'], mode: 'fast' } } } } }],
    ['a missing key', { vlans: { a: { id: 5 } } }],
    ['a name that is none', { hosts: { 'my host': {} } }],
    ['keys of another type of storage', { storages: { a: { type: 'lvm', san: 'x' } } }],
  ])('refuses %s', (_, data) => {
    expect(validate(data)).toBe(false);
  });

  it('describes each top-level key', () => {
    const { properties } = inventoryJsonSchema() as {
      properties: Record<string, { description?: string }>;
    };
    const silent = Object.entries(properties).filter(([, { description }]) => !description);
    expect(silent).toEqual([]);
  });
});
