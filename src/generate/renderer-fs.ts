/** What draws the diagrams on this checkout: versions of its parts, and a hash of its settings. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hash } from '../diagrams/manifest.ts';
import { MERMAID_CONFIG } from '../diagrams/mermaid-config.ts';
import { DRAWING_REVISION, PALETTE } from '../diagrams/palette.ts';

/** Not named `require`: the CLI's bundle declares that one. */
const packages = createRequire(import.meta.url);

/** E.g. `mermaid 12.3.0, inter 5.3.0, settings 1a2b3c4d`. Loads neither Mermaid nor a browser. */
export function rendererId(): string {
  const settings = hash(JSON.stringify([DRAWING_REVISION, MERMAID_CONFIG, PALETTE])).slice(0, 8);
  const mermaid = versionOf('mermaid');
  const inter = versionOf('@fontsource-variable/inter');
  return `mermaid ${mermaid}, inter ${inter}, settings ${settings}`;
}

function versionOf(name: string): string {
  const manifest = readFileSync(packages.resolve(`${name}/package.json`), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
