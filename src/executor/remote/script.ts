/**
 * What the runner shell of a host is told first: the functions that its requests call.
 *
 * POSIX sh (dash, bash, busybox ash), `setsid`, coreutils, Linux's /proc. Names begin with
 * `rb_`, so that no variable that the login exports is changed for the commands. Text only.
 *
 * Files of a step, in the folder of the run and the host: KEY.pid (made with O_EXCL, so that
 * a step begins once; creating a file is dear, so that all that is known of it is in its lines:
 * boot id; process group; what the shell says of a signal; `code exit N` or `code signal N`, N
 * as `$?`; `done`, nothing more will be written. Or `tombstone`: it never began, and never will;
 * `ended`: its end is recorded, its files are gone), .out (its output), .vars, .in, .sh. `lease`
 * names the newest runner, and its boot: a request that an old link delivers late begins nothing.
 */

/** Of what a step leaves in `$RUNBOOK_OUTPUT`, so much is read; a byte more tells that there was more. */
export const VARS_BYTES = 65_536;

/** Says `NONCE words`, a marker. `rb_files` is where a key's files are, `rb_state` what is known. */
const COMMON = String.raw`
rb_say() { printf '%s\n' "$*"; }
rb_files() { rb_n=$1 rb_f=$rb_r/$2; }
rb_state() {
  rb_b= rb_p= rb_w= rb_c= rb_d=
  {
    read -r rb_b
    read -r rb_p
    while read -r rb_k rb_x rb_y; do
      case $rb_k in
        code) rb_w=$rb_x rb_c=$rb_y ;;
        done) rb_d=1 ;;
      esac
    done
  } 2>/dev/null <"$rb_f.pid"
}
rb_end() {
  if [ -s "$rb_f.vars" ]; then rb_say "$rb_n vars"; head -c ${VARS_BYTES + 1} "$rb_f.vars"; fi
  rb_say "$rb_n end $rb_w $rb_c"
}`;

/**
 * rb_step NONCE KEY WORD…: runs a command, detached: in a session of its own, its output
 * through tee into its file, so that it goes on and is kept when nobody listens any more.
 * The first word is said before the key is taken: where nobody listens, nothing begins.
 * The shell prints a line when a signal ended the command, which its status can't tell.
 * Three forks and no more: 50 hosts may be one machine. The name of a process's own task is
 * its number, which a shell finds without starting another or reading /proc byte by byte.
 */
const STEP = `
rb_step() {
  rb_files "$1" "$2"
  shift 2
  rb_say "$rb_n begin"
  rb_l=
  { read -r rb_l <"$rb_r/lease"; } 2>/dev/null
  if [ "$rb_l" != "$rb_lease" ]; then rb_say "$rb_n refused"; return; fi
  if [ -e "$rb_f.pid" ]; then rb_say "$rb_n taken"; return; fi
  set -C
  printf '%s\\n' "$rb_boot" 2>/dev/null >"$rb_f.pid" || rb_l=
  set +C
  if [ -z "$rb_l" ]; then rb_say "$rb_n refused"; return; fi
  {
    {
      (
        for rb_p in /proc/self/task/*; do :; done
        printf '%s\\n' "\${rb_p##*/}" >>"$rb_f.pid"
        export RUNBOOK_OUTPUT="$rb_f.vars"
        umask "$rb_u"
        exec setsid "$@"
      ) 2>&1 <&0
      rb_c=$?
    } 2>>"$rb_f.pid"
    rb_w=exit
    [ "$rb_c" -le 128 ] || rb_signal
    printf 'code %s %s\\n' "$rb_w" "$rb_c" >>"$rb_f.pid"
    rb_say "$rb_n told $rb_w $rb_c" >&2
  } | (trap '' PIPE; exec tee -- "$rb_f.out")
  printf 'done\\n' >>"$rb_f.pid"
  rb_state
  rb_end
}
rb_signal() {
  rb_x=
  { read -r rb_x; read -r rb_x; read -r rb_x; } <"$rb_f.pid"
  [ -z "$rb_x" ] || rb_w=signal
}`;

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
  rb_state
  if [ "$rb_b" = tombstone ]; then rb_say "$rb_n never"; exit; fi
  if [ "$rb_b" = ended ]; then rb_say "$rb_n vanished recorded"; exit; fi
  rb_say "$rb_n begin"
  while :; do
    rb_state
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
      [ "$rb_round" -gt 0 ] || rb_quiet=0
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
rb_alive() {
  rb_why=restarted
  [ -z "$rb_b" ] || [ "$rb_b" = "$rb_boot" ] || return 1
  rb_why=gone
  if [ -n "$rb_p" ] && [ -e "/proc/$rb_p" ]; then rb_gone=0; return 0; fi
  rb_gone=$((rb_gone + 1))
  [ "$rb_gone" -lt 5 ]
}`;

/**
 * rb_forget KEY…: their ends are recorded. rb_close KEY…: so are theirs, and if nothing else of
 * the run is left here, its folder goes.
 */
const FORGET = `
rb_forget() {
  for rb_k; do
    rb_f=$rb_r/$rb_k
    printf 'ended\\n' >"$rb_f.pid"
    shift
    set -- "$@" "$rb_f.out" "$rb_f.vars" "$rb_f.in" "$rb_f.sh"
  done
  [ "$#" -eq 0 ] || rm -f -- "$@"
}
rb_close() {
  rb_l=
  { read -r rb_l <"$rb_r/lease"; } 2>/dev/null
  if [ "$rb_l" = "$rb_lease" ] && rb_only "$@"; then rm -rf -- "$rb_r"; else rb_forget "$@"; fi
}
rb_only() {
  for rb_f in "$rb_r"/*; do
    rb_k=\${rb_f##*/} rb_b=
    case " $* " in *" \${rb_k%.*} "*) continue ;; esac
    case $rb_k in
      lease) ;;
      *.pid) read -r rb_b <"$rb_f"; case $rb_b in ended | tombstone) ;; *) return 1 ;; esac ;;
      *) return 1 ;;
    esac
  done
}`;

/**
 * rb_open NONCE FOLDER KEY…: makes the folder. The keys may have begun: where the folder was
 * gone nobody can say, and no later session may conclude that they never did. The same where
 * the host was restarted since the folder was last opened (rb_since): nothing is synced here,
 * and a power cut takes the newest files.
 * rb_who: the login's umask and user, from /proc rather than by two more processes.
 */
const OPEN = `
rb_open() {
  rb_who
  umask 077
  rb_r=\${XDG_STATE_HOME:-\${HOME:-/}/.local/state}/runbook/steps
  [ "$rb_id" != 0 ] || rb_r=/var/lib/runbook/steps
  rb_r=$rb_r/$2
  rb_n=$1
  shift 2
  rb_boot=-
  { read -r rb_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  rb_new=
  [ -d "$rb_r" ] || rb_new=1
  if ! command -v setsid >/dev/null; then rb_say "$rb_n unfit it has no setsid (util-linux)"
  elif ! command -v tee >/dev/null; then rb_say "$rb_n unfit it has no tee (coreutils)"
  elif ! [ -d /proc/self/task ]; then rb_say "$rb_n unfit it has no /proc"
  elif ! { [ -z "$rb_new" ] || mkdir -p -- "$rb_r" 2>/dev/null; } || ! [ -w "$rb_r" ]; then
    rb_say "$rb_n unfit the folder $rb_r can not be made there"
  else
    if [ -n "$rb_new" ]; then
      for rb_k; do echo ended >"$rb_r/$rb_k.pid"; done
    else rb_since "$@"
    fi
    rb_lease=$rb_n
    printf '%s\\n' "$rb_n" "$rb_boot" >"$rb_r/lease"
    rb_say "$rb_n ready $rb_boot $rb_r"
  fi
}
rb_since() {
  rb_l= rb_b=
  { read -r rb_l; read -r rb_b; } 2>/dev/null <"$rb_r/lease"
  if [ "$rb_b" = "$rb_boot" ]; then return; fi
  for rb_k; do
    if [ ! -e "$rb_r/$rb_k.pid" ]; then echo restarted >"$rb_r/$rb_k.pid"; fi
  done
}
rb_who() {
  rb_u= rb_id=
  while [ -z "$rb_id" ] && read -r rb_k rb_x rb_y; do
    case $rb_k in
      Umask:) rb_u=$rb_x ;;
      Uid:) rb_id=\${rb_y%%[!0-9]*} ;;
    esac
  done 2>/dev/null </proc/self/status
  [ -n "$rb_u" ] || rb_u=$(umask)
  [ -n "$rb_id" ] || rb_id=$(id -u)
}`;

export const FUNCTIONS = `${COMMON}${STEP}${ATTACH}${FORGET}${OPEN}\n`;
