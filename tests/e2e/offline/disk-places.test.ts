/** From a disk, to the exact place: by search, by link, by diagram; and what can't be done is said. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfMissing, pages, SITE } from '../support/site.ts';
import { READERS, type Reader } from './support/reader.ts';

buildIfMissing();

const onDisk = (path: string) => pathToFileURL(join(SITE, path, 'index.html')).href;
const html = (path: string) => readFileSync(join(SITE, path, 'index.html'), 'utf8');
const depth = (path: string) => path.split('/').length;

const [deepest] = pages().toSorted((a, b) => depth(b) - depth(a)) as [string];
/** A page with a link to a place of another one in its text. */
const LINK = 'main a[href*="/index.html#"]';
const linking = pages().find((path) => /<p>[^<]*<a href="[^"#]+index\.html#/.test(html(path)))!;
const drawn = pages().find((path) => depth(path) > 3 && html(path).includes('data-zoom="screen"'))!;
const runbook = pages().find((path) => html(path).includes('data-runbook-bar'))!;

describe.each(READERS)('from a disk, in $name', ({ found, launch }) => {
  describe.skipIf(!found)('a place of the site', () => {
    let reader: Reader;
    const q = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
    const arrived = (url: string) =>
      reader.until(`location.href === ${JSON.stringify(url)} && ${q('h1')}`);
    /** A click that asks for what a click of a person does, for elements of pictures too. */
    const follow = (selector: string) =>
      reader.evaluate<string>(
        `((link) => {
          const { href } = new URL(link.getAttribute('href'), location.href);
          link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
          return href;
        })(${q(selector)})`,
      );
    const targetIsSeen = () =>
      reader.until(
        `((box) => box && box.top >= 0 && box.top < innerHeight)(${q(':target')}?.getBoundingClientRect())`,
      );
    const press = async (selector: string) => {
      await reader.evaluate(`${q(selector)}.focus()`);
      await reader.press('Enter');
    };

    beforeAll(async () => {
      reader = await launch();
      await reader.resize(1280, 900);
    });
    afterAll(() => reader?.close());

    it('is found from the deepest page, however fast one types', async () => {
      await reader.goto(onDisk(deepest));
      await reader.type('/172.22.2.58');
      await reader.until(q('site-search [role=option]'));
      expect(await reader.evaluate(`${q('site-search input')}.value`)).toBe('172.22.2.58');
      const wanted = await reader.evaluate<string>(
        `[...document.querySelectorAll('site-search [role=option]')].find(({ hash }) => hash !== '').href`,
      );
      await reader.evaluate(
        `[...document.querySelectorAll('site-search [role=option]')].find(({ hash }) => hash !== '').click()`,
      );
      await arrived(wanted);
      await targetIsSeen();
    });

    it('is led to by a link of another page', async () => {
      await reader.goto(onDisk(linking));
      await arrived(await follow(LINK));
      await targetIsSeen();
    });

    it('that nobody has, or that a mail has cut, harms nothing', async () => {
      await reader.goto(`${onDisk(runbook)}#r%C3`);
      await reader.press('/');
      await reader.until(`document.activeElement === ${q('site-search input')}`);
      expect(reader.messages).toEqual([]);
    });

    it('is led to by a box of a diagram, which grows, and fills the screen', async () => {
      await reader.goto(onDisk(drawn));
      const width = `${q('[data-diagram] svg')}.getBoundingClientRect().width`;
      const before = await reader.evaluate<number>(width);
      await press('[data-zoom=in]');
      await reader.until(`${width} > ${before * 1.2}`);
      await press('[data-zoom=screen]');
      await reader.until(`document.fullscreenElement === ${q('[data-diagram]')}`);
      await press('[data-zoom=screen]');
      await reader.until('document.fullscreenElement === null');

      const box = '[data-diagram] svg a[href*="index.html"]';
      const wanted = await follow(box);
      expect(wanted).toMatch(/^file:.*\/index\.html/);
      await arrived(wanted);
    });

    it('says so when the browser lets nothing be copied, of a command and of a block', async () => {
      await reader.goto(onDisk(runbook));
      await reader.evaluate(`(
        Object.defineProperty(navigator, 'clipboard', { value: undefined }),
        document.execCommand = () => false)`);
      for (const button of ['[data-copy]', '.expressive-code .copy button']) {
        const words = await reader.evaluate<string>(`${q(button)}.dataset.copyFailed`);
        expect(words).not.toBe('');
        await press(button);
        await reader.until(`${q(button)}.parentElement.innerText.includes('${words}')`);
      }
    });

    it('asked nothing of any network', () => {
      expect(reader.requests.filter((url) => !/^(?:file|data|blob|about):/.test(url))).toEqual([]);
    });
  });
});
