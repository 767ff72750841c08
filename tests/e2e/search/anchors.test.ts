/** Everything that can be found leads somewhere: each document's page and anchor are in the built site. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusDocuments, corpusSources } from '../../search/support.ts';
import { buildIfMissing, pages, SITE } from '../support/site.ts';

buildIfMissing();

const documents = corpusDocuments();
const html = new Map<string, string>();

function page(address: string): string {
  const file = join(SITE, address, 'index.html');
  const text = html.get(address) ?? (existsSync(file) ? readFileSync(file, 'utf8') : '');
  html.set(address, text);
  return text;
}

describe('the site', () => {
  it('has the page and the anchor of each document, once', () => {
    const lost = documents.filter(({ id }) => {
      const [address = '', anchor] = id.split('#');
      const text = page(address);
      const times = text.split(` id="${anchor}"`).length - 1;
      return text === '' || (anchor !== undefined && times !== 1);
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
    expect(documents.length).toBeGreaterThan(corpusSources().pages.length);
  });

  it('lets each of its written pages be found', () => {
    const found = new Set(documents.map(({ id }) => id.split('#')[0]));
    const missing = pages().filter((address) => !found.has(address));
    // Indexes, and files of the inventory as they are: what they hold is found elsewhere.
    const indexes = /^\/(?:inventory\/.*|runbooks\/)$/;
    expect(missing.filter((address) => !indexes.test(address))).toEqual([]);
  });

  it('carries the documents that the command has, and no more', () => {
    const script = readFileSync(join(SITE, 'search-index.js'), 'utf8');
    const json = script.slice(script.indexOf('=') + 1, script.indexOf('];\n') + 1);
    const carried = JSON.parse(json) as { id: string; kind: string }[];
    const shape = ({ id, kind }: { id: string; kind: string }) => `${kind} ${id}`;
    expect(carried.map(shape)).toEqual(documents.map(shape));
    expect(script).not.toContain('content/inventory/hosts');
  });
});
