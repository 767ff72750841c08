/**
 * The two scripts that a `put` sends, and what they answer. Pure: text only.
 *
 * POSIX sh, with what coreutils and busybox both have beyond POSIX: `base64`,
 * `mktemp`, `stat -c`, `readlink -f`. Answers begin with MARK, so that what a
 * login shell prints by itself is not taken for one.
 */
import { type BackupPlace, backupPath } from '../../plan/backup.ts';
import type { PlannedFile } from '../../plan/model.ts';
import { quote } from '../../plan/quote.ts';

const MARK = 'runbook-put';

/** A file as it is on the host. */
export type RemoteFile =
  | {
      readonly kind: 'file';
      readonly content: Buffer;
      /** Octal, without a leading zero, as `stat` says. */
      readonly mode: string;
      /** `uid:gid`, and by name. */
      readonly ids: string;
      readonly owner: string;
      /** POSIX cksum of the content. */
      readonly sum: string;
      /** The real file: symbolic links are followed and stay as they are. */
      readonly target: string;
    }
  | { readonly kind: 'absent'; readonly target: string }
  /** Why it can't be written, as the rest of a sentence about the path. */
  | { readonly kind: 'refused'; readonly why: string };

/** Reads the file, and whether this run keeps an old copy of it already; changes nothing. */
export function readScript(file: PlannedFile, place: BackupPlace): string {
  return `${backupPath(file.path, place)}
if [ -e "$f" ]; then printf '${MARK} backup %s\\n' "$f"; fi
t=${quote(file.path)}
if [ -L "$t" ] && ! t=$(readlink -f -- "$t"); then printf '${MARK} lost-link \\n'; exit 0; fi
d=$(dirname -- "$t")
if [ ! -d "$d" ]; then printf '${MARK} no-folder %s\\n' "$d"
elif [ ! -e "$t" ]; then printf '${MARK} absent %s\\n' "$t"
elif [ ! -f "$t" ]; then printf '${MARK} not-a-file %s\\n' "$t"
else
  sum=$(cksum <"$t" | tr ' ' ':')
  printf '${MARK} file %s %s %s\\n' "$(stat -c '%a %u:%g %U:%G' -- "$t")" "$sum" "$t"
  base64 <"$t"
fi`;
}

const ANSWER = new RegExp(`${MARK} (absent|file|no-folder|not-a-file|lost-link) `);

export function parseRead(stdout: string): RemoteFile {
  const text = stdout.slice(Math.max(0, stdout.search(ANSWER)));
  const end = text.indexOf('\n');
  const [, kind, ...words] = text.slice(0, end).split(' ');
  if (kind === 'absent') return { kind, target: words.join(' ') };
  if (kind === 'file') {
    const [mode = '', ids = '', owner = '', sum = '', ...path] = words;
    const content = Buffer.from(text.slice(end + 1), 'base64');
    return { kind, content, mode, ids, owner, sum, target: path.join(' ') };
  }
  if (kind === 'no-folder') return refused(`its folder ${words.join(' ')} does not exist`);
  if (kind === 'not-a-file') return refused('it is there, but is not a regular file');
  if (kind === 'lost-link') return refused('it is a symbolic link that leads nowhere');
  return refused('the host did not say what is there');
}

/**
 * Writes the file, whose content comes on stdin: aside in the same folder, synced,
 * then renamed over the old one. Stops without a change when the content did not
 * arrive whole, or when the file is no longer what was read. The file that is
 * replaced is first copied to a private folder: below /var/lib/runbook/backup for
 * root, below the user's state folder otherwise; an earlier copy of this run stays.
 *
 * Owner and mode are kept, or set to those given; ACLs and extended attributes aren't.
 */
export function writeScript(file: PlannedFile, old: RemoteFile, place: BackupPlace): string {
  if (old.kind === 'refused') throw new Error(`cannot write ${file.path}: ${old.why}`);
  const sum = old.kind === 'file' ? old.sum : 'absent';
  return `umask 077
t=${quote(old.target)}
d=$(dirname -- "$t")
stop() { printf '%s; nothing was changed\\n' "$1" >&2; exit 1; }
n=$(mktemp "$d/.runbook.XXXXXX")
trap 'rm -f -- "$n"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
cat >"$n"
[ "$(wc -c <"$n")" -eq ${Buffer.byteLength(file.content)} ] || stop 'the content did not arrive whole'
if [ -e "$t" ]; then sum=$(cksum <"$t" | tr ' ' ':'); else sum=absent; fi
[ "$sum" = ${quote(sum)} ] || stop 'the file was changed by someone else since it was read'
mode=644
owner=
${backupPath(file.path, place)}
if [ -e "$t" ]; then
${KEEP_OLD}
  mode=$(stat -c %a -- "$t")
  owner=$(stat -c %u:%g -- "$t")
else
${NOTE_ABSENT}
fi
${NOTE_SUM}
${given(file)}
if [ -n "$owner" ] && [ "$(stat -c %u:%g -- "$n")" != "$owner" ]; then chown -- "$owner" "$n"; fi
chmod -- "$mode" "$n"
sync -- "$n" 2>/dev/null || sync
mv -f -- "$n" "$t"
trap - EXIT
sync -- "$d" 2>/dev/null || :`;
}

/** The path at which, as either line says, the old file is kept. */
export function parseBackup(stdout: string): string | undefined {
  return new RegExp(`^${MARK} backup (.*)$`, 'm').exec(stdout)?.[1];
}

/** The first state that the run found is the one that counts: not what the run itself wrote. */
const KEEP_OLD = `  mkdir -p -- "$(dirname -- "$f")"
  if [ ! -e "$f" ] && [ ! -e "$f.absent" ]; then
    cp -p -- "$t" "$f.part"
    sync -- "$f.part" 2>/dev/null || sync
    mv -f -- "$f.part" "$f"
  fi
  if [ -e "$f" ]; then printf '${MARK} backup %s\\n' "$f"; fi`;

/** Where it can't be kept, nothing is lost by going on: there was no file. */
const NOTE_ABSENT = `  mkdir -p -- "$(dirname -- "$f")" 2>/dev/null || :
  if [ ! -e "$f" ]; then (: >"$f.absent" && sync -- "$f.absent") 2>/dev/null || :; fi`;

/** Of all that this run wrote there: an undo overwrites nothing else. */
const NOTE_SUM = `(cksum <"$n" | tr ' ' ':' >>"$f.sum") 2>/dev/null || :`;

function given({ mode, owner }: PlannedFile): string {
  const lines = [
    ...(mode === undefined ? [] : [`mode=${quote(mode)}`]),
    ...(owner === undefined ? [] : [`owner=${quote(owner)}`]),
  ];
  return lines.join('\n');
}

function refused(why: string): RemoteFile {
  return { kind: 'refused', why };
}
