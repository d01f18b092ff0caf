#!/usr/bin/env python3
"""Share of well-formed poems among those written, the same share among the originals, and what was copied (see poems.sh)."""
import json
import re
import sys

written, *originals = sys.argv[1:]
LINE = re.compile(r"^(?:[^，。！？；：、\s]{5}[，；？！][^，。！？；：、\s]{5}|[^，。！？；：、\s]{7}[，；？！][^，。！？；：、\s]{7})[。？！；]$")


def lines_of(poem):
    """Its lines; a title or a name above the first line with punctuation does not count."""
    lines = [line.strip() for line in poem.strip().splitlines() if line.strip()]
    return [line for line in lines if re.search("[，。！？；]", line)]


def well_formed(poem):
    lines = lines_of(poem)
    return len(lines) > 0 and all(LINE.match(line) for line in lines)


poems = [text["text"] for text in json.load(open(written))["texts"]]
sources = [poem for name in originals for poem in json.load(open(name))]
known = set()  # half-lines of the originals
for poem in sources:
    known.update(part for line in poem["paragraphs"] for part in re.split("[，。！？；：、]", line) if len(part) >= 5)
parts = [part for poem in poems for line in lines_of(poem) for part in re.split("[，。！？；：、]", line) if len(part) >= 5]
print(json.dumps({"poems": len(poems), "well_formed": round(sum(map(well_formed, poems)) / len(poems), 3),
                  "well_formed_of_the_originals": round(sum(well_formed("\n".join(poem["paragraphs"])) for poem in sources) / len(sources), 3),
                  "half_lines": len(parts), "half_lines_in_the_originals": round(sum(part in known for part in parts) / max(len(parts), 1), 3)},
                 ensure_ascii=False))
