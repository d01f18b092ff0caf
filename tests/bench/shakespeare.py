#!/usr/bin/env python3
"""Trains gpt, and the peer when there is one, and prints one JSON line a run (see shakespeare.sh)."""
import json
import os
import re
import shutil
import subprocess
import sys
import time

cli, text, folder, peer, *minutes = sys.argv[1:]
RECIPE = ["config/train_shakespeare_char.py", "--device=cpu", "--compile=False", "--eval_iters=20", "--log_interval=100", "--block_size=64",
          "--batch_size=12", "--n_layer=4", "--n_head=4", "--n_embd=128", "--max_iters=2000", "--lr_decay_iters=2000", "--dropout=0.0"]


def run(arguments, **more):
    """The lines a program prints, the seconds it took and its peak resident memory in MiB."""
    started = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, **more)
    lines = process.stdout.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments[0]} failed")
    return lines, time.perf_counter() - started, round(usage.ru_maxrss / 1024)


def peer_run():
    """Seconds of the whole process and its last validation loss, which it takes from 20 batches of random windows."""
    data = peer + "/data/shakespeare_char"
    shutil.copy(text, data + "/input.txt")
    if not os.path.exists(data + "/val.bin"):
        source = open(data + "/prepare.py").read().replace("import requests", "")  # the text is there already
        subprocess.run([sys.executable, "-c", f"__file__ = {data + '/prepare.py'!r}\n" + source], check=True, stdout=subprocess.DEVNULL)
    lines, seconds, memory = run([sys.executable, "train.py", *RECIPE, f"--out_dir={folder}/peer"], cwd=peer, env=dict(os.environ, OMP_NUM_THREADS="2"))
    losses = [float(found.group(1)) for line in lines if (found := re.search(r"val loss ([\d.]+)", line))]
    print(json.dumps({"run": "nanoGPT CPU recipe", "seconds": round(seconds, 1), "nats_per_character": losses[-1], "best": min(losses),
                      "peak_rss_mib": memory}), flush=True)
    return seconds


def our_run(name, seconds):
    """gpt at default settings. seconds: of training; scanning, measuring the machine and the last figures come on top."""
    out = f"{folder}/{name}"
    shutil.rmtree(out, ignore_errors=True)
    lines, whole, memory = run([cli, "train", "--json", "--data", text, "--preset", "gpt", "--minutes", str(seconds / 60), "--seed",
                                os.environ.get("SEED", "1"), "--out", out])
    result = json.loads(lines[-1])
    print(json.dumps({"run": f"gpt, {name}", "training_seconds": round(result["elapsed_seconds"], 1), "seconds": round(whole, 1),
                      "nats_per_character": round(result["nats_per_character"], 4), "tokens": result["images_seen"],
                      "tokens_per_second": round(result["images_seen"] / result["elapsed_seconds"]), "peak_rss_mib": memory}), flush=True)


os.makedirs(folder, exist_ok=True)
if peer:
    took = peer_run()
    our_run("an-eighth-of-the-peer", took / 8)
    our_run("as-long-as-the-peer", took)
for one in minutes:
    our_run(f"{one}-minutes", float(one) * 60)
