#!/usr/bin/env bash
# Quality on Fashion-MNIST (first 20,000 pictures): fashion.sh [studio-gan|dcgan|mlp-gan] [MINUTES]
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
preset=${1:-studio-gan}
minutes=${2:-5}
resolution=32
[ "$preset" = mlp-gan ] && resolution=28
dir=$out/fashion-$preset-$minutes
fashion=$shared/data/images/fashion-mnist
rm -rf "$dir" && mkdir -p "$dir"
"$python" "$(dirname "$0")/first_idx.py" "$fashion/train-images-idx3-ubyte.gz" "$fashion/train-labels-idx1-ubyte.gz" 20000 "$out/fashion-20000"
"$cli" train --json --data "$out/fashion-20000" --preset "$preset" --resolution $resolution --minutes "$minutes" --seed "${SEED:-1}" --out "$dir/run" | tail -n 1
"$cli" sample --model "$dir/run/model.safetensors" --count 1000 --seed 1 --out "$dir/samples" >/dev/null
# A 28-pixel picture trained at 32 stands in a border of 2: take it out again, as it was put in.
"$python" - "$dir/samples" <<'P'
import glob, sys
from PIL import Image
for name in glob.glob(sys.argv[1] + "/*.png"):
    picture = Image.open(name)
    if picture.size == (32, 32):
        picture.crop((2, 2, 30, 30)).save(name)
P
"$python" "$shared/tools/image_distance.py" unused "$dir/samples" --size 28 --count 1000 \
  --idx "$fashion/train-images-idx3-ubyte.gz" "$fashion/train-labels-idx1-ubyte.gz"
