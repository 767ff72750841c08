/**
 * Cuts the fonts down to what nearly every page needs: `node scripts/fonts.ts`.
 *
 * The files are committed; src/site/styles/fonts.css names them, and the whole fonts behind
 * them for a rarer character. Widths and kerning stay as they are: diagrams are measured
 * with the whole font.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tool } from './bench/peers/tools.ts';
import { ROOT } from './suites/command.ts';

const FOLDER = join(ROOT, 'src', 'site', 'fonts');
const TOOL = { name: 'subset-font', version: '2.9.0' };

/** Basic Latin, and the letters and signs of French: the `unicode-range` of fonts.css says the same. */
const LETTERS = 'àâäçéèêëîïôöùûüœÀÂÇÉÈÊËÎÏÔÙÛŒ';
const SIGNS = '\u00a0«»°·–—‘’“”…\u202f€↑↓−';
const ASCII = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at)).join(
  '',
);

const FONTS = [
  {
    from: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    to: 'inter.woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
  },
  { from: '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2', to: 'mono.woff2' },
] as const;

type Subset = (font: Buffer, text: string, options: object) => Promise<Buffer>;

const found = tool(TOOL.name, TOOL.version);
if ('why' in found) throw new Error(found.why);
const { default: subset } = (await import(
  pathToFileURL(createRequire(join(found.folder, 'package.json')).resolve('.')).href
)) as { default: Subset };
mkdirSync(FOLDER, { recursive: true });
for (const { from, to, ...options } of FONTS) {
  const whole = readFileSync(join(ROOT, 'node_modules', from));
  // Without ligatures: `!=` and `->` are shown as they are typed.
  const cut = await subset(whole, ASCII + LETTERS + SIGNS, {
    targetFormat: 'woff2',
    noLayoutClosure: true,
    ...options,
  });
  writeFileSync(join(FOLDER, to), cut);
  console.log(`${to}  ${whole.length} → ${cut.length} bytes`);
}
