/**
 * A build compiles each page when it renders it, and forgets it: a bundle of a thousand
 * pages, with a module and a chunk for each, took most of the time and of the memory.
 * A page that imports more than packages (files, pictures, a layout) is bundled as usual.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroConfig } from 'astro';
import { parse } from 'yaml';
import type { SourceFile } from '../../inventory/loaded.ts';
import type { VitePlugin } from '../vite.ts';
import { evaluate, type Modules } from './evaluate.ts';
import { bundledPage, PAGES_MODULE, pageEntries } from './pages-module.ts';
import { parsePage } from './parse.ts';

type Renderer = Awaited<ReturnType<NonNullable<Processor['createMdxRenderer']>>>;
type Processor = NonNullable<AstroConfig['markdown']['processor']>;

/** What every compiled page imports. */
const RUNTIME = ['#site', 'astro/jsx-runtime'];
const SERVER = 'astro/runtime/server/index.js';
/** Where the bundled part of the site finds the compiler: it runs in this same process. */
const SHARED = Symbol.for('site-compiler');

/** Compiles a page: text of an MDX file with its path, to what Astro renders. */
export type Compile = (file: string, modules: Modules) => Promise<Record<string, unknown>>;

/** @param pages all that the site has. */
export function onDemandPages(pages: readonly SourceFile[]): VitePlugin {
  const lazy = pages.filter(isSelfContained);
  const packages = [...new Set([...RUNTIME, SERVER, ...lazy.flatMap(importedNames)])];
  return {
    name: 'site-pages-on-demand',
    // Astro resolves the module itself, before any plugin of ours: what it holds is replaced.
    transform: {
      filter: { id: PAGES_MODULE },
      handler: () => ({ code: pagesModule(pages, lazy, packages), map: null }),
    },
  };
}

/** Gives the bundled part its compiler. @param root absolute path of the project. */
export function shareCompiler(root: string, { markdown, srcDir }: AstroConfig): void {
  let renderer: Promise<Renderer> | undefined;
  const start = (): Promise<Renderer> => {
    const { processor, syntaxHighlight, shikiConfig } = markdown;
    if (!processor?.createMdxRenderer) throw new Error('the site needs a processor of MDX');
    const shared = { syntaxHighlight, shikiConfig, gfm: true, smartypants: true };
    return processor.createMdxRenderer(shared as never, {
      optimize: true,
      srcDir,
      sourcemap: false,
    });
  };
  const compile: Compile = async (file, modules) => {
    renderer ??= start();
    const path = join(root, file);
    const written = readFileSync(path, 'utf8');
    const text = written.replace(FRONTMATTER, blankLines);
    const { code } = await (await renderer).process(text, path, frontmatter(written));
    return page(evaluate(code, modules, 'MDXContent'), path, modules);
  };
  (globalThis as Record<symbol, unknown>)[SHARED] = compile;
}

const FRONTMATTER = /^---\r?\n[\s\S]*?\r?\n---/;

/** A page may show its own. */
function frontmatter(text: string): Record<string, unknown> {
  const given = /\bfrontmatter\b/.test(text) ? FRONTMATTER.exec(text)?.[0] : undefined;
  return given === undefined ? {} : (parse(given.replaceAll('---', '')) ?? {});
}

/** Blocks of a runbook are known by their lines: they must not move. */
function blankLines(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** What Astro's own MDX integration adds to a compiled page. */
function page(
  exports: Record<string, unknown>,
  path: string,
  modules: Modules,
): Record<string, unknown> {
  const { MDXContent, components } = exports as Record<string, never> & {
    readonly MDXContent: (props: object) => unknown;
    readonly components?: object;
  };
  const Fragment = modules['astro/jsx-runtime']?.Fragment;
  const Content = Object.assign(
    (props: { readonly components?: object } = {}) =>
      MDXContent({ ...props, components: { Fragment, ...components, ...props.components } }),
    {
      [Symbol.for('mdx-component')]: true,
      [Symbol.for('astro.needsHeadRendering')]: true,
      moduleId: path,
    },
  );
  const tag = modules[SERVER]?.__astro_tag_component__ as (component: unknown, by: string) => void;
  tag(Content, 'astro:jsx');
  return { ...exports, Content, default: Content };
}

/** Is a page nothing but its text, and packages? */
function isSelfContained(file: SourceFile): boolean {
  const { text } = file;
  const frontmatter = FRONTMATTER.exec(text)?.[0] ?? '';
  const relative = importedNames(file).some((name) => /^[./]/.test(name));
  const pictures = /!\[[^\]]*\](?!\((?:\/|https?:))/.test(text);
  return !relative && !pictures && !/^layout:/m.test(frontmatter) && !/^export default/m.test(text);
}

/** What a page imports; code that it only shows doesn't count. */
function importedNames(file: SourceFile): string[] {
  const names = importsIn(file.text);
  if (names.every((name) => RUNTIME.includes(name))) return names;
  const parsed = parsePage(file);
  const nodes: readonly { type: string; value?: string }[] = parsed.ok ? parsed.root.children : [];
  return nodes.flatMap(({ type, value = '' }) => (type === 'mdxjsEsm' ? importsIn(value) : []));
}

function importsIn(text: string): string[] {
  const statement = /^import\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]/gm;
  return [...text.matchAll(statement)].map(([, name = '']) => name);
}

function pagesModule(
  pages: readonly SourceFile[],
  lazy: readonly SourceFile[],
  packages: readonly string[],
): string {
  const imports = packages.map(
    (name, index) => `import * as m${index} from ${JSON.stringify(name)};`,
  );
  const modules = packages.map((name, index) => `${JSON.stringify(name)}: m${index}`);
  const entries = pages.map((written) => {
    const onDemand = `compile(${JSON.stringify(written.path)}, modules)`;
    return [written.path, lazy.includes(written) ? onDemand : bundledPage(written.path)] as const;
  });
  return `${imports.join('\n')}
const modules = { ${modules.join(', ')} };
const compile = globalThis[Symbol.for('${SHARED.description}')];
${pageEntries(entries)}`;
}
