"""Weights for the nets of kinds.net, inputs, and what ONNX Runtime makes of the exported models, for
tests/cli/export.sh; and the modules for PyTorch, which must compute the same. Of the nets of
edges.net the exported files themselves:
    python3 make.py NETC        (needs numpy, safetensors, onnx, onnxruntime, torch)"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

NETC = sys.argv[1]
rng = np.random.default_rng(7)
tmp = tempfile.mkdtemp()


def netc(*args):
    subprocess.run([NETC, *args], check=True, stdout=subprocess.DEVNULL)


def weights(net):
    """as netc writes them, with numbers at random in place of zeros and ones"""
    path = f"{tmp}/{net}.safetensors"
    netc("init", "kinds.net", "--net", net, "-o", path)
    with safe_open(path, "np") as f:
        meta = f.metadata()
        tensors = {k: f.get_tensor(k) for k in f.keys()}
    for name, t in tensors.items():
        if name.endswith("kernel"):
            continue
        v = rng.normal(size=t.shape) * 0.2
        if name.endswith(("gamma", "moving_variance", "alpha")):
            v = 0.8 + np.abs(v)
        tensors[name] = v.astype(np.float32)
    save_file(tensors, f"{net}.safetensors", meta)
    os.chmod(f"{net}.safetensors", 0o644)


def module(net, x):
    """what the exported PyTorch module makes of x"""
    path = f"{tmp}/torch/{net}.safetensors"
    os.makedirs(f"{tmp}/torch", exist_ok=True)
    given = ["--net", net, "--weights", f"{net}.safetensors", "-o", path, "--layout=torch"]
    netc("export", "kinds.net", *given)
    shutil.copy(f"{tmp}/torch/{net}.py", f"{net}.module")
    spec = importlib.util.spec_from_file_location(net, f"{tmp}/torch/{net}.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    x = torch.from_numpy(x)
    with torch.no_grad():
        y = made.load(path)(x.permute(0, 3, 1, 2) if x.ndim == 4 else x)
    return (y.permute(0, 2, 3, 1) if y.ndim == 4 else y).numpy()


text = open("kinds.net").read()
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras


def as_keras(given, x, ours):
    """both files of Keras against netc's own values"""
    for end in ["h5", "keras"]:
        netc("export", *given, "-o", f"{tmp}/model.{end}")
        y = keras.models.load_model(f"{tmp}/model.{end}").predict(x)
        apart = np.abs(ours.reshape(y.shape) - y).max() / np.abs(y).max()
        print(f"netc and Keras are {apart:.1e} of the largest output apart ({end})")
        assert apart < 1e-5


weights("keras")
x = rng.uniform(-1, 1, size=(2, 14, 15, 4)).astype(np.float32)
np.save("keras.x.npy", x)
given = ["kinds.net", "--net", "keras", "--weights", "keras.safetensors"]
netc("export", *given, "-o", f"{tmp}/keras.h5")
y = np.asarray(keras.models.load_model(f"{tmp}/keras.h5")(x))
np.save("keras.y.npy", y)
netc("run", *given, "--input", "keras.x.npy", "--output", f"{tmp}/y.npy", "--backend", "reference")
apart = np.abs(np.load(f"{tmp}/y.npy") - y).max() / np.abs(y).max()
print(f"netc and Keras are {apart:.1e} of the largest output apart")
assert apart < 1e-5
as_keras(given, x, np.load(f"{tmp}/y.npy"))

netc("init", "branches.net", "-o", f"{tmp}/branches.safetensors")
given = ["branches.net", "--weights", f"{tmp}/branches.safetensors"]
x = np.random.default_rng(7).uniform(-1, 1, size=(2, 6, 6, 4)).astype(np.float32)
np.save(f"{tmp}/x.npy", x)
netc("run", *given, "--input", f"{tmp}/x.npy", "--output", f"{tmp}/y.npy")
as_keras(given, x, np.load(f"{tmp}/y.npy"))

for net, size in re.findall(r"^net (\w+) \{\s+input (\S+)", text, re.M):
    x = rng.uniform(-1, 1, size=(2, *map(int, size.split("x")))).astype(np.float32)
    options = []
    if net in ("keras", "deals"):
        continue
    if net == "pictures":
        x = np.floor((x + 1) * 127).astype(np.float32)
        options = ["--preprocess"]
    np.save(f"{net}.x.npy", x)
    weights(net)
    model = f"{tmp}/{net}.onnx"
    netc(
        "export",
        "kinds.net",
        "--net",
        net,
        "--weights",
        f"{net}.safetensors",
        "-o",
        model,
        *options,
    )
    onnx.checker.check_model(model, full_check=True)
    y = onnxruntime.InferenceSession(model).run(None, {"input": x})[0]
    np.save(f"{net}.y.npy", np.ascontiguousarray(y))
    if not options:
        netc(
            "run",
            "kinds.net",
            "--net",
            net,
            "--weights",
            f"{net}.safetensors",
            "--input",
            f"{net}.x.npy",
            "--output",
            f"{tmp}/y.npy",
            "--backend",
            "reference",
        )
        ours = np.load(f"{tmp}/y.npy").reshape(y.shape)
        apart = np.abs(ours - y).max() / np.abs(y).max()
        print(f"{net}: netc and ONNX Runtime are {apart:.1e} of the largest output apart")
        assert apart < 1e-5
        theirs = module(net, x)
        apart = np.abs(theirs.reshape(y.shape) - ours).max() / np.abs(y).max()
        print(f"{net}: netc and PyTorch are {apart:.1e} of the largest output apart")
        assert apart < 1e-5

text = open("edges.net").read()
for net, size in re.findall(r"^net (\w+) \{\s+input (\S+)", text, re.M):
    rng = np.random.default_rng(7)
    x = rng.uniform(-1, 1, size=(2, *map(int, size.split("x")))).astype(np.float32)
    np.save(f"{net}.x.npy", x)
    given = ["edges.net", "--net", net, "--weights", f"{net}.safetensors"]
    netc("init", "edges.net", "--net", net, "-o", f"{net}.safetensors")
    netc("export", *given, "-o", f"{net}.onnx")
    onnx.checker.check_model(f"{net}.onnx", full_check=True)
    y = onnxruntime.InferenceSession(f"{net}.onnx").run(None, {"input": x})[0]
    np.save(f"{net}.y.npy", np.ascontiguousarray(y))
    ours = f"{tmp}/y.npy"
    netc("run", *given, "--input", f"{net}.x.npy", "--output", ours, "--backend", "reference")
    apart = np.abs(np.load(ours).reshape(y.shape) - y).max() / np.abs(y).max()
    print(f"{net}: netc and ONNX Runtime are {apart:.1e} of the largest output apart")
    assert apart < 1e-5

# Operators of Keras, in place of layers.
netc("init", "operators.net", "-o", f"{tmp}/o.safetensors")
with safe_open(f"{tmp}/o.safetensors", "np") as f:
    tensors = {k: rng.uniform(0.5, 1.5, f.get_tensor(k).shape) for k in f.keys()}
    about = f.metadata()
save_file({k: v.astype(np.float32) for k, v in tensors.items()}, "operators.safetensors", about)
os.chmod("operators.safetensors", 0o644)
x = rng.normal(size=(3, 6, 5, 4)).astype(np.float32)
np.save("operators.x.npy", x)
given = ["operators.net", "--weights", "operators.safetensors"]
netc("export", *given, "-o", f"{tmp}/operators.keras")
np.save("operators.y.npy", keras.models.load_model(f"{tmp}/operators.keras").predict(x))

# Several layers of Keras in place of one.
weights("deals")
x = np.random.default_rng(8).normal(size=(2, 6, 4, 8)).astype(np.float32)
np.save("deals.x.npy", x)
given = ["kinds.net", "--net", "deals", "--weights", "deals.safetensors"]
netc("run", *given, "--input", "deals.x.npy", "--output", f"{tmp}/y.npy", "--backend", "reference")
as_keras(given, x, np.load(f"{tmp}/y.npy"))
netc("export", *given, "-o", f"{tmp}/deals.keras")
np.save("deals.y.npy", keras.models.load_model(f"{tmp}/deals.keras").predict(x))

# What only several layers of Keras say.
for net, ends in (("detours", ["h5", "keras"]), ("around", ["keras"])):
    size = re.search(r"net %s \{\s+input (\S+)" % net, open("detours.net").read())[1]
    x = np.random.default_rng(9).normal(size=(2, *map(int, size.split("x")))).astype(np.float32)
    np.save(f"{net}.x.npy", x)
    given = ["detours.net", "--net", net, "--weights", f"{net}.safetensors"]
    netc("init", *given[:3], "-o", f"{net}.safetensors")
    for end in ends:
        netc("export", *given, "-o", f"{tmp}/{net}.{end}")
        y = keras.models.load_model(f"{tmp}/{net}.{end}").predict(x)
        np.save(f"{net}.y.npy", y)
