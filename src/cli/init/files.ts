/** The files of a new site that depend on where it lies, and on what it is called. Pure. */

export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

export interface NewSite {
  /** Of the package: the folder's name, as npm allows it. */
  readonly name: string;
  /** The checkout of `runbook`, relative to the site. */
  readonly checkout: string;
  readonly locale: Locale;
}

/** Texts by path, relative to the site. */
export function siteFiles(site: NewSite): Map<string, string> {
  return new Map([
    ['package.json', packageJson(site)],
    ['astro.config.mjs', ASTRO_CONFIG],
    ['.gitignore', 'node_modules/\ndist/\n.cache/\n.astro/\n'],
    ['README.md', README[site.locale](site)],
  ]);
}

/** `Ma doc/` → `ma-doc`: what npm takes as a name. */
export function packageName(folder: string): string {
  const plain = folder
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'site';
}

function packageJson({ name, checkout }: NewSite): string {
  const script = (verb: string): string => `sh node_modules/runbook/scripts/site.sh ${verb}`;
  const content = {
    name,
    private: true,
    type: 'module',
    scripts: {
      dev: script('dev'),
      build: script('build'),
      start: script('start'),
      test: script('check'),
      practice: script('practice'),
      generate: 'runbook generate',
    },
    dependencies: { runbook: `file:${checkout}` },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const ASTRO_CONFIG = `import { defineConfig } from 'astro/config';
import { siteConfig } from 'runbook/config';

export default defineConfig(siteConfig(import.meta.dirname));
`;

const README: Readonly<Record<Locale, (site: NewSite) => string>> = {
  en: ({ name, checkout }) => `# ${name}

What we run, in one inventory (\`content/inventory/\`), and our procedures (\`runbooks/\`): a site
to read, and commands to execute.

    npm install               links the code, a checkout of runbook in ${checkout}
    npm run dev               the site, while you write: http://localhost:4321/
    npm test                  inventory, runbooks, generated files, and the build
    npm run build             the site, into dist/site
    npm start                 serves it on this machine

    npm run practice          SSH hosts on this machine, in the place of yours, to try runbooks on
    npx runbook list          what can be executed
    npx runbook new NAME      begins another one
    npx runbook generate      diagrams and configurations, after a change of the inventory
    npx runbook plan NAME     what would be sent, and where; \`run NAME\` does it
`,
  fr: ({ name, checkout }) => `# ${name}

Ce que nous exploitons, dans un inventaire (\`content/inventory/\`), et nos procédures (\`runbooks/\`) :
un site à lire, et des commandes à exécuter.

    npm install               relie le code, une copie de runbook dans ${checkout}
    npm run dev               le site, pendant qu'on écrit : http://localhost:4321/
    npm test                  l'inventaire, les runbooks, les fichiers produits, la construction
    npm run build             le site, dans dist/site
    npm start                 le sert sur cette machine

    npm run practice          des hôtes SSH sur ce poste, à la place des vôtres, pour essayer
    npx runbook list          ce qui peut être exécuté
    npx runbook new NOM       en commence un autre
    npx runbook generate      schémas et configurations, après un changement de l'inventaire
    npx runbook plan NOM      ce qui serait envoyé, et où ; \`run NOM\` le fait
`,
};
