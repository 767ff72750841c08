/** Who may import whom, and which folders are pure (content/docs/decisions/ has the reasons). */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

/** Folder of src/ → the folders that it may import. Each may import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  problem: [],
  template: ['problem'],
  highlight: [],
  inventory: ['problem'],
  views: ['problem', 'inventory'],
  diagrams: ['problem', 'inventory', 'views'],
  configs: ['problem', 'inventory', 'views', 'template'],
  drift: ['problem', 'inventory', 'views'],
  runbook: ['problem', 'template'],
  plan: ['problem', 'inventory', 'views', 'runbook', 'template', 'journal'],
  /** What `generate` writes: artifacts, their freshness, the files. */
  generate: ['problem', 'inventory', 'views', 'diagrams', 'configs', 'template'],
  journal: ['problem'],
  transports: ['problem'],
  executor: ['problem', 'plan', 'journal', 'transports'],
  /** What can be searched, and how: the site and the command share it. */
  search: ['problem', 'inventory', 'views', 'diagrams', 'configs', 'runbook', 'plan', 'template'],
  site: [
    'highlight',
    'search',
    'problem',
    'inventory',
    'views',
    'diagrams',
    'configs',
    'drift',
    'runbook',
    'plan',
    'template',
    'journal',
  ],
  cli: [
    'highlight',
    'search',
    'problem',
    'inventory',
    'views',
    'diagrams',
    'configs',
    'generate',
    'drift',
    'runbook',
    'plan',
    'template',
    'executor',
    'transports',
    'journal',
  ],
};

/** Where Astro insists on a file of its own; they only point into site/. */
const ASTRO_ENTRIES: Record<string, readonly string[]> = {
  'content.config.ts': ['site'],
  pages: ['site'],
};

/** Of transports, the executor knows the interface only, and what all of them share. */
const ONLY_FILES: Record<string, readonly string[]> = {
  'executor→transports': ['transport.ts', 'output.ts', 'ending.ts', 'deferred.ts'],
};

/** Folders, or files, without I/O, clock, chance or process. */
const PURE = [
  'problem',
  'template',
  'highlight',
  'inventory',
  'views',
  'diagrams',
  'configs',
  'runbook',
  'plan',
  'journal',
  'drift',
  'search',
];
/** Files in those folders that are edges: their names say so. */
const EDGES = [/-fs\.ts$/, /-browser\.ts$/];
/** Deterministic parts of Node that pure code may use. */
const PURE_NODE = ['node:crypto', 'node:path', 'node:path/posix'];
const IMPURE =
  /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomBytes|\brandomUUID|\bfetch\(/;

interface Source {
  readonly file: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sources(): Source[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs|astro)$/.test(file))
    .map((file) => {
      const text = readFileSync(join(SRC, file), 'utf8');
      const imports = [...text.matchAll(/(?:from\s+|import\s*\(?\s*)['"]([^'"]+)['"]/g)].map(
        (m) => m[1] as string,
      );
      return { file, folder: file.split('/')[0] as string, text, imports };
    });
}

function resolved(source: Source, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return relative(SRC, join(SRC, dirname(source.file), specifier));
}

describe('the dependency rule', () => {
  it('knows each folder of src/', () => {
    const unknown = sources()
      .filter((source) => !(source.folder in MAY_IMPORT) && !(source.folder in ASTRO_ENTRIES))
      .map((source) => source.file);
    expect(unknown).toEqual([]);
  });

  it('no folder imports what it may not', () => {
    const breaches = sources().flatMap((source) =>
      source.imports.flatMap((specifier) => {
        const to = resolved(source, specifier);
        if (to === undefined) return [];
        const [folder, ...rest] = to.split('/') as [string, ...string[]];
        if (folder === source.folder) return [];
        const only = ONLY_FILES[`${source.folder}→${folder}`];
        const allowed =
          (MAY_IMPORT[source.folder] ?? ASTRO_ENTRIES[source.folder])?.includes(folder) &&
          (!only || only.includes(rest.join('/')));
        return allowed ? [] : [`${source.file} imports ${to}`];
      }),
    );
    expect(breaches).toEqual([]);
  });

  it('pure folders use no I/O, clock, chance or process', () => {
    const breaches = sources()
      .filter(
        (source) => PURE.includes(source.folder) && !EDGES.some((edge) => edge.test(source.file)),
      )
      .flatMap((source) => [
        ...source.imports
          .filter((name) => name.startsWith('node:') && !PURE_NODE.includes(name))
          .map((name) => `${source.file} imports ${name}`),
        ...(IMPURE.test(source.text)
          ? [`${source.file} uses ${IMPURE.exec(source.text)?.[0]}`]
          : []),
      ]);
    expect(breaches).toEqual([]);
  });

  it('src/ and scripts/ name nothing of the first site', () => {
    const names = /resel|camille|nikita|proxima|laetitia|sanizator|lyoko/i;
    const breaches = sources()
      .filter((source) => names.test(source.text))
      .map((source) => source.file);
    expect(breaches).toEqual([]);
  });
});
