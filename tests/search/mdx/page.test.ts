import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/search/mdx/page.ts';
import { scanPage } from '../../../src/search/mdx/scan.ts';
import { frenchSpaces } from '../../../src/views/typography.ts';

const PAGE = `---
title: "Réseau : tout"
description: Ponts et bonds.
---

import { Table } from '#site';

Avant.

## Bonds et *ponts*

Du texte.

\`\`\`bash title="x"
# pas un titre
ip link
\`\`\`

#### Détail

Suite.

## Bonds et ponts

1. Un pas :
   ~~~ini
   [a]
     b
   ~~~
`;

const READING = { values: {}, typeset: frenchSpaces };

describe('a page', () => {
  const page = readPage({ path: 'content/docs/reseau.mdx', text: PAGE }, READING);

  it('has its address, title and sections with their anchors', () => {
    expect([page.address, page.title, page.description]).toEqual([
      '/reseau/',
      'Réseau\u00A0: tout',
      'Ponts et bonds.',
    ]);
    expect(page.sections.map(({ heading, anchor, line }) => [heading, anchor, line])).toEqual([
      ['', '', 1],
      ['Bonds et ponts', 'bonds-et-ponts', 10],
      ['Bonds et ponts', 'bonds-et-ponts-1', 23],
    ]);
  });

  it('has each text on the line where it is written', () => {
    const lines = PAGE.split('\n');
    for (const section of page.sections)
      for (const [index, line] of section.text.split('\n').entries()) {
        const written = lines[section.line - 1 + index] ?? '';
        if (line !== '') expect(written).toContain(line.trim().split(' ')[0]);
      }
    expect(page.sections[1]?.text).toContain('# pas un titre\nip link');
    expect(page.sections[1]?.text).toContain('Détail');
    expect(page.sections[2]?.text).toContain('[a]\n  b');
  });

  it.each([
    ['', '/x/', 'content/docs/x.mdx'],
    ['---\ntitle: [\n---\n', '/x/', 'content/docs/x.mdx'],
    ['## Un titre\n```\njamais fermé', '/', 'content/docs/index.mdx'],
    ['---\r\ntitle: A\r\n---\r\n\r\n## B\r\n', '/guide/', 'content/docs/guide/index.mdx'],
    ['texte', '/runbooks/a/', 'runbooks/a.mdx'],
  ])('%j is read, whatever it holds', (text, address, path) => {
    const read = readPage({ path, text }, READING);
    expect(read.address).toBe(address);
    expect(read.sections.length).toBeGreaterThan(0);
  });
});

describe('what is found in a text', () => {
  const types = (text: string) => scanPage(text).parts.map(({ type }) => type);

  it.each([
    ['````md\n```bash\n# x\n```\n````\nfin', ['fence', 'prose']],
    ['~~~\n```\n~~~', ['fence']],
    ['> ```sh\n> ls\n> ```', ['fence']],
    ['import a from "b";\nimport c from "d";\n\nfin', ['prose']],
    ['un import de texte', ['prose']],
    ['    # indenté\n#pas-un-titre', ['prose']],
    ['# Un #\n###### Six', ['heading', 'heading']],
  ])('%j → %j', (text, expected) => expect(types(text)).toEqual(expected));
});
