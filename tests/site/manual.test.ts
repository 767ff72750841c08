import { describe, expect, it } from 'vitest';
import { checklist } from '../../src/site/manual.ts';

describe('a checklist', () => {
  it('has the items of the plan, with their inline Markdown as HTML', () => {
    expect(checklist('- [ ] *Create* → **OVS** `br0`\n- two\n  lines')).toEqual([
      {
        text: '*Create* → **OVS** `br0`',
        html: '<em>Create</em> → <strong>OVS</strong> <code>br0</code>',
      },
      { text: 'two\n  lines', html: 'two\nlines' },
    ]);
  });

  it('keeps what looks like HTML as text', () => {
    expect(checklist('- <b onclick="x()">a</b>')[0]?.html).not.toContain('<b');
  });
});
