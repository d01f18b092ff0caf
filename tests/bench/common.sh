# Sourced by the bench scripts. shellcheck shell=bash
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${CAPRICCIO_SHARED:-$root/../shared}
cli=${CAPRICCIO_CLI:-$root/build/release/capriccio-cli}
out=${CAPRICCIO_BENCH_OUT:-$root/build/bench}
python=${PYTHON:-/usr/bin/python3}
export OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=10000
mkdir -p "$out"
[ -x "$cli" ] || { echo "build the release first: cmake --preset release && cmake --build --preset release" >&2; exit 1; }
[ -d "$shared/data" ] || { echo "no data at $shared: set CAPRICCIO_SHARED" >&2; exit 1; }
