"""Nets of darknet, and what PyTorch makes of them, for tests/cli/import_edges.sh: `parts` has groups
and a route that takes a part, `keys` what single keys change, `inputs` an input without sides.
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


def save(name, x, y):
    global weights
    with open(name + ".weights", "wb") as f:
        f.write(struct.pack("<iiiq", 0, 2, 5, 0))
        f.write(b"".join(w.tobytes() for w in weights))
    np.save(name + ".in.npy", x)
    np.save(name + ".npy", y.numpy())
    weights = []


save("parts", np.ascontiguousarray(x.numpy().transpose(0, 2, 3, 1)), y)

open("keys.cfg", "w").write("""[net]
height=7
width=6
channels=3

[convolutional]
filters=4
size=3
pad=1
dilation=2
activation=relie
filters=9
hue=.1

[convolutional]
filters=4
size=3
pad=1
flipped=1
xnor=0
activation=hardtan

[shortcut]
from=-2, 0
alpha=.5
beta=2
activation=leaky

[maxpool]
size=2
stride=2
stride_x=1
padding=1

[upsample]
stride=2
scale=.25

[avgpool]

[connected]
output=6
activation=linear
learning_rate=2

[softmax]
groups=2
temperature=3
""")
b, w = rng.normal(size=4).astype(np.float32), rng.normal(size=(4, 3, 3, 3)).astype(np.float32)
b2, w2 = (
    rng.normal(size=4).astype(np.float32),
    rng.normal(size=(4, 4, 3, 3)).astype(np.float32) * 0.4,
)
b3, w3 = rng.normal(size=6).astype(np.float32), rng.normal(size=(6, 4)).astype(np.float32)
weights = [b, w, b2, w2.reshape(4, 36).T.copy(), b3, w3]
x = torch.from_numpy(rng.normal(size=(2, 3, 7, 6)).astype(np.float32))
t = torch.from_numpy
a = F.leaky_relu(F.conv2d(x, t(w), t(b), 1, 2, 2), 0.01)
c = F.conv2d(a, t(w2), t(b2), 1, 1).clamp(-1, 1)
s = F.leaky_relu(0.5 * c + 2 * a + 2 * a, 0.1)
s = F.max_pool2d(F.pad(s, (0, 1, 0, 1), value=-1e30), 2, (2, 1))
y = (0.25 * s).mean((2, 3)) @ t(w3).T + t(b3)
y = torch.softmax(y.reshape(2, 2, 3) / 3, 2).reshape(2, 6)
save("keys", np.ascontiguousarray(x.numpy().transpose(0, 2, 3, 1)), y)

open("inputs.cfg", "w").write("[net]\ninputs=5\n[connected]\noutput=2\nactivation=tanh\n")
b, w = rng.normal(size=2).astype(np.float32), rng.normal(size=(2, 5)).astype(np.float32)
weights = [b, w]
x = rng.normal(size=(3, 5)).astype(np.float32)
save("inputs", x, torch.tanh(t(x) @ t(w).T + t(b)))
