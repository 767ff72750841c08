import { describe, expect, it } from 'vitest';
import { ROW_KINDS, rowAnchor, slug } from '../../src/search/rows.ts';
import { TABLES } from '../../src/views/tables.ts';
import { corpusInventory } from './support.ts';

const { inventory, placeOf } = corpusInventory();

describe('rows of the inventory', () => {
  it.each(Object.keys(TABLES))('%s: each row has an anchor of its own, and a line', (view) => {
    const { rows } = TABLES[view as keyof typeof TABLES](inventory, {});
    const anchors = rows.map((row) => rowAnchor(view, row));
    expect(new Set(anchors).size).toBe(rows.length);
    expect(anchors.every((anchor) => /^[\p{L}\p{N}._-]+$/u.test(anchor ?? ''))).toBe(true);
    for (const row of rows) {
      const cells = Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, `${cell}`]));
      const { file, line } = placeOf(ROW_KINDS[view as keyof typeof TABLES].path(cells, inventory));
      expect(file).toMatch(/\.yaml$/);
      expect(line).toBeGreaterThan(0);
    }
  });

  it('leads from a gap to the host that it is about, whose name may hold dots', () => {
    const dotted = {
      ...inventory,
      hosts: { 'web1.example.org': Object.values(inventory.hosts)[0]! },
    };
    const path = ROW_KINDS.gaps.path({ path: 'hosts.web1.example.org.address' }, dotted);
    expect(path).toEqual(['hosts', 'web1.example.org', 'address']);
  });

  it('have anchors that can be typed', () => {
    expect(rowAnchor('ports', { switch: 'sw1', port: 'Gi0/26' })).toBe('ports-sw1-gi0-26');
    expect(rowAnchor('no-such-table', {})).toBeUndefined();
    expect(slug(['Réseau', '', '«a»'])).toBe('réseau-a');
  });
});
