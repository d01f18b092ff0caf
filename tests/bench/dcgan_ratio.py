#!/usr/bin/env python3
"""Runs the peer's main.py and our dcgan in turn and prints images/s of each and their ratio (see dcgan_ratio.sh)."""
import json
import os
import re
import statistics
import subprocess
import sys
import time

cli, peer, folder, rounds, data = sys.argv[1:]
SECONDS, WARM_UP, BATCH = 45, 4, 64  # s of each measurement; steps that do not count
env = dict(os.environ, OMP_NUM_THREADS="2", OMP_WAIT_POLICY="passive")


def peer_rate():
    """Median time between two of the lines the peer prints, one a step."""
    arguments = [sys.executable, "-u", peer, "--dataset", "folder", "--dataroot", folder + "/classes", "--outf", folder, "--workers", "0",
                 "--imageSize", "64", "--batchSize", str(BATCH), "--niter", "100", "--manualSeed", "1"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=env)
    stamps = []
    for line in process.stdout:
        if re.match(r"\[\d+/\d+\]\[\d+/\d+\]", line):
            stamps.append(time.perf_counter())
        if len(stamps) > WARM_UP + 2 and stamps[-1] - stamps[WARM_UP] > SECONDS:
            break
    process.kill()
    process.wait()
    gaps = [b - a for a, b in zip(stamps[WARM_UP:], stamps[WARM_UP + 1:])]
    return BATCH / statistics.median(gaps)


def our_rate(number, precision):
    """images/s between the first report after the warm-up and the last, by our own clock of training time."""
    arguments = [cli, "train", "--json", "--data", data, "--preset", "dcgan", "--resolution", "64", "--set", f"batch={BATCH}",
                 "--set", "previewSeconds=3600", "--minutes", str(1.2 * SECONDS / 60), "--threads", "2", "--precision", precision, "--seed", "1",
                 "--out", f"{folder}/ours-{precision}-{number}"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=env)
    rows = []
    for line in process.stdout:
        row = json.loads(line)
        if row.get("event") == "progress" and row.get("step", 0) > WARM_UP:
            rows.append((row["elapsed_seconds"], row["images_seen"]))
    if process.wait():
        sys.exit("our training failed")
    return (rows[-1][1] - rows[0][1]) / (rows[-1][0] - rows[0][0])


peers, ours = [], {"fp32": [], "auto": []}  # auto: what the measurement chooses, bf16 where the processor has units for it
for number in range(int(rounds)):
    peers.append(peer_rate())
    for precision in ours:
        ours[precision].append(our_rate(number, precision))
best = {precision: statistics.median(values) for precision, values in ours.items()}
median_peer = statistics.median(peers)
print(json.dumps({"peer_images_per_second": round(median_peer, 1), "ours": {k: round(v, 1) for k, v in best.items()},
                  "ratio": {k: round(v / median_peer, 2) for k, v in best.items()}, "rounds": int(rounds)}))
