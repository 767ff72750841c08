/** The JSON Schemas that the site serves are those of the sources (`vitest -u` writes them). */
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { JSON_SCHEMAS } from '../../../src/cli/schemas/json-schema.ts';

const SERVED = join(import.meta.dirname, '../../../src/site/public/schemas');

describe.each(Object.entries(JSON_SCHEMAS))('%s', (name, make) => {
  it('is committed as the schema gives it', async () => {
    await expect(`${JSON.stringify(make(), null, 2)}\n`).toMatchFileSnapshot(join(SERVED, name));
  });

  it('is a schema that a strict validator takes', () => {
    const ajv = new Ajv2020({ strict: true, formats: { 'date-time': true } });
    expect(() => ajv.compile(make())).not.toThrow();
  });
});
