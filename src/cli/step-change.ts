/** What is meant today beside what a run meant: a diff of a step's blocks. Pure. */
import { createPatch } from 'diff';
import type { MeantBlock } from '../journal/blocks.ts';
import type { ResumeItem } from '../plan/resume.ts';
import { diffColor } from './progress.ts';
import type { Colors } from './terminal.ts';

/**
 * Of a step that reads otherwise since, the difference; of any other, and where the run's
 * text isn't kept, today's text. Indented lines.
 */
export function changeLines(
  { step, state, verdict }: ResumeItem,
  meant: ReadonlyMap<string, readonly MeantBlock[]>,
  colors: Colors,
): string[] {
  if (!step) return [];
  const today = asText(step.meant ?? []);
  const indented = (line: string): string => `    ${colors.dim('│')} ${line}`.trimEnd();
  const changed = verdict === 'done-but-edited' || verdict === 'inventory-changed';
  const before = changed && state ? meant.get(state.hash) : undefined;
  if (!before) return today.trimEnd().split('\n').map(indented);
  const patch = createPatch('', asText(before), today, '', '', { context: 2 });
  return patch
    .split('\n')
    .filter((line) => /^[-+ ](?![-+]{2})|^@@/.test(line))
    .map((line) => `    ${diffColor(line, colors)}`);
}

/** Blocks one after another, each below its role. */
function asText(blocks: readonly MeantBlock[]): string {
  const texts = blocks.map(({ role, text, path, sudo, mode, owner }) => {
    const how = [path, sudo && 'sudo', mode, owner].filter(Boolean).join(' ');
    return `${role}${how ? ` ${how}` : ''}:\n${text.replace(/^/gm, '  ')}`;
  });
  return `${texts.join('\n')}\n`;
}
