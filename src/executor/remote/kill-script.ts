/** Ends a detached step on its host. POSIX sh. */
import { quote } from '../../plan/quote.ts';

/** What the script says when there was something to kill. */
export const KILLED = 'runbook-killed';

/**
 * TERM to its process group, a second of grace, then KILL; all in one script, so that the
 * second comes whatever becomes of the link. A step of an earlier boot is gone, and its
 * process group may be another's; one that has just begun is waited for. No `--` before the
 * group: dash and busybox don't know it there.
 * @param files the step's, without their endings
 */
export function killScript(files: string): string {
  return `f=${quote(`${files}.pid`)}
{ read -r now </proc/sys/kernel/random/boot_id; } 2>/dev/null || now=-
tries=0 boot= group=
while ! { read -r boot; read -r group; } 2>/dev/null <"$f" && [ "$tries" -lt 20 ]; do
  tries=$((tries + 1))
  sleep 0.1 2>/dev/null || sleep 1
done
[ "$boot" = "$now" ] || exit 0
[ "\${group:-0}" -gt 1 ] || exit 0
kill -TERM "-$group" 2>/dev/null || exit 0
echo ${KILLED}
tries=0
while [ "$tries" -lt 10 ] && kill -0 "-$group" 2>/dev/null; do
  tries=$((tries + 1))
  sleep 0.1 2>/dev/null || sleep 1
done
kill -KILL "-$group" 2>/dev/null || :`;
}
