#!/usr/bin/env bash
# Quality of studio-gan on the emoji after MINUTES (default 5) of training.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
minutes=${1:-5}
dir=$out/emoji-$minutes
rm -rf "$dir" && mkdir -p "$dir"
"$cli" train --json --data "$shared/data/images/noto-emoji-72" --preset studio-gan --resolution 64 --minutes "$minutes" --seed "${SEED:-1}" \
  --out "$dir/run" | tail -n 1
"$cli" sample --model "$dir/run/model.safetensors" --count 1000 --seed 1 --out "$dir/samples" >/dev/null
"$python" "$shared/tools/image_distance.py" "$shared/data/images/noto-emoji-72" "$dir/samples" --size 64 --count 1000
