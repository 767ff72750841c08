/** What a `put` would change, for people. Pure. */
import { createTwoFilesPatch } from 'diff';
import type { PlannedFile } from '../../plan/model.ts';
import { showControls } from '../control-characters.ts';
import type { RemoteFile } from './lines.ts';

type Readable = Exclude<RemoteFile, { kind: 'refused' }>;

/** The file is already as wanted: content, and mode and owner where they are given. */
export function isAsWanted(old: Readable, wanted: PlannedFile): boolean {
  return old.kind === 'file' && sameContent(old, wanted) && attributes(old, wanted).length === 0;
}

/**
 * A unified diff, with lines for mode and owner where they change. Control characters
 * are shown as signs: what the file holds must not drive the reader's terminal.
 */
export function diffText(old: Readable, wanted: PlannedFile): string {
  return showControls(changesText(old, wanted));
}

function changesText(old: Readable, wanted: PlannedFile): string {
  if (old.kind === 'absent') return unified('/dev/null', wanted, '');
  const changes = attributes(old, wanted);
  if (sameContent(old, wanted)) return changes.join('\n');
  const text = asText(old.content);
  const content =
    text === undefined || asText(Buffer.from(wanted.content)) === undefined
      ? `Binary file ${wanted.path} differs`
      : unified(wanted.path, wanted, text);
  return [...changes, content].join('\n');
}

function sameContent(old: Extract<Readable, { kind: 'file' }>, wanted: PlannedFile): boolean {
  return old.content.equals(Buffer.from(wanted.content));
}

/** One line for each given attribute that differs. */
function attributes(old: Extract<Readable, { kind: 'file' }>, wanted: PlannedFile): string[] {
  const { mode, owner, path } = wanted;
  const changes: string[] = [];
  if (mode !== undefined && Number.parseInt(mode, 8) !== Number.parseInt(old.mode, 8))
    changes.push(`mode of ${path}: ${old.mode} → ${mode}`);
  if (owner !== undefined && !isOwner(owner, old))
    changes.push(`owner of ${path}: ${old.owner} → ${owner}`);
  return changes;
}

/** `user`, `user:group`, each by name or number. */
function isOwner(wanted: string, old: { readonly ids: string; readonly owner: string }): boolean {
  const [names, ids] = [old.owner.split(':'), old.ids.split(':')];
  return wanted.split(':').every((word, at) => word === names[at] || word === ids[at]);
}

function unified(oldName: string, wanted: PlannedFile, old: string): string {
  const patch = createTwoFilesPatch(
    oldName,
    wanted.path,
    old,
    wanted.content,
    undefined,
    undefined,
    {
      context: 3,
    },
  );
  return patch.replace(/^(Index: .*\n)?=+\n/, '').trimEnd();
}

/** Undefined for what isn't text. */
function asText(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
