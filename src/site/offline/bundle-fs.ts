/** The module scripts of pages → one classic script for each set of them. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ModuleScript } from './page.ts';

/** Where the build puts what has a hash in its name. */
export const ASSETS = '_astro';
const ENTRY = 'runbook:page';
const INLINE = 'runbook:inline-';

/** Makes each set of scripts once. */
export class ScriptBundles {
  readonly #root: string;
  readonly #clients: readonly string[];
  readonly #values: Readonly<Record<string, string>>;
  /** All scripts of all pages, in the order in which they were met. */
  readonly #known: ModuleScript[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #made = new Map<string, Promise<string>>();

  /**
   * @param root folder of the built site.
   * @param clients files of scripts that every page gets besides its own.
   * @param values JavaScript in place of names that these use.
   */
  constructor(root: string, clients: readonly string[], values: Readonly<Record<string, string>>) {
    this.#root = root;
    this.#clients = clients;
    this.#values = values;
  }

  /**
   * What a page runs, whatever the order that its parts stand in: each script waits for
   * its elements, not for another script.
   * @returns the path from the site's root of the script that does what all `modules` do.
   */
  fileFor(modules: readonly ModuleScript[]): Promise<string> {
    const numbers = [...new Set(modules.map((script) => this.#number(script)))].sort(
      (a, b) => a - b,
    );
    const key = numbers.join();
    const known = this.#made.get(key);
    if (known) return known;
    const made = this.#bundle(numbers.map((number) => this.#known[number] as ModuleScript));
    this.#made.set(key, made);
    return made;
  }

  /** Of a script that was seen before, or of a new one. */
  #number(script: ModuleScript): number {
    const text = JSON.stringify(script);
    const number = this.#numbers.get(text);
    if (number !== undefined) return number;
    this.#numbers.set(text, this.#known.length);
    return this.#known.push(script) - 1;
  }

  async #bundle(modules: readonly ModuleScript[]): Promise<string> {
    const inline = modules.map((script) => ('text' in script ? script.text : ''));
    const own = modules.map((script, index) =>
      'file' in script ? join(this.#root, script.file) : `${INLINE}${index}`,
    );
    const imports = [...own, ...this.#clients];
    const { outputFiles } = await build({
      stdin: {
        contents: imports.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
        sourcefile: ENTRY,
        resolveDir: join(this.#root, ASSETS),
      },
      bundle: true,
      define: this.#values,
      minify: true,
      format: 'iife',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
      legalComments: 'none',
      plugins: [inlineModules(inline, join(this.#root, ASSETS))],
    });
    const text = outputFiles[0]?.text ?? '';
    const file = `${ASSETS}/site.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`;
    writeFileSync(join(this.#root, file), text);
    return file;
  }
}

/** Scripts that Astro put into the page, as modules that may import files of the site. */
function inlineModules(texts: readonly string[], folder: string): import('esbuild').Plugin {
  return {
    name: 'inline-modules',
    setup(plugin) {
      plugin.onResolve({ filter: /^runbook:inline-/ }, ({ path }) => ({
        path,
        namespace: 'inline',
      }));
      plugin.onLoad({ filter: /.*/, namespace: 'inline' }, ({ path }) => ({
        contents: texts[Number(path.slice(INLINE.length))] ?? '',
        resolveDir: folder,
      }));
    },
  };
}
