"""Weights files in the layouts that Keras, h5py, numpy and safetensors write, for
tests/unit/test_weights.c and tests/cli/weights.sh:
    python3 make.py        (needs tensorflow-cpu with Keras 3, h5py, numpy, safetensors)
The net is tiny.net beside this file: two VGG-named convolutions, batchnorm, dense. Number i of the
j-th parameter is value(j, i), so that a test can tell every element from every other."""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import keras
import numpy as np
from safetensors.numpy import save_file

SHAPES = [
    ("block1_conv1", "kernel", (3, 3, 3, 3)),
    ("block1_conv1", "bias", (3,)),
    ("block1_conv2", "kernel", (3, 3, 3, 4)),
    ("block1_conv2", "bias", (4,)),
    ("batchnorm", "gamma", (4,)),
    ("batchnorm", "beta", (4,)),
    ("batchnorm", "moving_mean", (4,)),
    ("batchnorm", "moving_variance", (4,)),
    ("dense", "kernel", (16, 5)),
    ("dense", "bias", (5,)),
]


def value(j, shape):
    i = np.arange(np.prod(shape), dtype=np.float64)
    return ((j + 1) + i / 256).reshape(shape).astype(np.float32)


W = {(layer, name): value(j, shape) for j, (layer, name, shape) in enumerate(SHAPES)}
BASE = [k for k in W if k[0].startswith("block1")]


def old_vgg(path, change=None, **storage):
    """vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5: a group a layer, block1_conv1_W_1:0 in
    it."""
    with h5py.File(path, "w") as f:
        layers = ["block1_conv1", "block1_conv2", "block1_pool"]
        f.attrs["layer_names"] = [n.encode() for n in layers]
        for n in layers:
            g = f.create_group(n)
            names = [] if n == "block1_pool" else [n + "_W_1:0", n + "_b_1:0"]
            g.attrs["weight_names"] = [s.encode() for s in names]
            for s, key in zip(names, ("kernel", "bias")):
                a = W[n, key]
                a = change(n, key, a) if change else a
                if a is not None:
                    g.create_dataset(s, data=a, **storage)


def half(n, key, a):
    return a.astype(np.float16)


def wrong(what):
    def change(n, key, a):
        if (n, key) != ("block1_conv2", "bias"):
            return a
        return {
            "shape": a[:3],
            "dtype": a.astype(np.int32),
            "nan": np.where(np.arange(4) == 2, np.nan, a),
            "missing": None,
            "bfloat16": a.astype(np.float16).view("V2"),
        }[what]

    return change


def model(names):
    n = iter(names)
    layers = [
        keras.layers.Input((8, 8, 3)),
        keras.layers.Conv2D(3, 3, padding="same", activation="relu", **next(n)),
        keras.layers.Conv2D(4, 3, padding="same", activation="relu", **next(n)),
        keras.layers.MaxPooling2D(4),
        keras.layers.BatchNormalization(**next(n)),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5, seed=1),
        keras.layers.Dense(5, activation="softmax", **next(n)),
    ]
    m = keras.Sequential(layers)
    m.set_weights([W[k] for k in W])
    return m


def main():
    old_vgg("notop_contiguous.h5")
    old_vgg("notop_chunked.h5", chunks=True)
    old_vgg("notop_gzip.h5", chunks=True, compression="gzip", shuffle=True)
    old_vgg("notop_f8.h5", lambda n, k, a: a.astype(np.float64))
    old_vgg("notop_f2.h5", lambda n, k, a: (a * 1).astype(np.float16))
    old_vgg("notop_big_endian.h5", lambda n, k, a: a.astype(">f4"))
    for what in ("shape", "dtype", "nan", "missing", "bfloat16"):
        old_vgg("bad_%s.h5" % what, wrong(what))
    with h5py.File("notop_newer.h5", "w") as f:
        for n, key in BASE:
            f.create_dataset("%s/%s/%s:0" % (n, n, key), data=W[n, key])
    with h5py.File("other_net.h5", "w") as f:
        f.create_dataset("stem/stem/kernel:0", data=np.ones((5, 5, 1, 2), np.float32))
    whole = open("notop_contiguous.h5", "rb").read()
    open("bad_truncated.h5", "wb").write(whole[: len(whole) * 2 // 3])
    keras.backend.clear_session()
    m = model([{}] * 4)
    m.save_weights("auto.weights.h5")  # layers/conv2d_1/vars/0
    m.save("auto.keras")
    named = model([{"name": n} for n in ("block1_conv1", "block1_conv2", "batchnorm", "dense")])
    named.compile(optimizer="adam", loss="categorical_crossentropy")
    named.save("whole.h5")  # model_weights/block1_conv1/.../kernel, optimizer_weights
    named.save("named.keras")
    save_file({"%s.%s" % k: a for k, a in W.items()}, "keras.safetensors")
    torch = {}
    for (layer, key), a in W.items():
        layer = {
            "block1_conv1": "features.0",
            "block1_conv2": "features.2",
            "batchnorm": "features.5",
            "dense": "classifier.1",
        }[layer]
        if key == "kernel" and a.ndim == 4:
            a = a.transpose(3, 2, 0, 1)
        if key == "kernel" and a.ndim == 2:  # Keras flattens (2,2,4) as HWC, PyTorch as CHW
            a = a.reshape(2, 2, 4, 5).transpose(3, 2, 0, 1).reshape(5, 16)
        word = {
            "kernel": "weight",
            "gamma": "weight",
            "beta": "bias",
            "moving_mean": "running_mean",
            "moving_variance": "running_var",
        }.get(key, key)
        torch["%s.%s" % (layer, word)] = np.ascontiguousarray(a)
    torch["features.5.num_batches_tracked"] = np.array(7, np.int64)
    save_file(torch, "torch.safetensors")
    np.savez("keras.npz", **{"%s/%s:0" % k: a for k, a in W.items()})
    np.savez_compressed("packed.npz", **{"%s.%s" % k: a for k, a in W.items()})


def links():
    """Links are not followed: a file could else show what another one holds."""
    with h5py.File("linked.h5", "w") as f:
        f["kernel"] = np.ones((4, 2), np.float32)
    with h5py.File("links.h5", "w") as f:
        g = f.create_group("dense_1")
        g["kernel"] = h5py.ExternalLink("linked.h5", "/kernel")
        g["bias"] = np.zeros(2, np.float32)
        f["soft"] = h5py.SoftLink("/dense_1/bias")
    with h5py.File("external.h5", "w") as f:
        g = f.create_group("dense_1")
        g.create_dataset("kernel", shape=(4, 2), dtype=np.float32, external=[("linked.h5", 0, 32)])
        g["bias"] = np.zeros(2, np.float32)
    with h5py.File("virtual.h5", "w") as f:
        g = f.create_group("dense_1")
        layout = h5py.VirtualLayout(shape=(4, 2), dtype=np.float32)
        layout[:] = h5py.VirtualSource("linked.h5", "kernel", shape=(4, 2))
        g.create_virtual_dataset("kernel", layout)
        g["bias"] = np.zeros(2, np.float32)


main()
links()
