/** Starlight's tabs, which a page may have, from a disk. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, copyOfThisRepository } from '../../integration/support/copy.ts';
import { READERS } from './support/reader.ts';

const PAGE = `---
title: Tabs
description: Two ways
---
import { Tabs, TabItem } from '@astrojs/starlight/components';

<Tabs syncKey="way">
  <TabItem label="First">one way</TabItem>
  <TabItem label="Second">another way</TabItem>
</Tabs>
`;

describe('a page with tabs', () => {
  let copy: Copy;
  beforeAll(() => {
    copy = copyOfThisRepository();
    copy.write('content/docs/tabs.mdx', PAGE);
    const { code, text } = copy.buildSite();
    expect(code, text).toBe(0);
  });
  afterAll(() => copy?.close());

  it.each(READERS.filter(({ found }) => found))(
    'shows one after the other from a disk, and keeps it, in $name',
    async ({ launch }) => {
      const reader = await launch();
      const page = pathToFileURL(join(copy.folder, 'dist/site/tabs/index.html')).href;
      const shown = () =>
        reader.evaluate<string[]>(
          `[...document.querySelectorAll('[role=tabpanel]')].filter((panel) => panel.checkVisibility()).map(({ innerText }) => innerText.trim())`,
        );
      await reader.goto(page);
      expect(await shown()).toEqual(['one way']);
      await reader.evaluate(`document.querySelector('[role=tab][aria-selected=true]').focus()`);
      await reader.press('ArrowRight');
      expect(await shown()).toEqual(['another way']);
      // A browser writes what it keeps a moment later than it says.
      const again = () => reader.goto(page).then(shown);
      await expect.poll(again, { timeout: 10_000 }).toEqual(['another way']);
      expect(reader.messages).toEqual([]);
      await reader.close();
    },
  );
});
