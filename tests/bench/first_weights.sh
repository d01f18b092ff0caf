#!/usr/bin/env bash
# Makes resources/models/studio-gan-first.safetensors anew: studio-gan trained at 32 px on the built-in sample set, all motifs
# as one class. Without a schedule: weights that are still learning take to other pictures better than those of a run that has
# come to rest (emoji after 2,500 steps: 23.9 from 1,100 steps of it, 28.8 from all 6,000, 27.6 at random). Wanted only when the
# network up to 32 px changes.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
dir=$out/first-weights
rm -rf "$dir" && mkdir -p "$dir/flat"
"$cli" samples --out "$dir/set" >/dev/null
find "$dir/set" -name '*.png' | sort | awk -v to="$dir/flat" '{ printf "%s\n%s/%04d.png\n", $0, to, NR - 1 }' | xargs -d '\n' -n 2 cp
"$cli" train --data "$dir/flat" --preset studio-gan --resolution 32 --steps 1200 --threads 1 --precision bf16 --seed 1 \
  --set width=128 --set firstWeights=random --set learningRateDecay=0 --set gammaEnd=1 --out "$dir/run"
mkdir -p "$root/resources/models"
"$python" "$(dirname "${BASH_SOURCE[0]}")/first_weights.py" "$(ls "$dir"/run/checkpoints/*.safetensors | tail -n 1)" \
  "$root/resources/models/studio-gan-first.safetensors"
