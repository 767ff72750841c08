/** The kept site in Firefox too, whose service workers are made by others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Firefox, hasFirefox } from '../support/firefox.ts';
import { buildIfMissing, pages } from '../support/site.ts';
import { Hosted } from './support/hosted.ts';

buildIfMissing();

const deep = pages().find((path) => path.split('/').length > 3) as string;

describe.skipIf(!hasFirefox)('a hosted site whose server is gone, in Firefox', () => {
  const hosted = new Hosted();
  let firefox: Firefox;

  beforeAll(async () => {
    await hosted.start();
    firefox = await Firefox.launch();
    await firefox.goto(`${hosted.origin}/`);
    await firefox.until(`navigator.serviceWorker.controller?.state === 'activated'`);
    await hosted.stop();
  });
  afterAll(async () => {
    await firefox?.close();
    await hosted.remove();
  });

  it.each([
    [deep, deep],
    [deep.replace(/\/$/, ''), deep],
    [`${deep}index.html`, deep],
    [`${deep}?from=mail#_top`, `${deep}?from=mail#_top`],
    ['/no/such/page', '/no/such/page'],
  ])('gives %s, styled', async (asked, shown) => {
    await firefox.goto(hosted.origin + asked);
    expect(await firefox.evaluate('location.href')).toBe(hosted.origin + shown);
    expect(await firefox.evaluate('getComputedStyle(document.body).fontFamily')).toContain('Inter');
    expect(await firefox.evaluate(`document.querySelectorAll('h1').length`)).toBe(1);
  });

  it('searches, however fast one types', async () => {
    await firefox.goto(hosted.origin + deep);
    await firefox.type('/vlan');
    await firefox.until(`document.querySelector('site-search [role=option]')`);
    expect(await firefox.evaluate(`document.querySelector('site-search input').value`)).toBe(
      'vlan',
    );
    expect(firefox.messages).toEqual([]);
  });
});
