"""A net of darknet with groups, a route that takes a part, and what PyTorch makes of it, for
tests/cli/import_edges.sh:
    python3 make_darknet.py        (needs numpy, torch)"""

import struct

import numpy as np
import torch
import torch.nn.functional as F

rng = np.random.default_rng(2)
CONV = "[convolutional]\nfilters=%d\nsize=%d\nstride=1\npad=1\ngroups=%d\nactivation=%s\n"
text = "[net]\nheight=6\nwidth=4\nchannels=3\n" + CONV % (8, 3, 1, "mish")
text += CONV % (8, 3, 4, "leaky") + "[route]\nlayers=-1\ngroups=2\ngroup_id=1\n"
text += CONV % (8, 1, 1, "swish") + "[shortcut]\nfrom=-3\nactivation=linear\n"
text += "[route]\nlayers = -1, 0\ngroups=4\n" + CONV % (3, 1, 1, "logistic") + "[avgpool]\n"
open("parts.cfg", "w", newline="").write(text.replace("\n", "\r\n"))
weights = []


def conv(x, out, size, groups=1):
    b = rng.normal(size=out).astype(np.float32)
    w = (rng.normal(size=(out, x.shape[1] // groups, size, size)) * 0.4).astype(np.float32)
    weights.extend([b, w])
    return F.conv2d(x, torch.from_numpy(w), torch.from_numpy(b), 1, size // 2, 1, groups)


x = torch.from_numpy(rng.normal(size=(2, 3, 6, 4)).astype(np.float32))
a = F.mish(conv(x, 8, 3))
b = F.leaky_relu(conv(a, 8, 3, 4), 0.1)
s = F.silu(conv(b[:, 4:], 8, 1)) + b
y = torch.sigmoid(conv(torch.cat([s[:, :2], a[:, :2]], 1), 3, 1)).mean((2, 3))
with open("parts.weights", "wb") as f:
    f.write(struct.pack("<iiiq", 0, 2, 5, 0))
    f.write(b"".join(w.tobytes() for w in weights))
np.save("parts.in.npy", np.ascontiguousarray(x.numpy().transpose(0, 2, 3, 1)))
np.save("parts.npy", y.numpy())
