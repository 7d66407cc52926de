# shellcheck shell=bash
# What all scripts share. Source it first: it ends the script at the first failure and goes to the checkout's root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Settings of this checkout (see .env.sample); what the caller's environment says comes first.
if [ -f .env ]; then
  while IFS='=' read -r name value; do
    case $name in TWILIGHT_*) [ -n "${!name:-}" ] || export "$name=$value" ;; esac
  done <.env
fi

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }

# One sentence that says what is wrong, one that says what helps.
fail() {
  printf '\033[1;31mStopped:\033[0m %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# version_at_least 1.95.0 1.94
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

target_folder() { printf '%s\n' "${CARGO_TARGET_DIR:-target}"; }

# Where programs for this machine are: .cargo/config.toml has cargo put them into a folder of the machine's kind.
native_folder() { printf '%s/%s\n' "$(target_folder)" "$(rustc --print host-tuple)"; }

# A checkout is built to be run, not to be worked on: what makes the next change quicker, or a debugger wiser, makes this one slower.
export CARGO_INCREMENTAL=${CARGO_INCREMENTAL:-0} CARGO_PROFILE_DEV_DEBUG=${CARGO_PROFILE_DEV_DEBUG:-0}

# Cargo tells well what does not compile; that a download failed it tells in a way that needs a translation.
run_cargo() {
  cargo "$@" || fail "cargo ${1:-} did not succeed (see above). If it speaks of a download, a host or a timeout, this machine" \
    "can't reach the crate registry: connect it to the internet, or set up your mirror in ~/.cargo/config.toml, and run this again."
}

# The server and, with the tool that comes out of the same compile, what browsers download.
build_debug() {
  say "Building the server"
  run_cargo build --package server --package xtask
  build_site
}

# What browsers download, and then the server, because a release has it inside.
build_release() {
  run_cargo build --package xtask
  build_site --release
  say "Building the server, with that inside"
  run_cargo build --package server --release
}

build_site() {
  say "Building what the browser downloads"
  "$(native_folder)/debug/xtask" site "$@" || fail "What the browser downloads could not be built (see above)."
}

# Puts into $cpu_seconds the processors' time that this script, and all it has run and waited for, have taken.
read_cpu_seconds() {
  local file
  file=$(mktemp)
  # Asked for within $(…), it would tell of that subshell alone.
  times >"$file"
  cpu_seconds=$(awk '{ for (at = 1; at <= NF; at++) { split($at, part, /[ms]/); sum += part[1] * 60 + part[2] } } END { printf "%d", sum }' "$file")
  rm -f "$file"
}

# The name of a Chromium or Chrome that is there already.
find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && have "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}
