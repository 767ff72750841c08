/**
 * The README's pictures of the site, taken from the built one: `node scripts/pictures.ts`.
 * `content/pictures/pictures.json` says of which pages; the terminal's is not taken here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../src/diagrams/chromium-browser.ts';
import { ROOT } from './suites/command.ts';

interface Picture {
  readonly file: string;
  /** Below the built site, with a fragment or without. */
  readonly page: string;
  readonly theme?: 'light' | 'dark';
  /** Of the window, in CSS pixels. */
  readonly height: number;
}

const FOLDER = join(ROOT, 'content', 'pictures');
const SITE = `${pathToFileURL(join(ROOT, 'dist', 'site')).href}/`;
const WIDTH = 1280;

const pictures = JSON.parse(readFileSync(join(FOLDER, 'pictures.json'), 'utf8')) as Picture[];
const browser = await launchChromium('pictures are taken', process.env.RUNBOOK_CHROMIUM);
try {
  for (const { file, page: address, theme = 'light', height } of pictures) {
    const page = await browser.newPage({
      ...{ viewport: { width: WIDTH, height }, colorScheme: theme },
      // Sharp on the screens that READMEs are read on, at a third of the bytes of twice as many dots.
      deviceScaleFactor: 1.25,
    });
    await page.goto(SITE + address);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' });
    await page.close();
  }
} finally {
  await browser.close();
}
