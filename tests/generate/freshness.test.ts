import { describe, expect, it } from 'vitest';
import { formatManifest, hash, type Manifest, parseManifest } from '../../src/diagrams/manifest.ts';
import type { Artifact } from '../../src/generate/artifacts.ts';
import { assess } from '../../src/generate/freshness.ts';

const TEXT: Artifact = { kind: 'text', path: 'a.conf', text: 'one\ntwo\n' };
const SVG: Artifact = { kind: 'svg', path: 'd.svg', name: 'd', mermaid: 'graph', source: 'd.mmd' };
const RENDERER = 'mermaid 1';
const DRAWN = { source: hash('graph'), renderer: RENDERER, content: hash('<svg/>') };

function findings(artifact: Artifact, files: Record<string, string>, manifest: Manifest = {}) {
  const present = { files: new Map(Object.entries(files)), manifest, renderer: RENDERER };
  return assess([artifact], present).map(({ state, detail }) => [state, detail]);
}

describe('a text', () => {
  it.each([
    ['as it should be', { 'a.conf': 'one\ntwo\n' }, ['fresh', '']],
    ['never written', {}, ['missing', 'it was never generated']],
    ['other', { 'a.conf': 'one\n2\n' }, ['stale', 'line 2: "2" would be "two"']],
    ['shorter', { 'a.conf': 'one' }, ['stale', 'line 2: nothing would be "two"']],
    ['longer', { 'a.conf': 'one\ntwo\n\nx' }, ['stale', 'line 4: "x" would be nothing']],
  ])('%s', (_what, files, wanted) => {
    expect(findings(TEXT, files)).toEqual([wanted]);
  });
});

describe('a drawing', () => {
  it.each([
    ['as it should be', '<svg/>', { 'd.svg': DRAWN }, 'fresh', ''],
    ['of an unknown source', '<svg/>', {}, 'stale', 'nothing says what it was drawn from'],
    ['edited by hand', '<svg>x</svg>', { 'd.svg': DRAWN }, 'edited', 'edited by hand'],
    [
      'whose source changed',
      '<svg/>',
      { 'd.svg': { ...DRAWN, source: hash('old') } },
      'stale',
      'd.mmd has changed',
    ],
    [
      'of another version',
      '<svg/>',
      { 'd.svg': { ...DRAWN, renderer: 'mermaid 0' } },
      'stale',
      'drawn by mermaid 0; now mermaid 1',
    ],
  ])('%s', (_what, svg, manifest, state, detail) => {
    const [[found, said]] = findings(SVG, { 'd.svg': svg }, manifest) as [[string, string]];
    expect(found).toBe(state);
    expect(said).toContain(detail);
  });
});

it('a file that nothing makes is an orphan', () => {
  const found = findings(TEXT, { 'a.conf': 'one\ntwo\n', 'old.conf': '' });
  expect(found.map(([state]) => state)).toEqual(['fresh', 'orphan']);
});

describe('the manifest', () => {
  it('is read back as it was written, sorted', () => {
    const text = formatManifest({ 'z.svg': DRAWN, 'a.svg': DRAWN });
    expect(text.indexOf('a.svg')).toBeLessThan(text.indexOf('z.svg'));
    expect(parseManifest(text)).toEqual({ 'a.svg': DRAWN, 'z.svg': DRAWN });
  });

  it.each([[undefined], ['{'], ['null'], ['[]'], ['{"a.svg": {"source": 1}}']])(
    '%j is an empty one',
    (text) => {
      expect(parseManifest(text)).toEqual({});
    },
  );
});
