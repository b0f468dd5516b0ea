"""Small ONNX models as PyTorch's exporter and onnx.helper write them, each in a folder with inputs
and what ONNX Runtime makes of them, for tests/unit/test_models.c:
    python3 make.py        (needs torch, onnx, onnxruntime)
NAME/model.onnx, NAME/test_data_set_0/input_0.pb and output_0.pb, as ONNX's own tests have it."""

import os
import shutil

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

RNG = np.random.default_rng(7)


def values(name, x):
    """What ONNX Runtime makes of x, beside the model."""
    session = onnxruntime.InferenceSession(f"{name}/model.onnx")
    y = session.run(None, {session.get_inputs()[0].name: x})[0]
    os.makedirs(f"{name}/test_data_set_0", exist_ok=True)
    for what, v in (("input", x), ("output", y)):
        with open(f"{name}/test_data_set_0/{what}_0.pb", "wb") as f:
            f.write(
                numpy_helper.from_array(np.ascontiguousarray(v, np.float32)).SerializeToString()
            )


def uniform(*shape):
    return RNG.uniform(-1, 1, shape).astype(np.float32)


def fill(m):
    """Weights and statistics that are neither 0 nor 1."""
    with torch.no_grad():
        for k, v in m.state_dict().items():
            if v.dtype == torch.float32:
                low, high = (0.5, 1.5) if k.endswith("running_var") else (-0.3, 0.3)
                v.copy_(torch.from_numpy(RNG.uniform(low, high, tuple(v.shape)).astype("f")))
    return m.eval()


def export(name, m, shape, opset=17, **how):
    shutil.rmtree(name, ignore_errors=True)
    os.makedirs(name)
    x = uniform(*shape)
    torch.onnx.export(
        fill(m),
        (torch.from_numpy(x),),
        f"{name}/model.onnx",
        opset_version=opset,
        dynamo=False,
        input_names=["image"],
        output_names=["scores"],
        **how,
    )
    values(name, x)


def build(name, nodes, inits, x, out, opset=13, functions=(), more=(), **save):
    """A model of single nodes. inits: arrays by name; x: the input's values."""
    shutil.rmtree(name, ignore_errors=True)
    os.makedirs(name)
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, x.shape)],
        [helper.make_tensor_value_info(v, TensorProto.FLOAT, None) for v in (out, *more)],
        [numpy_helper.from_array(v, k) for k, v in inits.items()],
    )
    imports = [helper.make_opsetid("", opset)]
    if functions:
        imports.append(helper.make_opsetid("own", 1))
    model = helper.make_model(graph, opset_imports=imports, functions=list(functions))
    model.ir_version = 8
    onnx.save(model, f"{name}/model.onnx", **save)
    values(name, x)


class Residual(nn.Module):
    """Convolutions, batchnorm, a shortcut, pooling with padding, a flattened map."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(8)
        self.a = nn.Conv2d(8, 8, 3, padding=1)
        self.down = nn.Conv2d(8, 12, 1, stride=2, bias=False)
        self.b = nn.Conv2d(8, 12, 3, stride=2, padding=1)
        self.drop = nn.Dropout(0.3)
        self.head = nn.Linear(12 * 2 * 3, 5)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn(self.stem(x))), 3, 2, 1)
        x = F.relu(self.a(x) + x)
        x = F.leaky_relu(self.b(x) + self.down(x), 0.1)
        return F.softmax(self.head(self.drop(torch.flatten(x, 1))), 1)


class Mobile(nn.Module):
    """Depthwise, groups, hard swish, squeeze and excite, shapes computed in the graph."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 8, 3, padding=1)
        self.dw = nn.Conv2d(8, 16, 3, stride=2, padding=1, groups=8, bias=False)
        self.bn = nn.BatchNorm2d(16, eps=1e-3)
        self.s1 = nn.Conv2d(16, 4, 1)
        self.s2 = nn.Conv2d(4, 16, 1)
        self.g = nn.Conv2d(16, 8, 3, groups=4)
        self.fc = nn.Linear(8, 6)

    def forward(self, x):
        x = F.hardswish(self.a(x))
        x = F.relu6(self.bn(self.dw(x)))
        s = F.hardsigmoid(self.s2(F.relu(self.s1(F.adaptive_avg_pool2d(x, 1)))))
        x = F.silu(self.g(x * s))
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        x = x.mean((2, 3))
        return self.fc(x.view(x.size(0), -1))


class Shuffle(nn.Module):
    """Channels in groups, exchanged: a permutation that the next kernel takes up."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(4, 12, 1)
        self.b = nn.Conv2d(12, 8, 3)
        self.fc = nn.Linear(8 * 4 * 3, 7)
        self.norm = nn.BatchNorm1d(8 * 4 * 3)

    def forward(self, x):
        x = self.a(x)
        n, c, h, w = x.shape
        x = x.view(n, 3, c // 3, h, w).transpose(1, 2).reshape(n, c, h, w)
        x = torch.tanh(self.b(x))
        return self.fc(self.norm(x.reshape(n, -1)))


class Tokens(nn.Module):
    """A sequence: dense layers and layer normalisation along the last axis, a 1-D convolution."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(6, 10)
        self.norm = nn.LayerNorm(10)
        self.conv = nn.Conv1d(10, 8, 3, padding=1)
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        x = F.gelu(self.norm(self.a(x)), approximate="tanh")
        x = F.elu(self.conv(x.transpose(1, 2)))
        return torch.sigmoid(self.out(x.mean(2)))


class Parts(nn.Module):
    """Transposed convolutions, slices and splits, pooling with padding, blocks of pixels."""

    def __init__(self):
        super().__init__()
        self.up = nn.ConvTranspose2d(4, 6, 3, stride=2, padding=1, output_padding=1)
        self.grouped = nn.ConvTranspose2d(6, 8, 2, stride=2, groups=2, bias=False)
        self.prelu = nn.PReLU(8)
        self.mix = nn.Conv2d(8, 8, 1)

    def forward(self, x):
        x = self.prelu(self.grouped(self.up(x)))
        a, b = torch.split(x, [3, 5], 1)
        x = torch.cat([b, a], 1)[:, :, 1:-1, ::2]
        x = F.max_pool2d(x, 3, 2, 1, ceil_mode=True) - F.avg_pool2d(x, 3, 2, 1, ceil_mode=True)
        x = F.pixel_shuffle(self.mix(F.pad(x, (1, 2, 0, 1), mode="reflect")), 2)
        x = F.interpolate(x, size=(7, 9), mode="bilinear", align_corners=True)
        x = F.pad(x, (-1, 0, 2, -1), value=0.5)
        return F.log_softmax(x.clamp(-0.2, 0.3) + x.abs().sqrt(), 1)


class Tensors(nn.Module):
    """Norms, gelu by its parts, arithmetic between values and along axes."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 8, 3)
        self.inorm = nn.InstanceNorm2d(8, affine=True)
        self.gnorm = nn.GroupNorm(4, 8)
        self.scale = nn.Parameter(torch.zeros(8, 1, 1))

    def forward(self, x):
        x = F.gelu(self.inorm(self.a(x))) * self.scale
        y = self.gnorm(x)
        x = torch.maximum(x, y) / (1.5 + y * y) + x.mean(3, keepdim=True) - y.amax(1, keepdim=True)
        x = x * torch.softmax(x.sum((2, 3)), 1)[:, :, None, None]
        x = F.softplus(x) + F.mish(x) * F.selu(x) + torch.exp(-x * x)
        return x.permute(0, 2, 1, 3).flatten(2)[:, 1]


export("parts", Parts(), (2, 4, 4, 5), opset=18)
export("tensors", Tensors(), (2, 3, 6, 7), opset=17)
export("residual", Residual(), (2, 3, 16, 24))
export("residual_7", Residual(), (2, 3, 16, 24), opset=9, dynamic_axes={"image": {0: "n"}})
export("mobile", Mobile(), (1, 3, 12, 10))
export("shuffle", Shuffle(), (3, 4, 6, 5))
export("tokens", Tokens(), (2, 5, 6), opset=20)

N = helper.make_node
# As converters from TensorFlow write it: channels last outside, first inside; pads of their own.
build(
    "channels_last",
    [
        N("Transpose", ["x"], ["t"], perm=[0, 3, 1, 2], name="to_nchw"),
        N("Pad", ["t", "pads"], ["p"], name="pad"),
        N("Conv", ["p", "k"], ["c"], strides=[2, 2], name="stem/conv2d"),
        N("Transpose", ["c"], ["u"], perm=[0, 2, 3, 1], name="to_nhwc"),
        N("Add", ["u", "b"], ["d"], name="stem/bias"),
        N("Relu", ["d"], ["r"], name="stem/relu"),
        N("Reshape", ["r", "shape"], ["f"], name="flat"),
        N("MatMul", ["f", "w"], ["y"], name="fc"),
    ],
    {
        "pads": np.array([0, 0, 0, 0, 0, 0, 1, 1], np.int64),
        "k": uniform(5, 3, 3, 3),
        "b": uniform(5),
        "shape": np.array([-1, 4 * 5 * 5], np.int64),
        "w": uniform(100, 4),
    },
    uniform(2, 8, 10, 3),
    "y",
)
# Two heads joined as detectors do, weights as Constant nodes, and shapes worked out by nodes.
build(
    "heads",
    [
        N("Constant", [], ["k1"], value=numpy_helper.from_array(uniform(4, 3, 3, 3))),
        N("Constant", [], ["k2"], value=numpy_helper.from_array(uniform(6, 4, 1, 1))),
        N("Constant", [], ["minus"], value_ints=[-1]),
        N("Conv", ["x", "k1"], ["a"], auto_pad="SAME_UPPER"),
        N("AveragePool", ["a"], ["b"], kernel_shape=[2, 2], strides=[2, 2]),
        N("Conv", ["a", "k2"], ["ha"]),
        N("Conv", ["b", "k2"], ["hb"]),
        N("Transpose", ["ha"], ["ta"], perm=[0, 2, 3, 1]),
        N("Transpose", ["hb"], ["tb"], perm=[0, 2, 3, 1]),
        N("Shape", ["x"], ["sx"]),
        N("Gather", ["sx", "zero"], ["n"]),
        N("Concat", ["n", "minus", "two"], ["to"], axis=0),
        N("Reshape", ["ta", "to"], ["ra"]),
        N("Reshape", ["tb", "to"], ["rb"]),
        N("Concat", ["ra", "rb"], ["y"], axis=1),
    ],
    {"zero": np.array([0], np.int64), "two": np.array([2], np.int64)},
    uniform(1, 3, 6, 4),
    "y",
)
# A function of the file, an If whose condition is known, numbers in an external file, half precision.
swish = helper.make_function(
    "own",
    "Scaled",
    ["X"],
    ["Y"],
    [
        N("Constant", [], ["s"], value_float=0.5),
        N("Mul", ["X", "s"], ["m"]),
        N("LeakyRelu", ["m"], ["Y"]),
    ],
    [helper.make_opsetid("", 13)],
    ["alpha"],
)
swish.node[2].attribute.append(
    onnx.AttributeProto(name="alpha", ref_attr_name="alpha", type=onnx.AttributeProto.FLOAT)
)
then = helper.make_graph(
    [N("MatMul", ["f", "w"], ["z"])], "then", [], [helper.make_tensor_value_info("z", 1, None)]
)
other = helper.make_graph(
    [N("Neg", ["f"], ["z2"])], "else", [], [helper.make_tensor_value_info("z2", 1, None)]
)
build(
    "functions",
    [
        N("Conv", ["x", "k"], ["c"], pads=[1, 1, 1, 1]),
        N("Scaled", ["c"], ["s"], domain="own", alpha=0.25),
        N("Flatten", ["s"], ["f"]),
        N("If", ["yes"], ["v"], then_branch=then, else_branch=other),
        N("Cast", ["half"], ["bias"], to=1),
        N("Add", ["v", "bias"], ["y"]),
    ],
    {
        "k": uniform(2, 1, 3, 3),
        "w": uniform(40, 3),
        "yes": np.array(True),
        "half": uniform(3).astype(np.float16),
    },
    uniform(2, 1, 4, 5),
    "y",
    functions=[swish],
    save_as_external_data=True,
    location="numbers.bin",
    size_threshold=64,
)
# Two outputs, of which one is not to be had; hard swish by its parts, names that say nothing.
build(
    "outputs",
    [
        N("Conv", ["x", "block.conv.weight"], ["12"]),
        N("Add", ["12", "three"], ["13"]),
        N("Clip", ["13", "zero", "six"], ["14"]),
        N("Mul", ["12", "14"], ["15"]),
        N("Div", ["15", "six"], ["16"]),
        N("Conv", ["16", "onnx::Conv_99"], ["y"]),
        N("Sinh", ["16"], ["z"]),
    ],
    {
        "block.conv.weight": uniform(4, 3, 1, 1),
        "onnx::Conv_99": uniform(2, 4, 3, 3),
        "three": np.float32(3),
        "zero": np.float32(0),
        "six": np.float32(6),
    },
    uniform(2, 3, 5, 4),
    "y",
    more=["z"],
)
# What netc lacks: every place is named. Has no values.
shutil.rmtree("lacking", ignore_errors=True)
os.makedirs("lacking")
graph = helper.make_graph(
    [
        N("Conv", ["x", "k"], ["c"], name="first"),
        N("Sinh", ["c"], ["l"], name="bad\x1bname"),
        N("MaxPool", ["l"], ["m"], kernel_shape=[2, 2], dilations=[2, 2], name="third"),
        N("Foreign", ["m"], ["g"], domain="some.where", name="fourth"),
        N("Relu", ["g"], ["y"], name="fifth"),
    ],
    "lacking",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 2, 6, 6])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
    [numpy_helper.from_array(uniform(3, 2, 1, 1), "k")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
onnx.save(model, "lacking/model.onnx")


class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(4, 5, 3, padding=1)
        self.bn = nn.BatchNorm2d(5)
        self.head = nn.Linear(5 * 6 * 6, 3)

    def forward(self, x):
        return self.head(torch.flatten(F.relu(self.bn(self.conv(x))), 1))


# State dicts as torch.save writes them: torch.net, and what the module makes of torch.x.npy.
m = fill(Small())
x = uniform(2, 6, 6, 4)
np.save("torch.x.npy", x)
np.save("torch.y.npy", m(torch.from_numpy(x).permute(0, 3, 1, 2)).detach().numpy())
with open("torch.net", "w") as f:
    f.write("net torch {\n    input 6x6x4\n    conv: conv 5 3x3\n    bn: batchnorm eps=1e-5\n")
    f.write("    relu\n    flatten\n    head: dense 3\n}\n")
torch.save(m.state_dict(), "torch_archive.pt")
torch.save(m.state_dict(), "torch_older.pth", _use_new_zipfile_serialization=False)
adam = torch.optim.Adam(m.parameters())
m(torch.from_numpy(x).permute(0, 3, 1, 2)).sum().backward()
adam.step()  # its state is there then; the weights are put back
m.load_state_dict(torch.load("torch_archive.pt"))
everything = {"epoch": 3, "optimizer": adam.state_dict(), "state_dict": m.state_dict()}
torch.save(everything, "torch_checkpoint.pt")
torch.save(everything, "torch_older_checkpoint.pth", _use_new_zipfile_serialization=False)
# Two sets of the same parameters.
ema = {k: v * 0.5 for k, v in m.state_dict().items()}
torch.save({"model": m.state_dict(), "model_ema": ema}, "torch_two_sets.pt")
# One storage for all, transposed and behind one another, as flattened parameters are; in double.
whole = torch.cat([v.double().reshape(-1) for v in m.state_dict().values()])
views, at = {}, 0
for k, v in m.state_dict().items():
    views[k] = nn.Parameter(whole[at : at + v.numel()].view(v.shape), requires_grad=False)
    at += v.numel()
turned = torch.empty(views["head.weight"].shape[::-1], dtype=torch.float64)
turned.copy_(views["head.weight"].t())
views["head.weight"] = turned.t()
torch.save(views, "torch_views.pt", pickle_protocol=4)
torch.save(m, "torch_module.pt")
# Tensors that are the negative of what is stored; and the same with a mark of another name.
negated = {k: torch._neg_view(-v) if v.is_floating_point() else v for k, v in m.state_dict().items()}
torch.save(negated, "torch_negated.pt")
torch.save(negated, "torch_older_negated.pth", _use_new_zipfile_serialization=False)
with open("torch_older_negated.pth", "rb") as f:
    marked = f.read()
with open("torch_marked.pth", "wb") as f:
    f.write(marked.replace(b"neg", b"new"))


# A model as darknet keeps it: darknet.cfg, darknet.weights, and what PyTorch makes of the same
# layers. Every layer's numbers: biases, then scales, means and variances, then weights.
def darknet_norm(x, bias, scale, mean, variance):
    at = (1, -1) + (1,) * (x.ndim - 2)
    x = (x - mean.reshape(at)) / (np.sqrt(variance) + 1e-6).reshape(at)
    return x * scale.reshape(at) + bias.reshape(at)


def floats(*shape):
    v = RNG.uniform(-0.5, 0.5, shape).astype(np.float32)
    numbers.append(v)
    return v


def darknet_conv(x, filters, size, stride, pad, norm, groups=1):
    bias = floats(filters)
    if norm:
        scale, mean, variance = floats(filters) + 1, floats(filters), floats(filters) + 1
        numbers[-3], numbers[-1] = scale, variance
    w = floats(filters, x.shape[1] // groups, size, size)
    y = F.conv2d(
        torch.from_numpy(x), torch.from_numpy(w), None, stride, size // 2 if pad else 0, 1, groups
    ).numpy()
    return darknet_norm(y, bias, scale, mean, variance) if norm else y + bias.reshape(1, -1, 1, 1)


def leaky(x):
    return np.where(x > 0, x, 0.1 * x).astype(np.float32)


CFG = """[net]
# a small classifier
batch=1
height = 9
width=11
channels=3

[convolutional]
batch_normalize=1
filters=8
size=3
stride=1
pad=1
activation=leaky

[maxpool]
size=2
stride=2

[convolutional]
batch_normalize=1
filters=8
size=3
stride=1
pad=1
groups=8
activation=relu

[convolutional]
filters=8
size=1
stride=1
pad=1
activation=linear

[shortcut]
from=-3
activation=leaky

[route]
layers=-1,-3

[connected]
output=6
activation=linear

[softmax]
"""
numbers = []
x = RNG.uniform(-1, 1, (2, 3, 9, 11)).astype(np.float32)
a = leaky(darknet_conv(x, 8, 3, 1, 1, True))
a = np.pad(a, ((0, 0), (0, 0), (0, 1), (0, 1)), constant_values=-np.inf)
p = F.max_pool2d(torch.from_numpy(a), 2, 2).numpy()
d = np.maximum(darknet_conv(p, 8, 3, 1, 1, True, 8), 0).astype(np.float32)
s = leaky(darknet_conv(d, 8, 1, 1, 1, False).astype(np.float32) + p)
r = np.concatenate([s, d], 1).reshape(2, -1)
bias, w = floats(6), floats(6, r.shape[1])
y = F.softmax(torch.from_numpy(r @ w.T + bias), 1).numpy()
with open("darknet.cfg", "w") as f:
    f.write(CFG)
with open("darknet.weights", "wb") as f:
    f.write(np.array([0, 2, 0], "<i4").tobytes() + np.array([1000], "<u8").tobytes())
    for v in numbers:
        f.write(v.astype("<f4").tobytes())
np.save("darknet.x.npy", x.transpose(0, 2, 3, 1))
np.save("darknet.y.npy", y)
