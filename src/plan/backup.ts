/**
 * Where a host keeps what a `put` replaced, and the script that puts it back. Pure: text only.
 *
 * Beside the old file (`$f`) stand `$f.absent` when there was none, and `$f.sum`, the
 * checksums of what the run wrote: what somebody changed since is never overwritten.
 * POSIX sh, with `mktemp` and `readlink -f`, which coreutils and busybox both have.
 */
import { posix } from 'node:path';
import { quote } from './quote.ts';

/** `<root of the backups>/<run>/<step>/<path of the file>`. */
export interface BackupPlace {
  readonly run: string;
  readonly step: string;
}

/**
 * Sets `f` to where the file's old content is kept: below /var/lib/runbook/backup for root,
 * below the user's state folder otherwise.
 */
export function backupPath(path: string, { run, step }: BackupPlace): string {
  return `b=\${XDG_STATE_HOME:-\${HOME:-/}/.local/state}/runbook/backup
if [ "$(id -u)" = 0 ]; then b=/var/lib/runbook/backup; fi
f=$b/${quote(run)}/${quote(step)}${quote(posix.normalize(path))}`;
}

/**
 * Makes the file what it was before the step: content, owner and mode, or not there at all.
 * As a whole or not at all, and once done, again without effect.
 */
export function restoreScript(path: string, place: BackupPlace): string {
  return `# ${path} as it was before step ${place.step} of run ${place.run}
${backupPath(path, place)}
t=${quote(path)}
stop() { printf '%s; nothing was changed\\n' "$1" >&2; exit 1; }
sum() { if [ -e "$1" ]; then cksum <"$1" | tr ' ' ':'; else echo absent; fi; }
if [ -L "$t" ]; then t=$(readlink -f -- "$t"); fi
if [ -e "$f" ]; then before=$(sum "$f")
elif [ -e "$f.absent" ]; then before=absent
else stop "nothing is kept here of what $t was before"
fi
now=$(sum "$t")
if [ -e "$f.sum" ] && ! grep -qxF -- "$now" "$f.sum"; then
  if [ "$now" = "$before" ]; then echo "$t is as it was before already"; exit 0; fi
  stop "$t was changed by someone since the run wrote it (what it was before: $f)"
fi
d=$(dirname -- "$t")
if [ "$before" = absent ]; then rm -f -- "$t"
else
  n=$(mktemp "$d/.runbook.XXXXXX")
  trap 'rm -f -- "$n"' EXIT
  cp -p -- "$f" "$n"
  sync -- "$n" 2>/dev/null || sync
  mv -f -- "$n" "$t"
  trap - EXIT
fi
sync -- "$d" 2>/dev/null || :`;
}
