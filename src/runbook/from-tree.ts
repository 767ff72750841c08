/**
 * A page's syntax tree → Runbook. Apart from the parser, so that the site, which has parsed
 * its pages already, needn't load another one. Pure.
 */
import type { Root, Yaml } from 'mdast';
import { byPlace, hasErrors, type Problem } from '../problem/problem.ts';
import { readFence } from './fence.ts';
import { type Frontmatter, parseFrontmatter, type Settings } from './frontmatter.ts';
import type { Runbook } from './model.ts';
import { runbookName } from './name.ts';
import { findSections, type Section } from './sections.ts';
import { type BlockSection, findSteps, type Targets } from './steps.ts';

/** A page as read: `path` relative to the project root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type ParsedRunbook =
  | { readonly ok: true; readonly runbook: Runbook }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Line ends as CommonMark has them: LF, CRLF, and CR alone. A carriage return would reach
 * the shell as part of a command.
 */
export function withPlainLines({ path, text }: SourceFile): SourceFile {
  return { path, text: text.replaceAll(/\r\n?/g, '\n') };
}

/**
 * Reads a runbook whose page has been parsed: Markdown with GFM, frontmatter and MDX.
 * @param root tree of the text as `withPlainLines` gives it.
 */
export function runbookFromTree(root: Root, { path, text }: SourceFile): ParsedRunbook {
  const frontmatter = readFrontmatter(root, path);
  const { sections, problems: fenceProblems } = readSections(findSections(root, text, path));
  const targets = frontmatter.ok ? defaultTargets(frontmatter.settings) : { on: UNKNOWN };
  const { steps, problems: stepProblems } = findSteps(sections, targets);
  const problems = [
    ...(frontmatter.ok ? [] : frontmatter.problems),
    ...fenceProblems,
    ...stepProblems,
    ...(steps.length === 0 && fenceProblems.length + stepProblems.length === 0
      ? [noStep(path)]
      : []),
  ].sort(byPlace);
  if (!frontmatter.ok || hasErrors(problems)) return { ok: false, problems };
  const blocks = sections.flatMap((section) => section.blocks);
  const name = runbookName(path);
  return { ok: true, runbook: { name, file: path, ...frontmatter.settings, steps, blocks } };
}

/** Stands for the targets of a frontmatter that can't be read, so that steps aren't blamed too. */
const UNKNOWN = '?';

function defaultTargets({ targets, targetsPlace }: Settings): Targets {
  return { on: targets, ...(targetsPlace === undefined ? {} : { place: targetsPlace }) };
}

function readFrontmatter(root: Root, file: string): Frontmatter {
  const yaml = root.children.find((node): node is Yaml => node.type === 'yaml');
  const line = (yaml?.position?.start.line ?? 0) + 1;
  if (yaml) return parseFrontmatter(yaml.value, { file, line, column: 1 });
  const problem: Problem = {
    rule: 'frontmatter',
    severity: 'error',
    message: 'this runbook has no frontmatter',
    place: { file, line, column: 1 },
    hint: 'begin the file with "---", "title: …", "targets: …" and "---"',
  };
  return { ok: false, problems: [problem] };
}

function readSections(sections: readonly Section[]): {
  sections: BlockSection[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const read = sections.map(({ fences, ...section }) => {
    const results = fences.map(readFence);
    problems.push(...results.flatMap((result) => result.problems));
    return { ...section, blocks: results.flatMap(({ block }) => (block ? [block] : [])) };
  });
  return { sections: read, problems };
}

function noStep(file: string): Problem {
  return {
    rule: 'runbook-empty',
    severity: 'error',
    message: 'this runbook has no step',
    place: { file, line: 1, column: 1 },
    hint: 'give a code block of a "##" section a role: ```bash run id=…',
  };
}
