#!/usr/bin/env python3
"""Makes what studio-gan practises on: the built-in pictures as they are, and every other one as a sticker - cut out in a shape
on a plain ground, as logos, signs, emoji and pictures of single things are.

    practice_set.py SET OUT
"""
import math
import pathlib
import random
import sys

from PIL import Image, ImageDraw

SIDE = 64
OVER = 4 * SIDE


def outline(draw):
    """Points of a closed shape around (0, 0), about 1 from it."""
    kind = draw.choice(["disc", "square", "heart", "star", "polygon", "blob", "blob"])
    turns = [2 * math.pi * i / 180 for i in range(180)]
    if kind == "disc":
        return [(math.cos(t), math.sin(t)) for t in turns]
    if kind == "square":  # a superellipse: rounded corners
        power = 2 / draw.uniform(3, 9)
        return [(math.copysign(abs(math.cos(t)) ** power, math.cos(t)), math.copysign(abs(math.sin(t)) ** power, math.sin(t))) for t in turns]
    if kind == "heart":
        return [(math.sin(t) ** 3, -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)) / 16) for t in turns]
    if kind in ("star", "polygon"):
        corners = draw.randint(3, 8)
        inner = draw.uniform(0.4, 0.7) if kind == "star" else math.cos(math.pi / corners)
        radius = [1 if i % 2 == 0 else inner for i in range(2 * corners)]
        return [(r * math.sin(math.pi * i / corners), -r * math.cos(math.pi * i / corners)) for i, r in enumerate(radius)]
    waves = [(k, draw.uniform(0, 0.45 / k), draw.uniform(0, 2 * math.pi)) for k in range(2, 6)]
    return [(r * math.cos(t), r * math.sin(t)) for t in turns for r in [1 + sum(a * math.cos(k * t + p) for k, a, p in waves)]]


def sticker(picture, draw):
    turn = draw.gauss(0, 0.15)
    width, height = (draw.uniform(0.5, 1) for _ in range(2))
    largest = draw.uniform(0.6, 0.95)
    points = [(x * width, y * height) for x, y in outline(draw)]
    points = [(x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)) for x, y in points]
    reach = max(max(abs(x), abs(y)) for x, y in points)
    points = [(x * largest / reach, y * largest / reach) for x, y in points]
    mask = Image.new("L", (OVER, OVER), 0)
    ImageDraw.Draw(mask).polygon([((x + 1) * OVER / 2, (y + 1) * OVER / 2) for x, y in points], fill=255)
    mask = mask.resize((SIDE, SIDE), Image.LANCZOS)
    white = draw.random() < 0.6
    ground = Image.new("RGB", (SIDE, SIDE), (255, 255, 255) if white else tuple(draw.randrange(256) for _ in range(3)))
    ground.paste(picture, (0, 0), mask)
    return ground


def main():
    source, target = map(pathlib.Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    draw = random.Random(1)
    for number, path in enumerate(sorted(source.rglob("*.png"))):
        picture = Image.open(path).convert("RGB").resize((SIDE, SIDE), Image.LANCZOS)
        picture.save(target / f"{number:06}.png")
        if number % 2 == 0:
            sticker(picture, draw).save(target / f"{number:06}-sticker.png")
    print(f"{len(list(target.glob('*.png')))} pictures in {target}")


main()
