/** Which generated files are as they should be, and what is wrong with the others. Pure. */

import { hash, type Manifest } from '../diagrams/manifest.ts';
import type { Artifact, SvgArtifact, TextArtifact } from './artifacts.ts';

export type State =
  | 'fresh'
  /** Its source has changed. */
  | 'stale'
  | 'missing'
  /** Somebody has changed the generated file itself. */
  | 'edited'
  /** Nothing generates it any more. */
  | 'orphan';

export interface Finding {
  /** From the project root. */
  readonly path: string;
  readonly state: State;
  /** What differs, in one line; empty for a fresh file. */
  readonly detail: string;
}

export interface Present {
  /** Text of each file in the folders that `generate` owns, by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
  /** What would draw now; see `Drawn.renderer`. */
  readonly renderer: string;
}

/** One finding for each artifact, in order, then one for each orphan. */
export function assess(artifacts: readonly Artifact[], present: Present): Finding[] {
  const wanted = new Set(artifacts.map(({ path }) => path));
  const orphans = [...present.files.keys()].filter((path) => !wanted.has(path)).sort();
  return [
    ...artifacts.map((artifact) => assessOne(artifact, present)),
    ...orphans.map((path) => finding(path, 'orphan', 'nothing in the inventory makes it any more')),
  ];
}

function finding(path: string, state: State, detail = ''): Finding {
  return { path, state, detail };
}

function assessOne(artifact: Artifact, present: Present): Finding {
  const text = present.files.get(artifact.path);
  if (text === undefined) return finding(artifact.path, 'missing', 'it was never generated');
  return artifact.kind === 'text' ? assessText(artifact, text) : assessSvg(artifact, text, present);
}

function assessText({ path, text: wanted }: TextArtifact, text: string): Finding {
  if (text === wanted) return finding(path, 'fresh');
  return finding(path, 'stale', firstDifference(text, wanted));
}

/** `line 6: "…" would be "…"`. */
function firstDifference(text: string, wanted: string): string {
  const [is, be] = [text.split('\n'), wanted.split('\n')];
  const at = be.findIndex((line, index) => line !== is[index]);
  const line = at === -1 ? be.length : at;
  return `line ${line + 1}: ${quoted(is[line])} would be ${quoted(be[line])}`;
}

function quoted(line: string | undefined): string {
  return line === undefined ? 'nothing' : `"${line.trim()}"`;
}

function assessSvg(artifact: SvgArtifact, text: string, present: Present): Finding {
  const { path } = artifact;
  const drawn = present.manifest[path];
  if (drawn === undefined) return finding(path, 'stale', 'nothing says what it was drawn from');
  if (drawn.content !== hash(text)) return finding(path, 'edited', 'the file was edited by hand');
  if (drawn.source !== hash(artifact.mermaid)) {
    return finding(path, 'stale', `its source ${artifact.source} has changed`);
  }
  if (drawn.renderer !== present.renderer) {
    return finding(path, 'stale', `drawn by ${drawn.renderer}; now ${present.renderer}`);
  }
  return finding(path, 'fresh');
}
