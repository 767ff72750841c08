import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../src/site/settings.ts';

const parse = (text: string) => parseSettings({ path: 'content/site.yaml', text });

describe('content/site.yaml', () => {
  it('may be empty, or absent', () => {
    expect(parse('')).toEqual({ ok: true, settings: { locale: 'en', outage: [], sidebar: [] } });
  });

  it.each([
    ['title: [a]', '1:8'],
    ['url: not an address', '1:6'],
    ['sidebar:\n  - label: A\n    directori: x', '2:5'],
    ['a: b: c', '1:'],
  ])('%s', (text, place) => {
    const parsed = parse(text);
    const [problem] = parsed.ok ? [] : parsed.problems;
    expect(`${problem?.place?.line}:${problem?.place?.column}`).toContain(place);
  });
});
