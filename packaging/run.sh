#!/usr/bin/env bash
# Installs what is missing, builds the release and starts the studio. Without a display it does the main job on the
# built-in sample (draw it, train two minutes, sample, interpolate) and says where the art is. A second run does no work twice.
#   packaging/run.sh [arguments of capriccio]        CAPRICCIO_ART=DIR changes where the headless art goes
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_missing
build_release OFF --target capriccio capriccio-cli

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$build/capriccio" "$@"
fi

cli=$build/capriccio-cli
art=${CAPRICCIO_ART:-$root/build/art}
model=$art/run/model.safetensors
mkdir -p "$art"
# The run itself knows whether it has reached its end; a stopped one is gone on with next time.
trained() { grep -qs '"state": "finished"' "$art/run/run.json"; }
# The programs save what they have and end well when they are stopped, so the script itself has to end here.
trap 'say "Stopped. Run it again to go on."; exit 130' INT TERM HUP
say "No display here: making art from the built-in sample instead, in $art"
"$cli" samples --out "$art/sample-set" # draws only what is not there yet
if ! trained; then
  resume=()
  if compgen -G "$art/run/checkpoints/*.safetensors" >/dev/null; then resume=(--resume); fi
  "$cli" train --data "$art/sample-set" --preset studio-gan --resolution 64 --minutes 2 --seed 1 --out "$art/run" \
    --source "Capriccio's built-in sample set, drawn by the program itself" --licence "CC0 1.0 (public domain)" "${resume[@]}"
  if ! trained; then
    say "The training was stopped before its end. Run it again to go on."
    exit 130
  fi
fi
if [ ! -f "$art/.drawn" ]; then
  "$cli" sample --model "$model" --count 16 --seed 1 --scale 4 --out "$art/pictures"
  "$cli" interpolate --model "$model" --seeds 1,2,3 --steps 24 --spherical --out "$art/path"
  touch "$art/.drawn"
fi
say ""
say "The art:"
say "  $art/run/samples.png    what it draws after two minutes"
say "  $art/pictures           16 pictures, enlarged four times"
say "  $art/path               24 pictures on the way through three seeds"
say "  $model"
say "More: $cli sample --model $model --count 9 --seed 7 --out FOLDER"
