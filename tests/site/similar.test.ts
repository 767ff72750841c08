import { describe, expect, it } from 'vitest';
import { addressWords, likeness } from '../../src/site/similar.ts';

describe('an unknown address', () => {
  it.each([
    ['/runbooks/Cluster_etat/', 'runbooks cluster etat'],
    ['/r%C3%A9seau/index.html', 'reseau index'],
    ['/%E0%A4%A/', 'e0 a4 a'],
    ['/', ''],
  ])('%s has the words "%s"', (path, words) => {
    expect(addressWords(path)).toBe(words);
  });

  it.each([
    ['stockage', 'stokage', 'reseau'],
    ['cluster etat', 'etat cluster', 'jumbo frames'],
    ['sw1', 'sw2', 'architecture'],
  ])('%s looks more like %s than like %s', (wanted, like, unlike) => {
    expect(likeness(wanted, like)).toBeGreaterThan(likeness(wanted, unlike));
    expect(likeness(wanted, wanted)).toBe(1);
    expect(likeness(wanted, like)).toBe(likeness(like, wanted));
  });
});
