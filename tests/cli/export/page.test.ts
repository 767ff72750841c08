import { describe, expect, it } from 'vitest';
import { hostsOf, narrow } from '../../../src/cli/export/narrow.ts';
import { type SiteFiles, selfContained } from '../../../src/cli/export/self-contained.ts';
import { PageTree } from '../../../src/cli/export/tree.ts';

const page = (body: string, head = '') =>
  new PageTree(
    `<!DOCTYPE html><html data-has-sidebar><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`,
  );

describe('narrow', () => {
  const RUNBOOK = `<div data-runbook="x" data-plan="1" data-hosts="web1 web2">
<p data-only-host hidden>Only {host}.</p>
<div data-limit="runbook run x"><code>runbook run x</code><button data-copy="runbook run x"></button></div></div>
<fieldset class="host-picker" data-host-picker></fieldset>
<div class="step" data-hosts="web1 web2"><div class="variant" data-hosts="web1">one</div><div class="variant" data-hosts="web2">two</div>
<div class="evidence"><ul><li data-hosts="web1">ran</li></ul></div></div>
<div class="step" data-hosts="web1">only one</div>`;

  it('leaves what concerns the host, and limits the commands', () => {
    const tree = page(RUNBOOK);
    expect(hostsOf(tree)).toEqual(['web1', 'web2']);
    narrow(tree, 'web2');
    const html = tree.toString();
    for (const gone of ['>one<', 'only one', 'ran', 'host-picker', 'data-limit', 'hidden'])
      expect(html).not.toContain(gone);
    expect(html).toContain('>two<');
    expect(html).toContain('Only web2.');
    expect(html).toContain('<code>runbook run x --limit web2</code>');
    expect(html).toContain('data-copy="runbook run x --limit web2"');
  });
});

describe('selfContained', () => {
  const files: SiteFiles = {
    text: (url) => ({
      path: url,
      text: url.endsWith('.css') ? `a{b:url(f.woff2)} c{d:url("data:x")}` : `1 </script> 2`,
    }),
    data: (url, from) => `data:${from}+${url}`,
  };
  const made = (body: string, head = '') => {
    const tree = page(body, head);
    selfContained(tree, files, { path: 'runbooks/x/index.html', note: 'web1 "now"' });
    return tree.toString();
  };

  it.each([
    [
      'a style',
      '',
      '<link rel="stylesheet" href="s.css" media="print">',
      '<style media="print">a{b:url("data:s.css+f.woff2")} c{d:url("data:x")}</style>',
    ],
    [
      'a script, at the end',
      '<p></p>',
      '<script defer src="s.js"></script>',
      '<p></p><script>1 <\\/script> 2</script></body>',
    ],
    [
      'an image',
      '<img src="a.png" alt="">',
      '',
      '<img alt="" src="data:runbooks/x/index.html+a.png">',
    ],
    ['a link into the page', '<a href="#a">x</a>', '', '<a href="#a">x</a>'],
    [
      'a link elsewhere',
      '<a href="https://example.org/">x</a>',
      '',
      '<a href="https://example.org/">x</a>',
    ],
    ['a link to another page of the site', '<a href="../y/index.html">x</a>', '', '<a>x</a>'],
    [
      'the same, of a site with an address',
      '<a href="../y/">x</a>',
      '<link rel="canonical" href="https://example.org/runbooks/x/">',
      '<a href="https://example.org/runbooks/y/">x</a>',
    ],
    ['a title for paper', '<h1>A "B"</h1>', '', 'content: "A \\22 B\\22 "'],
  ])('has %s', (_, body, head, expected) => {
    expect(made(body, head)).toContain(expected);
  });

  it.each([
    ['<header class="header">x-gone</header>', ''],
    ['<nav class="sidebar">x-gone</nav>', ''],
    ['<footer>x-gone</footer>', ''],
    ['', '<link rel="icon" href="x-gone">'],
    ['', '<meta http-equiv="Content-Security-Policy" content="x-gone">'],
  ])('leaves out what leads around the site: %s%s', (body, head) => {
    expect(made(body, head)).not.toContain('x-gone');
  });

  it('forbids every request, and any script but its own', () => {
    const html = made('', '<script>let a</script>');
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'sha256-[^']+=';/);
    expect(policy).not.toMatch(/'self'|https?:|script-src[^;]*unsafe/);
  });
});
