/** A large inventory loads and lints right; that it is quick is measured by hand (about 2 s). */
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/inventory/lint.ts';
import { parseInventory } from '../../src/inventory/parse.ts';
import { generatedInventory } from './support/generated.ts';

describe('1,000 hosts and 10,000 cables', () => {
  const files = generatedInventory({ hosts: 1000, cablesPerHost: 10 });

  it('load and lint without a problem', () => {
    const parsed = parseInventory(files);
    expect(parsed.ok ? [] : parsed.problems).toEqual([]);
    if (!parsed.ok) return;
    expect(Object.keys(parsed.loaded.inventory.hosts)).toHaveLength(1000);
    expect(parsed.loaded.inventory.cables).toHaveLength(10_000);
    expect(lint(parsed.loaded)).toEqual([]);
  }, 60_000);

  it('give each of ten thousand errors its place', () => {
    const wrong = files.map(({ path, text }) => ({
      path,
      text: path.endsWith('cables.yaml') ? text.replaceAll("a: 'node", "a: 'nude") : text,
    }));
    const parsed = parseInventory(wrong);
    const lines = parsed.ok ? [] : parsed.problems.map(({ place }) => place?.line);
    expect(lines).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 2));
  }, 60_000);
});
