#!/usr/bin/env python3
"""Writes tests/data_golden/colours.bin, what Pillow and colorsys make of the picture of
tests/unit/test_augment.c (9x7, scrambled): one picture after the other, in the order below. Run by
hand: python3 tests/golden/make_colours.py   (Pillow, numpy)"""

import colorsys
import pathlib

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

W, H = 9, 7
s, data = 12345, []
for _ in range(W * H * 3):
    s = (s * 1664525 + 1013904223) % 2**32
    data.append(s >> 24)
picture = np.array(data, np.uint8).reshape(H, W, 3)
narrow = (60 + picture // 3).astype(np.uint8)  # something to stretch


def hue(turn):
    out = np.zeros_like(picture)
    for y in range(H):
        for x in range(W):
            h, s, v = colorsys.rgb_to_hsv(*(picture[y, x] / 255.0))
            out[y, x] = np.rint(np.array(colorsys.hsv_to_rgb((h + turn) % 1, s, v)) * 255)
    return out


im = Image.fromarray(picture)
big = Image.fromarray(np.tile(picture, (6, 5, 1)))  # enough pixels for equalize to work
out = [
    ImageEnhance.Color(im).enhance(0.4),
    ImageEnhance.Color(im).enhance(1.7),
    hue(0.125),
    hue(-0.4),
    ImageEnhance.Sharpness(im).enhance(0.2),
    ImageEnhance.Sharpness(im).enhance(1.8),
    ImageOps.posterize(im, 5),
    ImageOps.solarize(im, 100),
    ImageOps.autocontrast(Image.fromarray(narrow)),
    np.asarray(ImageOps.equalize(big))[:H, :W],
]
path = pathlib.Path(__file__).parents[1] / "data_golden" / "colours.bin"
path.write_bytes(b"".join(np.asarray(o, np.uint8).tobytes() for o in out))
