#!/usr/bin/env bash
# Form and originality of poems by gpt after MINUTES (default 10) on the Tang poems: share of poems whose every line is two halves of 5 or of
# 7 characters with right punctuation.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
minutes=${1:-10}
dir=$out/poems-$minutes
rm -rf "$dir" && mkdir -p "$dir"
data=("$shared"/data/text/chinese-poetry/poet.tang.*.json)
"$cli" train --json --data "${data[@]}" --preset gpt --threads 1 --minutes "$minutes" --seed "${SEED:-1}" --out "$dir/run" | tail -n 1
"$cli" write --json --model "$dir/run/model.safetensors" --count 200 --tokens 400 --seed 1 | tail -n 1 >"$dir/poems.json"
"$python" "$(dirname "$0")/poems.py" "$dir/poems.json" "${data[@]}"
"$cli" evaluate --json --model "$dir/run/model.safetensors" --data "${data[@]}" | tail -n 1
