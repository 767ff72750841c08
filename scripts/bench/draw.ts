/** Draws each `.mmd` of a folder beside it, as `generate` does: node draw.ts FOLDER [BROWSER] */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDiagrams } from '../../src/diagrams/render-browser.ts';

const [folder = '.', browser] = process.argv.slice(2);
const inputs = readdirSync(folder)
  .filter((file) => file.endsWith('.mmd'))
  .map((file) => ({
    name: file.replace(/\.mmd$/, ''),
    mermaid: readFileSync(join(folder, file), 'utf8'),
    file,
  }));
for (const [name, svg] of await renderDiagrams(inputs, browser)) {
  writeFileSync(join(folder, `${name}.svg`), svg);
}
