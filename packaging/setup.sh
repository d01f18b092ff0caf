# Sourced by run.sh and test.sh: installs what is missing and builds the release. Doing it again costs seconds.
# shellcheck shell=bash
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release

say() { printf '%s\n' "$*"; }

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

# Packages of the lists that are not installed; of alternatives the first one this release offers.
missing_packages() {
  local line name candidates chosen
  while IFS= read -r line; do
    line=${line%%#*}
    [ -n "${line// /}" ] || continue
    IFS='|' read -ra candidates <<<"${line// /}"
    chosen=
    for name in "${candidates[@]}"; do
      if installed "$name"; then chosen=-; break; fi
    done
    if [ -z "$chosen" ]; then
      for name in "${candidates[@]}"; do
        if [ -n "$(apt-cache madison "$name" 2>/dev/null)" ]; then chosen=$name; break; fi
      done
      say "${chosen:-${candidates[0]}}"
    fi
  done < <(cat "$root/packaging/packages.txt" "$@")
}

privileged() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "Installing packages needs administrator rights: run this as root once, or install sudo." >&2
    exit 1
  fi
}

install_missing() {
  if ! command -v apt-get >/dev/null; then
    say "This script installs packages with apt (Debian 12 or newer). On another system install the libraries named in"
    say "packaging/packages.txt, then: cmake --preset release && cmake --build --preset release"
    command -v cmake >/dev/null && command -v ninja >/dev/null || exit 1
    return
  fi
  local wanted
  # A bare machine has no package lists: without them an alternative cannot be chosen.
  [ -n "$(apt-cache madison cmake 2>/dev/null)" ] || privileged apt-get update -q
  wanted=$(missing_packages "$@")
  [ -n "$wanted" ] || return 0
  say "Installing: $(tr '\n' ' ' <<<"$wanted")"
  privileged apt-get update -q
  # shellcheck disable=SC2086
  privileged env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $wanted
}

# A Torch translation unit wants up to 1.5 GiB: fewer jobs on small machines.
jobs_for_memory() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemTotal/ { print int($2 / 1572864) }' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  say $((cores < memory ? cores : memory))
}

# First argument ON or OFF: with tests or without; the rest goes to cmake --build.
build_release() {
  local tests=$1
  shift
  (cd "$root" && cmake --preset release -DCAPRICCIO_TESTS="$tests" ${Torch_DIR:+-DTorch_DIR="$Torch_DIR"}) >"$root/build/configure.log" 2>&1 || {
    tail -n 30 "$root/build/configure.log" >&2
    exit 1
  }
  cmake --build "$build" --parallel "$(jobs_for_memory)" "$@"
}

mkdir -p "$root/build"
