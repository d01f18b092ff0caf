#!/usr/bin/env bash
# A music model on the Nottingham melodies (a fixed tenth held out by file) after MINUTES (default 10) of training: bits per note against an order-5
# Markov model on the same events, histograms, scale with the lock off and on, copies; a melody-vae also what it rebuilds.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
preset=${1:-music-transformer}
minutes=${2:-10}
dir=$out/$preset-$minutes
rm -rf "$dir" && mkdir -p "$dir"
tunes=$shared/data/music/nottingham/midi-melody
"$cli" train --json --data "$tunes" --preset "$preset" --minutes "$minutes" --seed "${SEED:-1}" --out "$dir/run" ${TRAIN_ARGS:-} | tail -n 1
"$cli" evaluate --json --model "$dir/run/model.safetensors" --data "$tunes" --csv "$dir/histograms.csv" | tail -n 1
"$cli" compose --json --model "$dir/run/model.safetensors" --bars 4 --count 8 --seed 1 --out "$dir/melodies" | tail -n 1
# The scale lock on: in_scale is 1. Off: scale_consistency of the evaluation above within 0.05 of scale_consistency_data.
"$cli" compose --json --model "$dir/run/model.safetensors" --scale-lock --bars 16 --count 16 --seed 1 --out "$dir/locked" | tail -n 1
