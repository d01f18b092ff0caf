#!/usr/bin/env bash
# Runs every fuzz target: run.sh BUILD_DIR [SECONDS each, default 60]. Finds are written to BUILD_DIR/found.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1
seconds=${2:-60}
mkdir -p "$build/found"
failed=0
for target in "$build"/fuzz_*; do
  [ -f "$target" ] && [ -x "$target" ] || continue
  name=$(basename "$target" | sed s/^fuzz_//)
  grown="$build/corpus/$name"
  mkdir -p "$grown"
  seeds="$here/corpus/$name"
  [ "$name" = preset ] && seeds="$seeds $here/../../resources/presets"
  for folder in $seeds; do [ -d "$folder" ] && cp -n "$folder"/* "$grown/" 2>/dev/null || true; done
  echo "== $name"
  # Leaks: Qt and exiv2 keep what they need until the process ends.
  ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=16:allocator_may_return_null=1 "$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=512 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="$build/found/$name-" "$grown" || failed=1
done
exit $failed
