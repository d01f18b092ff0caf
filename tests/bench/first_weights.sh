#!/usr/bin/env bash
# Makes resources/models/studio-gan-first.safetensors anew: studio-gan trained at 32 px on 18,000 pictures that the project draws
# itself, the motifs of the built-in sample set gone on with and stickers cut out of them (practice_set.py), all as one class.
# Without a schedule: what is kept shall go on learning. Wanted only when the network up to 32 px or the motifs change.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
dir=$out/first-weights
rm -rf "$dir" && mkdir -p "$dir"
"$cli" samples --count 12000 --out "$dir/set" >/dev/null
"$python" "$(dirname "${BASH_SOURCE[0]}")/practice_set.py" "$dir/set" "$dir/practice"
"$cli" train --data "$dir/practice" --preset studio-gan --resolution 32 --steps "${STEPS:-20395}" --precision fp32 --seed 1 \
  --set width=128 --set firstWeights=random --set learningRateDecay=0 --set gammaEnd=1 --set emaShare=0 --set emaHalfLife=20000 \
  --out "$dir/run"
mkdir -p "$root/resources/models"
"$python" "$(dirname "${BASH_SOURCE[0]}")/first_weights.py" "$(ls "$dir"/run/checkpoints/*.safetensors | tail -n 1)" \
  "$root/resources/models/studio-gan-first.safetensors"
