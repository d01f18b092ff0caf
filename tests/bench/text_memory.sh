#!/usr/bin/env bash
# Peak resident memory of reading large texts: one line of 1 GB, and a corpus of 200 MB imported and tokenised (one
# training step is done, so that all of it has been turned into tokens). The texts are made here: prose of random words.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
dir=$out/text-memory
rm -rf "$dir"
mkdir -p "$dir"
"$python" - "$cli" "$dir" <<'P'
import json, os, random, subprocess, sys, time
cli, folder = sys.argv[1:]
draw = random.Random(1)
letters = "etaoinshrdlucmfwypvbgkqjxz"
words = ["".join(letters[min(int(draw.expovariate(0.18)), 25)] for _ in range(draw.randint(2, 9))) for _ in range(40000)]


def prose(size, line_end):
    text = []
    length = 0
    while length < size:
        sentence = " ".join(words[min(int(draw.paretovariate(0.9)), 39999)] for _ in range(draw.randint(5, 18)))
        text.append(sentence.capitalize() + "." + line_end)
        length += len(text[-1])
    return "".join(text).encode()


def measure(name, command, file):
    begin = time.time()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    print(json.dumps({"bench": name, "bytes": os.path.getsize(file), "exit": os.waitstatus_to_exitcode(status),
                      "peak_rss_mib": round(used.ru_maxrss / 1024), "seconds": round(time.time() - begin, 1),
                      "cpu_seconds": round(used.ru_utime + used.ru_stime, 1)}), flush=True)


def write(name, size, line_end, block=20 << 20):
    file = os.path.join(folder, name)
    with open(file, "wb") as out:
        while out.tell() < size:
            out.write(prose(min(block, size - out.tell()), line_end))
    return file


line = os.path.join(folder, "line.txt")
block = prose(20 << 20, " ")
with open(line, "wb") as out:  # its passages come again and again: what repeats must not cost memory either
    while out.tell() < 1 << 30:
        out.write(block)
measure("one_line_of_1_gb", [cli, "import", "--project", os.path.join(folder, "line"), line], line)
os.remove(line)
corpus = write("corpus.txt", 200 << 20, "\n")
measure("import_200_mb", [cli, "import", "--project", os.path.join(folder, "corpus"), corpus], corpus)
for tokenizer in ("characters", "byte-pairs"):
    measure("tokenise_200_mb_" + tokenizer,
            [cli, "train", "--data", corpus, "--tokenizer", tokenizer, "--preset", "gpt", "--steps", "1", "--set", "batch=4",
             "--set", "layers=1", "--set", "width=32", "--out", os.path.join(folder, tokenizer)], corpus)
P
rm -rf "$dir"
