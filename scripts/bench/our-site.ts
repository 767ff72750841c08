/** What makes a folder of content a site of ours, beside its content. */
export const OUR_FILES: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: 'package.json',
    text: '{ "private": true, "type": "module", "dependencies": { "runbook": "*" } }\n',
  },
  {
    path: 'astro.config.mjs',
    text: `import { defineConfig } from 'astro/config';
import { siteConfig } from 'runbook/config';
export default defineConfig(siteConfig(import.meta.dirname));
`,
  },
];
