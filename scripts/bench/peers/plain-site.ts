/** A plain Starlight project with the pages of one of ours, as its own templates leave it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pageId } from '../../../src/site/paths.ts';
import { loadProject, readPages } from '../../../src/site/project-fs.ts';
import { type DrawnBy, plainPage } from '../plain-pages.ts';

/** Astro bundles what is named here; what isn't, it would leave to Node. */
const PACKAGE = `{ "private": true, "type": "module", "dependencies": { "@astrojs/starlight": "*", "astro": "*" } }
`;
/** As `npm create astro -- --template starlight` leaves them. */
const CONFIG = `import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({ integrations: [starlight({ title: 'Plain' })] });
`;
const COLLECTIONS = `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;
/** A diagram that the reader's browser draws, as most sites have it. */
const MERMAID = `---
const { text } = Astro.props;
---
<pre class="mermaid">{text}</pre>
<script>
import mermaid from 'mermaid';
mermaid.initialize({ startOnLoad: false });
mermaid.run();
</script>
`;

/**
 * @param project whose pages are written out.
 * @param folder written anew; under ours, so that its packages are found.
 */
export function writePlainSite(project: string, folder: string, drawnBy: DrawnBy = 'us'): void {
  const loaded = loadProject(project).project;
  rmSync(folder, { recursive: true, force: true });
  for (const page of readPages(project)) {
    put(
      join(folder, 'src/content/docs', `${pageId(page.path)}.mdx`),
      plainPage(page, loaded, drawnBy),
    );
  }
  put(join(folder, 'package.json'), PACKAGE);
  put(join(folder, 'astro.config.mjs'), CONFIG);
  put(join(folder, 'src/content.config.ts'), COLLECTIONS);
  if (drawnBy === 'browser') put(join(folder, 'src/Mermaid.astro'), MERMAID);
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
