/** A page → PDF, by Chromium, which lays out paper as its reader's browser would. */
import { launchChromium } from '../../diagrams/chromium-browser.ts';

/** @throws ProblemError when there is no browser. */
export async function toPdf(html: string, asked: string | undefined): Promise<Buffer> {
  const browser = await launchChromium('a PDF is printed', asked);
  try {
    const page = await browser.newPage();
    await page.setContent(html);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return await page.pdf({
      ...{ preferCSSPageSize: true, printBackground: true },
      // Its headings become the PDF's outline, and its structure is there for screen readers.
      ...{ outline: true, tagged: true },
    });
  } finally {
    await browser.close();
  }
}
