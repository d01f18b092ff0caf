#!/usr/bin/env python3
"""Tokens/s of nanoGPT's sample.py at the sizes of its recipe for CPUs, to compare with bench_writing.

usage: nanogpt_sample.py FOLDER_OF_NANOGPT [threads]

Runs what sample.py runs (model.generate, 500 tokens from one, temperature 0.8, top-k 200, float32, no compile) on random
weights: the work is the same. Prints one JSON line.
"""
import json
import statistics
import sys
import time

import torch

sys.path.insert(0, sys.argv[1])
from model import GPT, GPTConfig  # noqa: E402

torch.set_num_threads(int(sys.argv[2]) if len(sys.argv) > 2 else torch.get_num_threads())
torch.manual_seed(1337)
model = GPT(GPTConfig(block_size=64, vocab_size=65, n_layer=4, n_head=4, n_embd=128, dropout=0.0, bias=False))
model.eval()
start = torch.zeros((1, 1), dtype=torch.long)
rates = []
with torch.no_grad():
    model.generate(start, 20, temperature=0.8, top_k=200)
    for _ in range(5):
        begin = time.perf_counter()
        model.generate(start, 500, temperature=0.8, top_k=200)
        rates.append(500 / (time.perf_counter() - begin))
print(json.dumps({"bench": "nanogpt_sample", "threads": torch.get_num_threads(), "tokens_per_s": round(statistics.median(rates))}))
