#!/usr/bin/env bash
# The same set-up as run.sh, then every test: rules of the house, units, real windows, the command line.
#   packaging/test.sh [ctest arguments]
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_missing "$root/packaging/packages-test.txt"
build_release ON

export QT_QPA_PLATFORM=offscreen OMP_WAIT_POLICY=passive
cd "$build"
ctest --output-on-failure --no-tests=error --timeout 300 "$@"
