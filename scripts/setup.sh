#!/bin/sh
# Brings what a mode needs, and nothing twice: sh scripts/setup.sh demo|test|check
#
# Needs no network when everything is there. Debian packages are installed only by
# root; otherwise the missing ones are named. No service is started or enabled.
set -eu

mode=${1:-check}
cd "$(dirname "$0")/.."
cache=.cache/setup
mkdir -p "$cache"

say() { printf 'setup: %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }

# --- npm packages, among them the pinned Node --------------------------------

# True when node_modules is that of today's package-lock.json.
dependencies_current() {
  [ -x node_modules/.bin/node ] || return 1
  [ "$(cat "$cache/lock" 2>/dev/null)" = "$1" ] && return 0
  # Installed by hand since the lock was written.
  [ -f node_modules/.package-lock.json ] &&
    [ -z "$(find package-lock.json -newer node_modules/.package-lock.json)" ]
}

install_dependencies() {
  lock=$(cksum <package-lock.json)
  if ! dependencies_current "$lock"; then
    say 'installing the npm packages (less than a minute)'
    # Engine warnings are noise here: Node 20 only installs, the pinned Node runs.
    npm ci --no-audit --no-fund --loglevel=error
  fi
  printf '%s\n' "$lock" >"$cache/lock"
  if [ ! -x node_modules/.bin/node ]; then
    say 'there is no pinned Node for this platform: put Node 22.18 or newer first on the PATH'
    exit 1
  fi
}

# --- the bundle of the CLI ----------------------------------------------------

build_cli() {
  if [ -f dist/cli/main.js ] &&
    [ -z "$(find src scripts/build-cli.ts package-lock.json -newer dist/cli/main.js | head -n 1)" ]; then
    return
  fi
  node_modules/.bin/node scripts/build-cli.ts >/dev/null
}

# --- Debian packages ----------------------------------------------------------

# add COMMAND PACKAGE: the package is missing when the command is.
missing=''
add() { have "$1" || missing="$missing $2"; }

needed_packages() {
  add bwrap bubblewrap
  add ping iputils-ping
  add ip iproute2
  [ "$mode" = test ] || return 0
  [ -n "${RUNBOOK_CHROMIUM:-}" ] || add chromium chromium
  add sshd openssh-server
  add ssh openssh-client
  add nginx nginx-light
  add sudo sudo
  add busybox busybox
  add ps procps
  add openssl openssl
  add python3 python3-minimal
  add pdftotext poppler-utils
}

# Installs without starting anything: a policy that says no for as long as it lasts.
apt_install() {
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  set -- apt-get install -y -qq --no-install-recommends "$@"
  status=0
  "$@" >"$cache/apt.log" 2>&1 ||
    { apt-get update -qq >>"$cache/apt.log" 2>&1 && "$@" >>"$cache/apt.log" 2>&1; } ||
    status=1
  return "$status"
}

# What we brought must not come up at the next boot either.
disable_services() {
  have systemctl || return 0
  case $missing in *openssh-server*) systemctl disable ssh.service ssh.socket ;; esac >/dev/null 2>&1 || :
  case $missing in *nginx*) systemctl disable nginx.service ;; esac >/dev/null 2>&1 || :
}

install_packages() {
  needed_packages
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! have apt-get; then
    say "not installed (that takes root):$missing"
    say "what needs them is skipped, or done with less; to have it all: sudo apt-get install$missing"
    return 0
  fi
  say "installing from Debian:$missing"
  # shellcheck disable=SC2086 # a list of words
  if apt_install $missing; then
    disable_services
  else
    say "apt-get could not install them (see $cache/apt.log): what needs them is skipped"
  fi
}

# The second browser of the tests. By itself: not every Debian or Ubuntu has the package.
install_firefox() {
  [ "$mode" = test ] && [ -z "${RUNBOOK_FIREFOX:-}" ] || return 0
  have firefox-esr && return 0
  [ "$(id -u)" -eq 0 ] && have apt-get || return 0
  say 'installing from Debian: firefox-esr (some ten seconds)'
  apt_install firefox-esr ||
    say "apt-get could not install it (see $cache/apt.log): the tests in Firefox are skipped"
}

# ifupdown2 replaces the machine's own network set-up when it is installed: it is only unpacked.
unpack_ifupdown2() {
  [ "$mode" = test ] || return 0
  [ -d .cache/ifupdown2/usr ] && return 0
  have apt-get && have dpkg-deb || return 0
  mkdir -p .cache/ifupdown2
  (
    cd .cache/ifupdown2
    # Not as root's sandbox user, which can't write here.
    apt-get download -qq -o APT::Sandbox::User=root ifupdown2 >../setup/ifupdown2.log 2>&1 ||
      { [ "$(id -u)" -eq 0 ] && apt-get update -qq >>../setup/ifupdown2.log 2>&1 &&
        apt-get download -qq -o APT::Sandbox::User=root ifupdown2 >>../setup/ifupdown2.log 2>&1; } &&
      dpkg-deb -x ifupdown2_*.deb . && rm -f ifupdown2_*.deb
  ) || say "ifupdown2 could not be fetched: the check of the interfaces files with ifquery is skipped"
}

install_dependencies
case $mode in
demo | test)
  install_packages
  install_firefox
  unpack_ifupdown2
  ;;
check) ;;
*)
  say "unknown mode \"$mode\": demo, test or check"
  exit 2
  ;;
esac
build_cli
