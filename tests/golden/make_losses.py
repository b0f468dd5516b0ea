#!/usr/bin/env python3
"""Writes what tests/unit/test_steps.c compares: losses/CASE.net and losses.safetensors, the losses
and parameters of small nets after 20 optimizer steps of PyTorch: several inputs and outputs, shared
layers, samples that weigh, distillation, triplet and contrastive losses.

Run by hand: python3 tests/golden/make_losses.py   (PyTorch, safetensors)

As make_steps.py: float64 is the reference, and float32 from weights that are moved by half a unit
in the last place says how far rounding moves each parameter. Weights, inputs and targets come from
formula.h. The losses are written out here, by their formulas."""

import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from formula import formula_weights, stream, word
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent
STEPS, BATCH, BATCHES, RUNS, GROWTH = 20, 8, 4, 8, 8
SCALE = 2.0**-17


def conv(x, k, b):
    """x (n, h, w, c), kernel in Keras' layout, zeros around"""
    return F.conv2d(x.permute(0, 3, 1, 2), k.permute(3, 2, 0, 1), b, padding="same").permute(
        0, 2, 3, 1
    )


def rows_crossentropy(z, t):
    return -(t * F.log_softmax(z, -1)).sum(-1)


# ---- the nets: text, shapes of the parameters, floats of x, floats of a row of targets (0: class
# numbers), and the mean loss of a batch ----


def parts_loss(p, x, t):
    image, numbers = x[:, :60].reshape(-1, 5, 4, 3), x[:, 60:]
    a = torch.tanh(conv(image, p[0], p[1]).reshape(len(x), -1) @ p[2] + p[3])
    b = torch.tanh(numbers @ p[4] + p[5])
    body = torch.cat([b, a], 1)
    z, age, tags = body @ p[6] + p[7], body @ p[8] + p[9], body @ p[10] + p[11]
    total = (
        rows_crossentropy(z, t[:, :4])
        + 0.3 * ((age - t[:, 4:5]) ** 2).mean(1)
        + 2 * F.binary_cross_entropy_with_logits(tags, t[:, 5:8], reduction="none").mean(1)
    )
    return total.mean()


PARTS = """    input image 5x4x3
    input numbers 6
    conv 3 3x3 from image
    flatten
    a: dense 5 tanh
    dense 4 tanh from numbers
    concat a
    body: identity
    class: dense 4 softmax
    age: dense 1 from body
    tags: dense 3 sigmoid from body
    output class age tags
"""
PARTS_SHAPES = [(3, 3, 3, 3), (3,), (60, 5), (5,), (6, 4), (4,), (9, 4), (4,), (9, 1), (1,)] + [
    (9, 3),
    (3,),
]
PARTS_TRAIN = """    loss crossentropy of=class
    loss mse of=age weight=0.3
    loss binary_crossentropy of=tags weight=2
    optimizer sgd rate=0.1 momentum=0.9
"""


def parts_weighed_loss(p, x, t):
    total = 0
    for i in range(len(x)):
        total = total + t[i, 8] * parts_loss(p, x[i : i + 1], t[i : i + 1])
    return total / len(x)


def siamese_loss(p, x, t):
    def tower(v):
        h = torch.tanh(conv(v.reshape(-1, 5, 4, 2), p[0], p[1]))
        return torch.tanh(h.reshape(len(v), -1) @ p[2] + p[3])

    d = torch.abs(tower(x[:, 40:]) - tower(x[:, :40]))
    z = d @ p[4] + p[5]
    return F.binary_cross_entropy_with_logits(z, t)


SIAMESE = """    input one 5x4x2
    input two 5x4x2
    left: tower(3) from one
    tower(3) share=left from two
    sub left
    abs
    dense 1 sigmoid
"""
SIAMESE_BLOCK = """block tower(filters) {
    conv filters 3x3 tanh
    flatten
    dense 4 tanh
}

"""


def weighed(error):
    def loss(p, x, t):
        h = torch.tanh(x @ p[0] + p[1]) @ p[2] + p[3]
        return (t[:, 3] * error(h, t[:, :3])).mean()

    return loss


def distill(temperature, share, smoothing):
    def loss(p, x, t):
        z = torch.tanh(x @ p[0] + p[1]) @ p[2] + p[3]
        hard, other = t[:, :4], t[:, 4:]
        total = hard.sum(1, keepdim=True)
        hard = (1 - smoothing) * hard + smoothing * total / 4
        weight = other.sum(1, keepdim=True)
        q = F.softmax(torch.log(other / weight) / temperature, 1)
        kl = F.kl_div(F.log_softmax(z / temperature, 1), q, reduction="none").sum(1, keepdim=True)
        kl = (temperature**2 * weight * kl).sum(1)
        return ((1 - share) * rows_crossentropy(z, hard) + share * kl).mean()

    return loss


def distill_case(temperature, share, smoothing):
    words = f"temperature={temperature} share={share}" + (
        f" smoothing={smoothing}" if smoothing else ""
    )
    return (
        "",
        "    input 6\n    dense 7 tanh\n    dense 4 softmax\n",
        f'    loss distillation {words}\n    teacher "big.net" weights="big.safetensors"\n'
        "    optimizer sgd rate=0.1 momentum=0.9\n",
        [(6, 7), (7,), (7, 4), (4,)],
        6,
        8,
        distill(temperature, share, smoothing),
    )


MLP = """    input 6
    dense 7 tanh
    dense 3%s
"""
MLP_SHAPES = [(6, 7), (7,), (7, 3), (3,)]

CASES = {
    "parts": ("", PARTS, PARTS_TRAIN, PARTS_SHAPES, 66, 8, parts_loss),
    "parts_weighed": (
        "",
        PARTS,
        '    data npy "parts" weight="w"\n' + PARTS_TRAIN,
        PARTS_SHAPES,
        66,
        9,
        parts_weighed_loss,
    ),
    "siamese": (
        SIAMESE_BLOCK,
        SIAMESE,
        "    loss binary_crossentropy\n    optimizer sgd rate=0.1 momentum=0.9\n",
        [(3, 3, 2, 3), (3,), (60, 4), (4,), (4, 1), (1,)],
        80,
        1,
        siamese_loss,
    ),
    "mse_weighed": (
        "",
        MLP % "",
        '    data npy "parts" weight="w"\n    loss mse\n    optimizer sgd rate=0.1 momentum=0.9\n',
        MLP_SHAPES,
        6,
        4,
        weighed(lambda y, t: ((y - t) ** 2).mean(1)),
    ),
    "binary_weighed": (
        "",
        MLP % " sigmoid",
        '    data npy "parts" weight="w"\n    loss binary_crossentropy\n    optimizer sgd rate=0.5\n',
        MLP_SHAPES,
        6,
        4,
        weighed(lambda y, t: F.binary_cross_entropy_with_logits(y, t, reduction="none").mean(1)),
    ),
}


CASES["distill"] = distill_case(4, 0.9, 0)
CASES["distill_all"] = distill_case(1.5, 0.4, 0.1)


# ---- losses that compare the samples of a batch, pair by pair as their papers write them ----


def embedding(p, x, unit=False):
    y = torch.tanh(x @ p[0] + p[1]) @ p[2] + p[3]
    return F.normalize(y, dim=1, eps=1e-12) if unit else y


def distance(a, b, metric):
    if metric == "cosine":
        return 1 - F.cosine_similarity(a, b, 0, 1e-12)
    square = ((a - b) ** 2).sum()
    return square if metric == "squared" else torch.sqrt(square)


def triplet(mining, margin, metric="euclidean", unit=False):
    def semihard(d, i, p, others):
        """TensorFlow Addons' TripletSemiHardLoss: the nearest negative beyond the positive, else the
        furthest."""
        beyond = [q for q in others if d[i][q] > d[i][p]]
        return min(beyond, key=lambda q: d[i][q]) if beyond else max(others, key=lambda q: d[i][q])

    def triplets(d, i, same, others):
        if not same or not others:
            return []
        if mining == "hard":
            return [(max(same, key=lambda j: d[i][j]), min(others, key=lambda j: d[i][j]))]
        if mining == "semihard":
            return [(p, semihard(d, i, p, others)) for p in same]
        return [(p, q) for p in same for q in others]

    def loss(p, x, t):
        y, n = embedding(p, x, unit), len(x)
        d = [[distance(y[i], y[j], metric) if i != j else None for j in range(n)] for i in range(n)]
        terms = []
        for i in range(n):
            same = [j for j in range(n) if j != i and t[j] == t[i]]
            others = [j for j in range(n) if t[j] != t[i]]
            terms += [F.relu(d[i][p] - d[i][q] + margin) for p, q in triplets(d, i, same, others)]
        if mining == "all":  # pytorch-metric-learning's reducer AvgNonZero
            terms = [v for v in terms if v > 0]
        return torch.stack(terms).mean() if terms else y.sum() * 0

    return loss


def contrastive(margin, unit=False):
    def loss(p, x, t):
        y, n = embedding(p, x, unit), len(x)
        terms = []
        for i in range(n):
            for j in range(i):
                d = distance(y[i], y[j], "euclidean")
                terms.append(d**2 if t[i] == t[j] else F.relu(margin - d) ** 2)
        return torch.stack(terms).mean()

    return loss


def supcon(temperature):
    def loss(p, x, t):
        y, n = embedding(p, x, True), len(x)
        s = y @ y.T / temperature
        terms = []
        for i in range(n):
            all_others = torch.logsumexp(torch.cat([s[i, :i], s[i, i + 1 :]]), 0)
            same = [j for j in range(n) if j != i and t[j] == t[i]]
            if same:
                terms.append(torch.stack([all_others - s[i, j] for j in same]).mean())
        return torch.stack(terms).mean()

    return loss


def compare_case(words, loss):
    section = f"    loss {words}\n    optimizer sgd rate=0.1 momentum=0.9\n"
    return ("", MLP % "", section, MLP_SHAPES, 6, 0, loss)


CASES["triplet"] = compare_case("triplet", triplet("semihard", 1))
CASES["triplet_unit"] = compare_case("triplet margin=0.3 unit", triplet("semihard", 0.3, unit=True))
CASES["triplet_hard"] = compare_case(
    "triplet mining=hard margin=0.5 distance=cosine", triplet("hard", 0.5, "cosine")
)
CASES["triplet_all"] = compare_case(
    "triplet mining=all margin=0.2 distance=squared", triplet("all", 0.2, "squared")
)
CASES["contrastive"] = compare_case("contrastive", contrastive(1))
CASES["contrastive_unit"] = compare_case("contrastive margin=0.7 unit", contrastive(0.7, True))
CASES["supcon"] = compare_case("supcon temperature=0.5", supcon(0.5))


def classes(tag, n):
    return (word(stream(tag), np.arange(BATCH)) % np.uint64(n)).astype(np.int64)


def train(case, dtype, run=0):
    _, _, section, shapes, floats, row, loss_of = CASES[case]
    rng = np.random.default_rng(run)
    p = []
    for i, shape in enumerate(shapes):
        w = formula_weights(f"{case}.{i}", 0.0, SCALE, shape)
        if run:
            w = w * (1 + rng.uniform(-1, 1, w.shape) * 2.0**-24)
        p.append(torch.tensor(w.astype(dtype), requires_grad=True))
    words = section.split("optimizer ")[1].split()
    rate = float(section.split("rate=")[1].split()[0])
    opt = (
        torch.optim.Adam(p, lr=rate, eps=1e-7)
        if words[0] == "adam"
        else torch.optim.SGD(p, lr=rate, momentum=0.9 if "momentum=0.9" in words else 0)
    )
    losses = []
    for s in range(STEPS):
        tag = f"{case}.{s % BATCHES}"
        x = torch.tensor(formula_weights(f"{tag}.x", 0.0, 2.0**-15, (BATCH, floats)).astype(dtype))
        if row:
            t = formula_weights(f"{tag}.label", 0.0, 2.0**-15, (BATCH, row)).astype(dtype)
            t = np.abs(t) if case.startswith("distill") else t
        else:
            t = classes(f"{tag}.label", shapes[-1][0])
        opt.zero_grad()
        loss = loss_of(p, x, torch.tensor(t))
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return [np.array(losses)] + [v.detach().numpy() for v in p]


def main():
    data = {}
    for case, (before, net, section, _, _, _, _) in CASES.items():
        exact = train(case, np.float64)
        noise = [0.0] * len(exact)
        for run in range(1, RUNS + 1):
            for i, v in enumerate(train(case, np.float32, run)):
                noise[i] = max(noise[i], float(np.abs(v.astype(np.float64) - exact[i]).max()))
        noise = [max(n, max(noise[1:]) / 2) for n in noise]
        tol = [GROWTH * n + 2.0**-21 * float(np.abs(v).max()) for n, v in zip(noise, exact)]
        print(case, f"{exact[0][0]:.4f} -> {exact[0][-1]:.4f}", *(f"{t:.1e}" for t in tol))
        text = f"{before}net {case} {{\n{net}}}\n\ntrain {{\n{section}    batch {BATCH}\n}}\n"
        (HERE / "losses").mkdir(exist_ok=True)
        (HERE / "losses" / f"{case}.net").write_text(text)
        rate = float(section.split("rate=")[1].split()[0])
        data[f"{case}/rate"] = np.array([rate], np.float32)
        data[f"{case}/loss"] = exact[0].astype(np.float32)
        data[f"{case}/end"] = np.concatenate([v.ravel() for v in exact[1:]]).astype(np.float32)
        data[f"{case}/tol"] = np.array(tol, np.float32)
    save_file(data, HERE / "losses.safetensors")


if __name__ == "__main__":
    main()
