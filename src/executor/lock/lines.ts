/**
 * The scripts that work on a target's lock file, and what they answer. Pure: text only.
 *
 * One file for all users of the host, `/run/lock/runbook.lock` (hier(7): it is gone after a
 * boot, as what it guards is). `RUNBOOK_LOCK_DIR` in the host's own environment names another
 * folder, so that all operators of that host agree on it. The folder is sticky: only who
 * made the file, or root, can remove it. Nothing is ever written through a link.
 *
 * POSIX sh with `stat -c` and `head -c`, which coreutils and busybox both have.
 * Answers begin with MARK, so that what a login shell prints is not taken for one.
 */
import { quote } from '../../plan/quote.ts';
import { encodeLock, isLockId, parseLock, type TargetLock } from './lock.ts';

const MARK = 'runbook-lock';

/**
 * Sets `d` (empty when there is no folder for locks) and `f`; `say`, `holds id`, `show`. A lock
 * is shown with the steps of its run that are at work (`executor/remote/script.ts` has their files).
 */
const START = `umask 022
say() { printf '${MARK} %s %s\\n' "$1" "$2"; }
d=\${RUNBOOK_LOCK_DIR:-}
for c in /run/lock /var/lock; do
  if [ -z "$d" ] && [ -d "$c" ]; then d=$c; fi
done
f=$d/runbook.lock
is_there() { [ -e "$f" ] || [ -L "$f" ]; }
is_plain() { [ -f "$f" ] && [ ! -L "$f" ]; }
holds() {
  if ! is_plain; then return 1; fi
  l=
  { read -r l || :; } 2>/dev/null <"$f"
  case $l in
    *'"id":"'"$1"'"'*) return 0 ;;
  esac
  return 1
}
busy() {
  s=\${XDG_STATE_HOME:-\${HOME:-/}/.local/state}/runbook/steps
  if [ "$(id -u)" = 0 ]; then s=/var/lib/runbook/steps; fi
  r=$(head -n 1 -- "$f" | sed -n 's/.*"run":"\\([A-Za-z0-9._-]*\\)".*/\\1/p')
  for p in "$s/\${r:-none}".*/*.pid; do
    b= g= w=
    { read -r b; read -r g && while [ "$w" != done ] && read -r w; do :; done; } 2>/dev/null <"$p" || :
    if [ "$w" = done ] || [ ! -e "/proc/\${g:-none}" ]; then continue; fi
    if [ "$b" = "$(cat /proc/sys/kernel/random/boot_id)" ]; then say busy "$(basename -- "$p" .pid)"; fi
  done
}
show() {
  if is_plain; then
    say held "$(stat -c %U -- "$f") $(head -c 4096 -- "$f" | head -n 1)"
    busy
  elif is_there; then say odd "$f"
  else say free "$f"
  fi
}`;

/**
 * Makes `$n`, a file beside the lock, with the text `$1`, and removes it at the end. It never
 * was there (`set -C`: O_EXCL). No process is started for it: fifty hosts take their locks at once.
 */
const ASIDE = `aside() {
  n=$d/.runbook.$2.$$
  trap 'rm -f -- "$n"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  (set -C; printf '%s\\n' "$1" >"$n") 2>/dev/null
}`;

/**
 * Takes the lock: whole or not at all (`link` fails when the name is taken). One that is ours
 * already, by another name of the same machine, is found without starting a process.
 * @param stale id of a lock whose process is known to be dead: it is moved away before, and
 *   only if it is still that one. Of two that find it stale, one gets it.
 */
export function takeScript(lock: TargetLock, stale?: string): string {
  return complete(`if holds ${checked(lock.id)}; then say taken "$f"; exit 0; fi
${ASIDE}
if [ -z "$d" ] || [ ! -d "$d" ]; then say none "there is no folder for locks (\${d:-/run/lock})"; exit 0; fi
if ! aside ${quote(encodeLock(lock))} ${checked(lock.id)}; then
  if is_there; then show; else say none "$(id -un) can not write in $d"; fi
  exit 0
fi
${stale === undefined ? '' : moveAway(stale)}
if ! is_there && ln -- "$n" "$f" 2>/dev/null; then say taken "$f"; else show; fi`);
}

function moveAway(id: string): string {
  return `if holds ${checked(id)} && mv -f -- "$f" "$n.old" 2>/dev/null; then
  case $(head -n 1 -- "$n.old") in
    *'"id":"'${checked(id)}'"'*) ;;
    *) ln -- "$n.old" "$f" 2>/dev/null || : ;;
  esac
  rm -f -- "$n.old"
fi`;
}

/** Says what is there; changes nothing. */
export function lookScript(): string {
  return complete('show');
}

/** Removes the lock with this id, never another. */
export function removeScript(id: string): string {
  return complete(`if ! holds ${checked(id)}; then show
elif rm -f -- "$f" 2>/dev/null; then say removed "$f"
else say refused "$(stat -c %U -- "$f") $f"
fi`);
}

/** Writes why it stays into our own lock. */
export function keepScript(lock: TargetLock): string {
  return complete(`${ASIDE}
if holds ${checked(lock.id)} && aside ${quote(encodeLock(lock))} ${checked(lock.id)} && mv -f -- "$n" "$f"; then
  say kept "$f"
else show
fi`);
}

/** Stops at the first failure, as `sh -eu` does. */
function complete(script: string): string {
  return `set -eu\n${START}\n${script}`;
}

function checked(id: string): string {
  if (!isLockId(id)) throw new Error(`not the id of a lock: ${id}`);
  return id;
}

export type LockAnswer =
  | { readonly kind: 'taken' | 'free' | 'removed' | 'kept' }
  | { readonly kind: 'held'; readonly lock: TargetLock; readonly owner: string }
  /** It is not ours to remove: `owner` is the host's user whose file it is. */
  | { readonly kind: 'refused'; readonly owner: string; readonly path: string }
  /** Something that no `runbook` wrote stands in its place. */
  | { readonly kind: 'odd'; readonly detail: string }
  /** There can be no lock on this host, and why. */
  | { readonly kind: 'none'; readonly detail: string };

/** @param stdout all that the command printed */
export function parseAnswer(stdout: string): LockAnswer {
  const found = new RegExp(`^${MARK} (\\S+) (.*)$`, 'm').exec(stdout);
  const [, kind, detail = ''] = found ?? [];
  const [owner = '', ...rest] = detail.split(' ');
  switch (kind) {
    case 'taken':
    case 'free':
    case 'removed':
    case 'kept':
      return { kind };
    case 'held':
      return heldBy(owner, rest.join(' '), busyStep(stdout));
    case 'refused':
      return { kind, owner, path: rest.join(' ') };
    case 'odd':
      return { kind, detail: `${detail} is not a regular file` };
    case 'none':
      return { kind, detail };
    default:
      return { kind: 'none', detail: 'the host did not answer to it' };
  }
}

/** A step is at work under `<step>.<attempt>`. */
function busyStep(stdout: string): string | undefined {
  return new RegExp(`^${MARK} busy (.*)\\.\\d+$`, 'm').exec(stdout)?.[1];
}

function heldBy(owner: string, text: string, busy: string | undefined): LockAnswer {
  const lock = parseLock(text);
  const kept = lock?.kept ?? busy;
  if (lock) return { kind: 'held', lock: { ...lock, ...(kept !== undefined && { kept }) }, owner };
  return { kind: 'odd', detail: `the lock file of ${owner} can not be read` };
}
