#!/usr/bin/env python3
"""Seeds of tests/fuzz/corpus that other programs write: pickles by torch, EXIF data by Pillow, a
configuration by Keras. The other targets start from tests/data_golden. python3 make_seeds.py"""

import collections
import io
import os
import pickle
import zipfile

import torch
from PIL import Image

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")


def put(target, name, data):
    os.makedirs(os.path.join(HERE, target), exist_ok=True)
    with open(os.path.join(HERE, target, name), "wb") as f:
        f.write(data.encode() if isinstance(data, str) else data)


state = collections.OrderedDict(a=torch.ones(2), b=torch.zeros(1, 3))
for name, new in (("zip.pt", True), ("legacy.pth", False)):
    to = io.BytesIO()
    torch.save(state, to, _use_new_zipfile_serialization=new)
    put("pickle", name, to.getvalue())
put("pickle", "plain.pkl", pickle.dumps({"a": [1, 2]}))
put("pickle", "protocol0.pkl", pickle.dumps({"a": [1, 2]}, 0))

for orientation in (1, 3, 6, 8):
    exif = Image.Exif()
    exif[0x0112] = orientation
    put("exif", "o%d" % orientation, exif.tobytes())
    put("exif", "bare%d" % orientation, exif.tobytes()[6:])
exif = Image.Exif()
exif[0x010F] = "maker"
exif[0x0112] = 5
exif.endian = ">"
put("exif", "big", exif.tobytes())

golden = os.path.join(HERE, "..", "..", "data_golden", "foreign")
names = ["k3_nested", "k3_branches", "k3_separable", "k2_nested", "k2_branches", "k2_separable"]
for i, name in enumerate(names):
    with zipfile.ZipFile(os.path.join(golden, name + ".keras")) as z:
        put("config", name, str(i) + z.read("config.json").decode())
