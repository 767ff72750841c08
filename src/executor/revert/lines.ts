/**
 * What a host is sent so that it goes back by itself (its answers: `answers.ts`). Pure: text only.
 *
 * POSIX sh, coreutils, and `setsid` (util-linux, busybox). A watchdog in a session of its
 * own sleeps, then decides with one rename, `armed` → `fired`; who disarms renames
 * `armed` → `disarmed`. Of two renames of one file one succeeds: whoever's does, decides.
 * The watchdog ends with the boot; the files stay, and hold the boot's id.
 */
import { scriptInput, shellLine } from '../../plan/command.ts';
import type { PlannedCommand, PlannedFile, PlannedStep } from '../../plan/model.ts';
import { quote } from '../../plan/quote.ts';

/** Before each word of an answer: a host's own greeting isn't one. */
export const MARK = 'runbook-revert';
/** Of the undo's output; the rest stays on the host. */
const OUTPUT_BYTES = 65_536;

/** Where the host keeps what belongs to one attempt of a step. */
export interface RevertPlace {
  readonly run: string;
  readonly step: string;
  readonly attempt: number;
}

/** How the host goes back. @returns undefined when the step doesn't say so */
export function goingBack({ undo, action }: PlannedStep): GoingBack | undefined {
  if (undo) return { sudo: undo.sudo ?? false, undo };
  return action.kind === 'put' ? { sudo: action.file.sudo, file: action.file } : undefined;
}

/** By the author's commands, or by putting back the file as it is when the host is armed. */
export type GoingBack = { readonly sudo: boolean } & (
  | { readonly undo: PlannedCommand }
  | { readonly file: PlannedFile }
);

/**
 * Starts what comes on stdin (`watchdog`, `rescuer`) detached, and hands its first words
 * on: the substitution ends when it lets its output go. Twice for one attempt is refused.
 */
export function startScript(place: RevertPlace, fresh: boolean): string {
  return `${folder(place)}
p=$(cat)
if ! command -v setsid >/dev/null; then echo 'there is no setsid on this host' >&2; exit 1; fi
${fresh ? MAKE_FOLDER : ''}
a=$(printf '%s\\n' "$p" | setsid sh -c 'eval "$(cat)"' sh "$d" 2>&1 &)
printf '%s\\n' "$a"`;
}

const MAKE_FOLDER = `(umask 077; mkdir -p -- "$(dirname -- "$d")"; mkdir -- "$d")`;

/**
 * Sleeps, then goes back. It says that it is armed, with its pid and deadline, once it
 * runs and all it needs is in place.
 */
export function watchdog(back: GoingBack, afterMs: number): string {
  return whole(`${keepOld(back)}
printf '%s %s %s\\n' "$$" "$(($(date +%s) + ${seconds(afterMs)}))" "$(${BOOT})" >"$d/new" || exit 1
sync -- "$d/new" 2>/dev/null || sync
mv -f -- "$d/new" "$d/armed" || exit 1
printf '${MARK} armed %s\\n' "$(cat -- "$d/armed")"
${DETACH}
sleep ${seconds(afterMs)}
mv -f -- "$d/armed" "$d/fired" 2>/dev/null || exit 0
${goBack(back)}`);
}

/** Goes back now, unless it is decided already: the watchdog, if it still runs, comes too late. */
export function rescuer(back: GoingBack): string {
  return whole(`if ! mv -f -- "$d/armed" "$d/fired" 2>/dev/null; then exit 0; fi
${DETACH}
${goBack(back)}`);
}

/** Tells the host not to go back, unless it is too late; then says how it stands. */
export function disarmScript(place: RevertPlace): string {
  return `${folder(place)}
mv -f -- "$d/armed" "$d/disarmed" 2>/dev/null || :
${LOOK}`;
}

export function lookScript(place: RevertPlace): string {
  return `${folder(place)}\n${LOOK}`;
}

/**
 * Once the journal has it all. A watchdog that still sleeps is ended, where it is certain
 * that it is ours; elsewhere it will find nothing to rename.
 */
export function forgetScript(place: RevertPlace): string {
  return `${folder(place)}
for n in disarmed fired; do
  if [ ! -e "$d/$n" ]; then continue; fi
  read -r pid rest <"$d/$n" || continue
  if [ "$(readlink "/proc/$pid/fd/1")" = "$d/output" ]; then kill -s TERM -- "-$pid" || :; fi
done
rm -rf -- "$d"
rmdir -- "$(dirname -- "$d")" 2>/dev/null || :`;
}

const BOOT = 'cat /proc/sys/kernel/random/boot_id 2>/dev/null || :';

/** No descriptor of the link is kept: its end must neither wait for us nor end us. */
const DETACH = 'exec </dev/null >"$d/output" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-';

/** `armed` is looked for first: once it is gone, the file that took its place is there. */
const LOOK = `s=none
for n in armed fired disarmed; do
  if [ -e "$d/$n" ]; then s=$n; break; fi
done
printf '${MARK} state %s\\n${MARK} now %s\\n${MARK} boot %s\\n' "$s" "$(date +%s)" "$(${BOOT})"
facts=$(cat -- "$d/$s" 2>/dev/null) || facts=
if [ -n "$facts" ]; then
  printf '${MARK} facts %s\\n' "$facts"
  if kill -0 "\${facts%% *}" 2>/dev/null; then printf '${MARK} alive yes\\n'; fi
fi
if [ -e "$d/ended" ]; then printf '${MARK} ended %s\\n' "$(cat -- "$d/ended")"; fi
printf '${MARK} output\\n'
if [ "$s" = fired ]; then tail -c ${OUTPUT_BYTES} -- "$d/output" 2>/dev/null | base64; fi`;

/** Sets `d`: below /var/lib/runbook/revert for root, below the user's state folder otherwise. */
function folder({ run, step, attempt }: RevertPlace): string {
  return `b=\${XDG_STATE_HOME:-\${HOME:-/}/.local/state}/runbook/revert
if [ "$(id -u)" = 0 ]; then b=/var/lib/runbook/revert; fi
d=$b/${quote(run)}/${quote(`${step}.${attempt}`)}`;
}

/** Executed only when it came whole: its last line calls it, with the folder. */
function whole(body: string): string {
  return `runbook_revert() {\nd=$1\n${body}\n}\nrunbook_revert "$1"\n`;
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

/** A file that is to come back is kept as it is now, not as an earlier attempt found it. */
function keepOld(back: GoingBack): string {
  if ('undo' in back) return ':';
  return `${realPath(back.file)} || exit 1
if [ -e "$t" ]; then cp -p -- "$t" "$d/old" || exit 1; fi`;
}

/** Sets `t`: symbolic links are followed, as they are when the file is written. */
function realPath({ path }: PlannedFile): string {
  return `t=$(readlink -f -- ${quote(path)})`;
}

/** Runs the undo, and leaves its code and time in `ended`. */
function goBack(back: GoingBack): string {
  return `code=0
${'undo' in back ? undoLine(back.undo) : restore(back.file)} || code=$?
printf '%s %s\\n' "$code" "$(date +%s)" >"$d/ended.part"
mv -f -- "$d/ended.part" "$d/ended"`;
}

/** As whoever started the watchdog: root is root already. A secret stands in no command line. */
function undoLine({ script, lang, secret }: PlannedCommand): string {
  if (!secret) return `${shellLine(script, { lang })} </dev/null`;
  return `printf %s ${quote(scriptInput(script))} | ${shellLine(script, { lang, carried: 'stdin' })}`;
}

/** The old file is renamed over the new one; where there was none, the new one is removed. */
function restore(file: PlannedFile): string {
  return `if ! ${realPath(file)}; then false
elif [ -e "$d/old" ]; then
  n=$(mktemp "$(dirname -- "$t")/.runbook.XXXXXX") && cp -p -- "$d/old" "$n" &&
    { sync -- "$n" 2>/dev/null || sync; } && mv -f -- "$n" "$t"
else rm -f -- "$t"
fi`;
}
