#!/usr/bin/env bash
# text-vae after MINUTES (default 10) on the sentences of Alice and of the built-in corpus: KL, held-out tokens rebuilt greedily from the point of
# their sentence, and a path between two sentences.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
minutes=${1:-10}
"$cli" samples --kind all --out "$out/sample-set" >/dev/null
for data in "$shared/data/text/alice-in-wonderland/11-0.txt" "$out/sample-set/texts"; do
  dir=$out/sentences-$(basename "$data" .txt)-$minutes
  rm -rf "$dir" && mkdir -p "$dir"
  "$cli" train --json --data "$data" --preset text-vae --minutes "$minutes" --seed "${SEED:-1}" --out "$dir/run" | tail -n 1
  "$cli" evaluate --json --model "$dir/run/model.safetensors" --data "$data" | tail -n 1
  "$cli" sentences --model "$dir/run/model.safetensors" --from "She looked at the door for a long time." --to "The water was quite cold." --steps 7
done
