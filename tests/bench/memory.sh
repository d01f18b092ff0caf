#!/usr/bin/env bash
# Peak resident memory while training studio-gan at 64 x 64, batch 32, on the emoji (120 steps, both levels, held-out figures and checkpoints included).
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
dir=$out/memory
rm -rf "$dir"
"$python" - "$cli" "$shared" "$dir" <<'P'
import json, resource, subprocess, sys
cli, shared, folder = sys.argv[1:]
subprocess.run([cli, "train", "--data", shared + "/data/images/noto-emoji-72", "--preset", "studio-gan", "--resolution", "64",
                "--steps", "120", "--set", "batch=32", "--set", "checkpointSeconds=20", "--seed", "1", "--out", folder], check=True, stdout=subprocess.DEVNULL)
print(json.dumps({"peak_rss_mib": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)}))
P
