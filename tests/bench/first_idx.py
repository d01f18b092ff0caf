#!/usr/bin/env python3
"""Writes the first N items of an IDX pair: first_idx.py IMAGES.gz LABELS.gz N OUT_FOLDER (plain IDX files)."""
import gzip
import os
import struct
import sys

images, labels, count, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
os.makedirs(folder, exist_ok=True)
data = gzip.open(images).read()
magic, total, height, width = struct.unpack(">4I", data[:16])
count = min(count, total)
with open(os.path.join(folder, "train-images-idx3-ubyte"), "wb") as f:
    f.write(struct.pack(">4I", magic, count, height, width) + data[16 : 16 + count * height * width])
data = gzip.open(labels).read()
with open(os.path.join(folder, "train-labels-idx1-ubyte"), "wb") as f:
    f.write(data[:4] + struct.pack(">I", count) + data[8 : 8 + count])
