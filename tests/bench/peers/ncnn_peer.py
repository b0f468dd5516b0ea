"""ncnn, float32 (its 16-bit storage is off: the others compute in float32 too); inference only. It
has no batches: images one by one."""

import os
import tempfile
import ncnn
import numpy as np
from common import Job, peak_kib, serve


def write(job, folder):
    """net.param and net.bin: a conv or dense with the relu after it is one layer, as ncnn's own
    optimizer would make it."""
    rng, lines, out = np.random.default_rng(1), [], open(os.path.join(folder, "net.bin"), "wb")
    x, i = "x", 0
    while i < len(job.layers):
        kind, arg, (side, c) = job.layers[i]
        relu = int(i + 1 < len(job.layers) and job.layers[i + 1][0] == "relu")
        y = f"y{i}"
        if kind in ("conv", "dense"):
            shape = (arg, c, 3, 3) if kind == "conv" else (arg, c)
            w = (rng.standard_normal(shape) * (2 / np.prod(shape[1:])) ** 0.5).astype(np.float32)
            out.write(
                np.zeros(1, np.uint32).tobytes() + w.tobytes() + np.zeros(arg, np.float32).tobytes()
            )
            what = (
                f"0={arg} 1=3 4=1 5=1 6={w.size} 9={relu}"
                if kind == "conv"
                else f"0={arg} 1=1 2={w.size} 9={relu}"
            )
            lines.append(
                f"{'Convolution' if kind == 'conv' else 'InnerProduct'} l{i} 1 1 {x} {y} {what}"
            )
            i += relu
        elif kind == "bn":
            one, zero = np.ones(c, np.float32).tobytes(), np.zeros(c, np.float32).tobytes()
            out.write(one + zero + one + zero)  # slope, mean, variance, bias
            lines.append(f"BatchNorm l{i} 1 1 {x} {y} 0={c}")
        elif kind != "dropout":
            ops = {"relu": "ReLU", "pool": "Pooling", "flatten": "Flatten", "gap": "Pooling"}
            lines.append(
                f"{ops[kind]} l{i} 1 1 {x} {y}"
                + {"pool": " 0=0 1=2 2=2", "gap": " 0=1 4=1"}.get(kind, "")
            )
        else:
            y = x
        x, i = y, i + 1
    lines.append(f"Softmax out 1 1 {x} y")
    out.close()
    with open(os.path.join(folder, "net.param"), "w") as f:
        f.write(
            f"7767517\n{len(lines) + 1} {len(lines) + 1}\nInput x 0 1 x\n" + "\n".join(lines) + "\n"
        )


def main():
    job, base = Job(), peak_kib()
    net = ncnn.Net()
    o = net.opt
    o.num_threads = job.threads
    o.use_fp16_packed = o.use_fp16_storage = o.use_fp16_arithmetic = o.use_bf16_storage = False
    with tempfile.TemporaryDirectory() as folder:
        write(job, folder)
        if net.load_param(os.path.join(folder, "net.param")) or net.load_model(
            os.path.join(folder, "net.bin")
        ):
            raise SystemExit("ncnn does not take the net")
    pictures = [
        ncnn.Mat(p)
        for p in np.random.default_rng(2).random((job.batch, 3, job.side, job.side), np.float32)
    ]

    def step():
        for p in pictures:
            with net.create_extractor() as ex:
                ex.input("x", p)
                ex.extract("y")

    serve(ncnn.__version__, step, base)


main()
