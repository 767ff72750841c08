/**
 * What the runner shell of a host is told first: the functions that its requests call.
 *
 * POSIX sh (dash, bash, busybox ash), `setsid`, coreutils, Linux's /proc. Names begin with
 * `rb_`, so that no variable that the login exports is changed for the commands. Text only.
 *
 * Files of a step, in the folder of the run and the host: KEY.pid (boot id, then process
 * group; made with O_EXCL, so that a step begins once; `tombstone`: it never began, and never
 * will; `ended`: its end is recorded, its files are gone), .out (its output), .code (`exit N`
 * or `signal N`, N as `$?`), .done (nothing more will be written), .vars, .sig. `lease` names
 * the newest runner: a request that an old link delivers late begins nothing.
 */

/** Says `NONCE words`, a marker. `rb_files` is where a key's files are. */
const COMMON = String.raw`
rb_say() { printf '%s\n' "$*"; }
rb_files() { rb_n=$1 rb_f=$rb_r/$2; }
rb_end() {
  if [ -s "$rb_f.vars" ]; then rb_say "$rb_n vars"; head -c 65536 "$rb_f.vars"; fi
  rb_w= rb_c=
  { read -r rb_w rb_c <"$rb_f.code"; } 2>/dev/null
  rb_say "$rb_n end $rb_w $rb_c"
}`;

/**
 * rb_step NONCE KEY WORD…: runs a command, detached: in a session of its own, its output
 * through tee into its file, so that it goes on and is kept when nobody listens any more.
 * The first word is said before the key is taken: where nobody listens, nothing begins.
 * The shell prints a line when a signal ended the command, which its status can't tell.
 */
const STEP = String.raw`
rb_step() (
  rb_files "$1" "$2"
  shift 2
  rb_say "$rb_n begin"
  rb_l=
  { read -r rb_l <"$rb_r/lease"; } 2>/dev/null
  if [ "$rb_l" != "$rb_lease" ]; then rb_say "$rb_n refused"; exit; fi
  if [ -e "$rb_f.pid" ]; then rb_say "$rb_n taken"; exit; fi
  set -C
  printf '%s\n' "$rb_boot" 2>/dev/null >"$rb_f.pid" || { rb_say "$rb_n refused"; exit; }
  set +C
  export RUNBOOK_OUTPUT="$rb_f.vars"
  rb_c=126
  {
    {
      (
        read -r rb_p rb_c </proc/self/stat
        printf '%s\n' "$rb_p" >>"$rb_f.pid"
        umask "$rb_u"
        exec setsid "$@"
      ) 2>&1 <&0
      rb_c=$?
    } 2>"$rb_f.sig"
    rb_w=exit
    [ ! -s "$rb_f.sig" ] || rb_w=signal
    printf '%s %s\n' "$rb_w" "$rb_c" >"$rb_f.code"
    rb_say "$rb_n told $rb_w $rb_c" >&2
  } | (trap '' PIPE; exec tee -- "$rb_f.out")
  true >"$rb_f.done"
  rb_end
)`;

/**
 * rb_attach NONCE KEY BYTES ROUNDS: gives the output from a byte on, and the end. A step
 * that never began gets a tombstone instead: a request that is still on its way finds the
 * key taken. ROUNDS: how long a quiet output, still held by something in the background,
 * is read after the command's end. The ticks let the pipe break when nobody listens.
 */
const ATTACH = String.raw`
rb_attach() (
  rb_files "$1" "$2"
  rb_at=$3
  set -C
  if printf 'tombstone\n' 2>/dev/null >"$rb_f.pid"; then rb_say "$rb_n never"; exit; fi
  set +C
  [ -e "$rb_f.pid" ] || { rb_say "$rb_n vanished unwritable"; exit; }
  rb_quiet=0 rb_gone=0 rb_round=0 rb_why=gone
  rb_pid
  if [ "$rb_b" = tombstone ]; then rb_say "$rb_n never"; exit; fi
  if [ "$rb_b" = ended ]; then rb_say "$rb_n vanished recorded"; exit; fi
  rb_say "$rb_n begin"
  while :; do
    rb_d= rb_w=
    [ ! -e "$rb_f.done" ] || rb_d=1
    { read -r rb_w rb_c <"$rb_f.code"; } 2>/dev/null || rb_w=
    rb_size=0
    [ ! -e "$rb_f.out" ] || rb_size=$(($(wc -c <"$rb_f.out")))
    if [ "$rb_size" -gt "$rb_at" ]; then
      tail -c "+$((rb_at + 1))" -- "$rb_f.out" | head -c "$((rb_size - rb_at))"
      rb_at=$rb_size rb_quiet=0
    elif [ -n "$rb_d" ]; then
      break
    fi
    if [ -n "$rb_d" ]; then continue; fi
    if [ -n "$rb_w" ]; then
      [ "$rb_quiet" -lt "$4" ] && [ "$rb_round" -lt 150 ] || break
      rb_round=$((rb_round + 1))
    else
      rb_alive || break
    fi
    rb_quiet=$((rb_quiet + 1))
    [ "$((rb_quiet % 20))" -ne 0 ] || rb_say "$rb_n tick"
    sleep 0.2 2>/dev/null || sleep 1
  done
  if [ -z "$rb_w" ]; then rb_say "$rb_n vanished $rb_why"; exit; fi
  rb_end
)
rb_pid() { rb_b= rb_p=; { read -r rb_b; read -r rb_p; } <"$rb_f.pid"; }
rb_alive() {
  [ -n "$rb_p" ] || rb_pid
  rb_why=restarted
  [ -z "$rb_b" ] || [ "$rb_b" = "$rb_boot" ] || return 1
  rb_why=gone
  if [ -n "$rb_p" ] && [ -e "/proc/$rb_p" ]; then rb_gone=0; return 0; fi
  rb_gone=$((rb_gone + 1))
  [ "$rb_gone" -lt 5 ]
}`;

/** rb_forget KEY…: their ends are recorded. rb_close: and nothing else of the run is left here. */
const FORGET = String.raw`
rb_forget() {
  for rb_k; do
    rb_f=$rb_r/$rb_k
    printf 'ended\n' >"$rb_f.pid"
    rm -f -- "$rb_f.out" "$rb_f.code" "$rb_f.done" "$rb_f.vars" "$rb_f.sig" "$rb_f.in" "$rb_f.sh"
  done
}
rb_close() {
  rb_l= rb_b=
  { read -r rb_l <"$rb_r/lease"; } 2>/dev/null
  [ "$rb_l" = "$rb_lease" ] || return 0
  for rb_f in "$rb_r"/*; do
    case $rb_f in
      *.pid) read -r rb_b <"$rb_f"; case $rb_b in ended | tombstone) ;; *) return 0 ;; esac ;;
      */lease) ;;
      *) return 0 ;;
    esac
  done
  rm -f -- "$rb_r"/*.pid "$rb_r/lease"
  rmdir -- "$rb_r" 2>/dev/null
}`;

/**
 * rb_open NONCE FOLDER KEY…: makes the folder. The keys may have begun: where the folder was
 * gone nobody can say, and no later session may conclude that they never did.
 */
const OPEN = `
rb_open() {
  rb_u=$(umask)
  umask 077
  rb_r=\${XDG_STATE_HOME:-\${HOME:-/}/.local/state}/runbook/steps
  [ "$(id -u)" != 0 ] || rb_r=/var/lib/runbook/steps
  rb_r=$rb_r/$2
  rb_n=$1
  shift 2
  rb_boot=-
  { read -r rb_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  rb_new=
  [ -d "$rb_r" ] || rb_new=1
  if ! command -v setsid >/dev/null; then rb_say "$rb_n unfit it has no setsid (util-linux)"
  elif ! command -v tee >/dev/null; then rb_say "$rb_n unfit it has no tee (coreutils)"
  elif ! [ -r /proc/self/stat ]; then rb_say "$rb_n unfit it has no /proc"
  elif ! mkdir -p -- "$rb_r" 2>/dev/null || ! [ -w "$rb_r" ]; then
    rb_say "$rb_n unfit the folder $rb_r can not be made there"
  else
    if [ -n "$rb_new" ]; then
      for rb_k; do echo ended >"$rb_r/$rb_k.pid"; done
    fi
    rb_lease=$rb_n
    echo "$rb_n" >"$rb_r/lease"
    rb_say "$rb_n ready $rb_boot $rb_r"
  fi
}`;

export const FUNCTIONS = `${COMMON}${STEP}${ATTACH}${FORGET}${OPEN}\n`;
