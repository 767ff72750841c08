/** What another team's site may look like, and still be built. Needs no browser. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOther, type OtherSite } from '../support/other-site.ts';

describe('a site of an inventory alone', () => {
  let site: OtherSite;
  beforeAll(() => {
    site = buildOther({
      'content/docs': undefined,
      'content/diagrams': undefined,
      'content/configs': undefined,
      'content/site.yaml': undefined,
      runbooks: undefined,
    });
  });
  afterAll(() => site?.remove());

  it('has a home page that shows what there is', () => {
    const home = site.built('index.html');
    expect(home).toMatch(/<h1 id="_top"[^>]*>Small office<\/h1>/);
    expect(home).toContain('href="./inventory/hosts/web1/index.html"');
  });

  it('says how the first runbook is begun', () => {
    expect(site.built('runbooks/index.html')).toContain('npx runbook new restart-web');
  });
});

/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a site with names of its own', () => {
  let site: OtherSite;
  beforeAll(() => {
    site = buildOther({
      'content/site.yaml': 'locale: fr\nedit_url: https://git.example.org/edit/main\n',
      // No tables for its figures to lead to.
      'content/docs/index.mdx':
        '---\ntitle: Ours\n---\n\nimport { Figures } from "#site";\n\n<Figures />\n',
      'runbooks/index.mdx': '---\ntitle: Our procedures\n---\n\nBy whom, and when.\n',
      'content/docs/soon.mdx': '---\ntitle: Soon\ndraft: true\n---\n\nNot yet: [see](/nowhere/).\n',
      'content/docs/rack.png': PICTURE,
      'content/docs/rack.mdx': '---\ntitle: The rack\n---\n\n![Its front](./rack.png)\n',
      // Not drawn yet: that takes a browser.
      'content/inventory/more.yaml': 'hosts: { Web2.example.org: { nics: { eth0: {} } } }\n',
    });
  });
  afterAll(() => site?.remove());

  it('has its own page about its runbooks, not ours', () => {
    expect(site.built('runbooks/index.html')).toContain('By whom, and when.');
  });

  it('has figures that lead nowhere where no page has the tables', () => {
    const home = site.built('index.html');
    expect(home).toMatch(/<a><strong>1<\/strong> <span>VLAN/);
    expect(home).toMatch(/<a href="\.\/runbooks\/index\.html"><strong>1<\/strong>/);
  });

  it('has a link to edit each page that is written by hand', () => {
    const edit = (page: string) =>
      /<a href="(https:\/\/git\.example\.org\/[^"]*)"[^>]*>(?:<svg.*?<\/svg>)?\s*([^<]*?)\s*<\/a>/s
        .exec(site.built(`${page}/index.html`))
        ?.slice(1);
    const files = 'https://git.example.org/edit/main';
    expect(edit('rack')).toEqual([`${files}/content/docs/rack.mdx`, 'Modifier cette page']);
    expect(edit('runbooks/announce')?.[0]).toBe(`${files}/runbooks/announce.mdx`);
    expect(edit('inventory/hosts/web1')).toBeUndefined();
  });

  it('lacks what is a draft', () => {
    expect(() => site.built('soon/index.html')).toThrow('ENOENT');
    expect(site.built('index.html') + site.built('search-index.js')).not.toMatch(/\bSoon\b/);
  });

  it('has the pictures that lie beside its pages', () => {
    const [, source = ''] =
      /<img src="\.\.\/(_astro\/rack\.[^"]+\.png)"[^>]* alt="Its front"/.exec(
        site.built('rack/index.html'),
      ) ?? [];
    expect(Buffer.from(site.built(source, 'latin1'), 'latin1')).toEqual(PICTURE);
  });

  it('is built before its diagrams are drawn again, and says that they are old', () => {
    const page = (host: string) => site.built(`inventory/hosts/${host}/index.html`);
    expect(page('web1')).toContain('diagrams/physical/index.html#physical-n-web1"');
    expect(page('Web2.example.org')).not.toContain('#physical-n-');
    expect(site.output).toMatch(/physical\.svg.* older than the inventory/);
    expect(site.output).toContain('runbook generate');
  });
});
