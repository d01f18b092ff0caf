#!/usr/bin/env python3
"""Makes the first weights of studio-gan from a checkpoint: its averaged generator and its discriminator, as bfloat16.

    first_weights.py CHECKPOINT OUT
"""
import json
import struct
import sys


def read(path):
    with open(path, "rb") as f:
        length = struct.unpack("<Q", f.read(8))[0]
        header = json.loads(f.read(length))
        data = f.read()
    header.pop("__metadata__", None)
    return {name: (entry["dtype"], entry["shape"], data[slice(*entry["data_offsets"])]) for name, entry in header.items()}


def bfloat16(data):
    """float32 rounded to the nearest bfloat16, ties to even."""
    out = bytearray()
    for (bits,) in struct.iter_unpack("<I", data):
        out += struct.pack("<H", (bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
    return bytes(out)


def main():
    source, target = sys.argv[1:]
    kept = {
        name.replace("g_ema.", "g."): (shape, bfloat16(data))
        for name, (dtype, shape, data) in read(source).items()
        if dtype == "F32" and name.startswith(("g_ema.", "d."))
    }
    header, offset = {}, 0
    for name in sorted(kept):
        shape, data = kept[name]
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(target, "wb") as f:
        f.write(struct.pack("<Q", len(text)) + text + b"".join(kept[name][1] for name in sorted(kept)))
    print(f"{len(kept)} tensors, {offset} bytes in {target}")


main()
