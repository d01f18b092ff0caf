#!/usr/bin/env bash
# What gpt makes of little text in the given minutes (5): small_text.sh [MINUTES] [option=value]...
# The built-in corpus (two languages, 76,000 tokens) and the first 300,000 characters of tiny-shakespeare, default settings
# but for the options given: passes made, loss of training at the end, held-out loss of the model.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
minutes=${1:-5}
shift || true
settings=()
for setting in "$@"; do settings+=(--set "$setting"); done
dir=$out/small-text
rm -rf "$dir" && mkdir -p "$dir"
"$cli" samples --kind texts --out "$dir/built-in" >/dev/null
head -c 300000 "$shared/data/text/tiny-shakespeare/input.txt" >"$dir/shakespeare.txt"
for data in built-in shakespeare.txt; do
  "$cli" train --data "$dir/$data" --preset gpt --minutes "$minutes" --seed 1 --out "$dir/run-$data" --json "${settings[@]}" >"$dir/$data.log"
  "$python" - "$dir" "$data" <<'P'
import json, sys
folder, data = sys.argv[1:]
lines = [json.loads(line) for line in open(f"{folder}/{data}.log")]
metrics = [json.loads(line) for line in open(f"{folder}/run-{data}/metrics.jsonl")]
run = json.load(open(f"{folder}/run-{data}/run.json"))
result = [line for line in lines if line.get("event") == "result"][-1]
print(json.dumps({"data": data, "passes": round(metrics[-1]["imagesSeen"] / run["data"]["tokens"], 1),
                  "seconds": round(metrics[-1]["elapsedSeconds"]), "loss": round([m["loss"] for m in metrics if "loss" in m][-1], 3),
                  "loss_heldout": round(result["loss_heldout"], 3)}))
P
done
