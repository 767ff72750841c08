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
});

describe('a site with names of its own', () => {
  let site: OtherSite;
  beforeAll(() => {
    site = buildOther({
      'runbooks/index.mdx': '---\ntitle: Our procedures\n---\n\nBy whom, and when.\n',
    });
  });
  afterAll(() => site?.remove());

  it('has its own page about its runbooks, not ours', () => {
    expect(site.built('runbooks/index.html')).toContain('By whom, and when.');
  });
});
