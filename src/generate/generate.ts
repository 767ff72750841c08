/**
 * `generate`: bring every generated file in line with the inventory.
 *
 * read → artifacts (pure) → assess (pure) → write what isn't fresh. Texts are written
 * first; then, only if a drawing is due, one browser draws those that are.
 */

import {
  formatManifest,
  hash,
  MANIFEST_FILE,
  type Manifest,
  parseManifest,
} from '../diagrams/manifest.ts';
import { loadInventory } from '../inventory/load-fs.ts';
import { ProblemError } from '../problem/problem.ts';
import { type Artifact, artifacts, type SvgArtifact } from './artifacts.ts';
import { readIfThere, readOwned, readTemplates, remove, writeAtomically } from './files-fs.ts';
import { assess, type Finding } from './freshness.ts';
import { rendererId } from './renderer-fs.ts';

export interface GenerateOptions {
  /** Write nothing. */
  readonly check?: boolean;
  /** Treat every file as due, fresh or not. */
  readonly force?: boolean;
  /** Only files whose path holds one of these texts. Orphans are then left alone. */
  readonly only?: readonly string[];
  /** The browser that draws; by default the usual places are tried. */
  readonly browserPath?: string;
}

export interface GenerateReport {
  /** What was found before anything was written: one for each file, fresh ones too. */
  readonly findings: readonly Finding[];
  /** Paths written or removed; empty with `check`. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Drawings made: a browser was started when it isn't 0. */
  readonly drawn: number;
}

interface Work {
  readonly root: string;
  readonly artifacts: readonly Artifact[];
  readonly findings: readonly Finding[];
  readonly due: ReadonlySet<string>;
  readonly manifest: Manifest;
  readonly renderer: string;
  readonly browserPath?: string;
}

/**
 * Checks, and unless told otherwise writes, the generated files of a project.
 * @throws ProblemError when the inventory, a template or a diagram is invalid, or no browser is found.
 */
export async function generate(
  root: string,
  options: GenerateOptions = {},
): Promise<GenerateReport> {
  const work = survey(root, options);
  const { findings } = work;
  if (options.check) return { findings, written: [], removed: [], drawn: 0 };
  const texts = writeTexts(work);
  const removed = removeOrphans(work);
  const drawings = await draw(work);
  return { findings, written: [...texts, ...drawings], removed, drawn: drawings.length };
}

/** Findings that aren't fresh. Nothing else makes `--check` fail. */
export function staleFindings(report: GenerateReport): Finding[] {
  return report.findings.filter(({ state }) => state !== 'fresh');
}

function survey(root: string, options: GenerateOptions): Work {
  const made = artifacts(loadInventory(root).inventory, readTemplates(root));
  if (!made.ok) throw new ProblemError(made.problems);
  const manifest = parseManifest(readIfThere(root, MANIFEST_FILE));
  const renderer = rendererId();
  const all = assess(made.artifacts, { files: readOwned(root), manifest, renderer });
  const { only, force, browserPath } = options;
  const findings = only
    ? all.filter(
        ({ path, state }) => state !== 'orphan' && only.some((part) => path.includes(part)),
      )
    : all;
  const due = findings.filter(({ state }) => force || state !== 'fresh').map(({ path }) => path);
  return {
    root,
    artifacts: made.artifacts,
    findings,
    due: new Set(due),
    manifest,
    renderer,
    ...(browserPath === undefined ? {} : { browserPath }),
  };
}

function writeTexts({ root, artifacts: all, due }: Work): string[] {
  return all.flatMap((artifact) => {
    if (artifact.kind !== 'text' || !due.has(artifact.path)) return [];
    writeAtomically(root, artifact.path, artifact.text);
    return artifact.path;
  });
}

function removeOrphans({ root, findings }: Work): string[] {
  const orphans = findings.filter(({ state }) => state === 'orphan').map(({ path }) => path);
  for (const path of orphans) remove(root, path);
  return orphans;
}

/** Draws what is due. Playwright and Mermaid are loaded here, and only then. */
async function draw(work: Work): Promise<string[]> {
  const { root, artifacts: all, due, renderer, browserPath } = work;
  const svgs = all.filter((one): one is SvgArtifact => one.kind === 'svg');
  const wanted = svgs.filter(({ path }) => due.has(path));
  const manifest: Record<string, Manifest[string]> = {};
  for (const { path } of svgs) if (work.manifest[path]) manifest[path] = work.manifest[path];
  if (wanted.length > 0) {
    const { renderDiagrams } = await import('../diagrams/render-browser.ts');
    const inputs = wanted.map(({ name, mermaid, source: file }) => ({ name, mermaid, file }));
    const drawn = await renderDiagrams(inputs, browserPath);
    for (const { path, name, mermaid } of wanted) {
      const svg = drawn.get(name) as string;
      writeAtomically(root, path, svg);
      manifest[path] = { source: hash(mermaid), renderer, content: hash(svg) };
    }
  }
  const text = formatManifest(manifest);
  if (text !== formatManifest(work.manifest)) writeAtomically(root, MANIFEST_FILE, text);
  return wanted.map(({ path }) => path);
}
