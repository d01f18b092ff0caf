#!/usr/bin/env bash
# Quality of gpt on tiny-shakespeare (last tenth held out) after the given minutes, at default settings: shakespeare.sh MINUTES...
# With PEER=PATH/TO/nanoGPT its CPU recipe (README) runs first, and gpt then for an eighth of the time it took and for all of it.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
"$python" "$(dirname "$0")/shakespeare.py" "$cli" "$shared/data/text/tiny-shakespeare/input.txt" "$out/shakespeare" "${PEER:-}" "$@"
