/** Starlight's options, from the project. */
import type starlight from '@astrojs/starlight';
import { codeBlocks } from './code-blocks.ts';
import { engineFile } from './engine.ts';
import { DOCS_DIR, RUNBOOKS_DIR } from './paths.ts';
import type { SiteProject } from './project.ts';
import { strings } from './strings/strings.ts';
import { PALETTE_MODULE } from './vite.ts';

type StarlightOptions = Parameters<typeof starlight>[0];

const STYLES = [
  PALETTE_MODULE,
  ...[
    'fonts',
    'theme',
    'content',
    'tables',
    'home',
    'runbook/uses',
    'diagram',
    'inventory',
    'runbook/header',
    'runbook/findings',
    'runbook/overview',
    'runbook/bar',
    'runbook/card',
    'runbook/evidence',
    'runbook/block',
    'runbook/checklist',
    'runbook/copy-command',
    'runbook/narrow',
    'search',
    'offline',
    'forced-colors',
    'print',
  ].map((name) => engineFile(`src/site/styles/${name}.css`)),
];

export function starlightOptions(project: SiteProject): StarlightOptions {
  const { settings } = project;
  const words = strings(settings.locale);
  return {
    title: settings.title ?? project.inventory.title,
    ...(settings.description === undefined ? {} : { description: settings.description }),
    // Under the pages that a file is written for, and only there.
    ...(settings.edit_url === undefined ? {} : { editLink: { baseUrl: settings.edit_url } }),
    locales: { root: { label: words.language, lang: settings.locale } },
    // Made for each page from the project: a new page stands in it at once (route.ts).
    sidebar: [],
    customCss: STYLES,
    tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
    disable404Route: true,
    pagefind: false,
    credits: false,
    expressiveCode: codeBlocks(words.copy.failed),
    routeMiddleware: engineFile('src/site/route.ts'),
    components: {
      Search: engineFile('src/site/overrides/Search.astro'),
      Footer: engineFile('src/site/overrides/Footer.astro'),
    },
    markdown: { processedDirs: [`./${DOCS_DIR}`, `./${RUNBOOKS_DIR}`] },
  };
}
