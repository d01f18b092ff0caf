#!/usr/bin/env bash
# images/s of our dcgan over the peer's: dcgan_ratio.sh PATH/TO/examples/dcgan/main.py [ROUNDS]
# Both train the same network on the emoji at 64 x 64, batch 64, two threads, passive waiting, in turn; the ratio is that of the medians.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
peer=$(realpath "${1:?path of the peer\'s main.py}")
rounds=${2:-3}
dir=$out/dcgan
rm -rf "$dir" && mkdir -p "$dir/classes"
ln -s "$(realpath "$shared/data/images/noto-emoji-72")" "$dir/classes/emoji" # the peer wants one folder per class
"$python" "$(dirname "$0")/dcgan_ratio.py" "$cli" "$peer" "$dir" "$rounds" "$shared/data/images/noto-emoji-72"
