"""A net as `netc FILE --dump=shapes` prints it: a list of nodes, and the graphs that ONNX Runtime
and PyTorch run. A line is "NAME: KIND of INPUT, ... ATTRIBUTES -> SHAPE | parameters"."""

import re

import numpy as np


class Node:
    def __init__(self, line):
        head, tail = line.split(" -> ")
        self.name, rest = head.split(": ", 1)
        words = re.sub(r", ", ",", rest).split()
        self.kind, at = words[0], 1
        self.inputs = []
        if words[1:2] == ["of"]:
            self.inputs, at = words[2].split(","), 3
        self.attr = dict(w.split("=") if "=" in w else (w, "1") for w in words[at:])
        self.shape = tuple(int(v) for v in tail.split(" | ")[0].split()[0].split("x"))

    def size(self, name, otherwise=1):
        v = self.attr.get(name, str(otherwise)).split("x")
        return (int(v[0]), int(v[-1]))

    def number(self, name, otherwise=0.0):
        return float(self.attr.get(name, otherwise))


def read(path):
    with open(path) as f:
        lines = [s.strip() for s in f if re.match(r"\s*\S+: \S+.* -> ", s)]
    return [Node(s) for s in lines]


def pads(node, before):
    """Zeros above, left, below and right of the input of a node with windows."""
    (kh, kw), (sh, sw), (dh, dw) = node.size("size"), node.size("stride"), node.size("dilation")
    if "stride" not in node.attr and node.kind in ("maxpool", "avgpool"):
        sh, sw = kh, kw
    if "pad" in node.attr:
        ph, pw = node.size("pad")
        return ph, pw, ph, pw
    if "valid" in node.attr or (node.kind in ("maxpool", "avgpool") and "same" not in node.attr):
        return 0, 0, 0, 0
    h = max(0, (node.shape[0] - 1) * sh + dh * (kh - 1) + 1 - before[0])
    w = max(0, (node.shape[1] - 1) * sw + dw * (kw - 1) + 1 - before[1])
    return h // 2, w // 2, h - h // 2, w - w // 2


def stride(node):
    return (
        node.size("stride")
        if "stride" in node.attr
        else (node.size("size") if node.kind in ("maxpool", "avgpool") else (1, 1))
    )


def pad_sides(node):
    h, w = node.size("size", 0)
    side = lambda name, otherwise: int(node.attr.get(name, otherwise))
    return side("top", h), side("left", w), side("bottom", h), side("right", w)


def onnx_model(nodes, batch):
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    rng, out, weights = np.random.default_rng(1), [], []
    shape = {n.name: n.shape for n in nodes}

    def constant(name, value):
        weights.append(numpy_helper.from_array(np.asarray(value, np.float32), name))
        return name

    def normal(name, dims, fan):
        return constant(name, rng.standard_normal(dims) * (2 / fan) ** 0.5)

    def node(op, ins, name, **attr):
        out.append(helper.make_node(op, ins, [name], **attr))

    for n in nodes:
        c_in = shape[n.inputs[0]][-1] if n.inputs else 0
        if n.kind == "input":
            x_name, x_shape = n.name, n.shape
        elif n.kind in ("conv", "depthwise"):
            deep = n.kind == "depthwise"
            groups = c_in if deep else int(n.attr.get("groups", 1))
            kh, kw = n.size("size")
            ins = [
                n.inputs[0],
                normal(
                    n.name + ".w", (n.shape[-1], c_in // groups, kh, kw), c_in // groups * kh * kw
                ),
            ]
            if "nobias" not in n.attr:
                ins.append(constant(n.name + ".b", np.zeros(n.shape[-1])))
            node(
                "Conv",
                ins,
                n.name,
                kernel_shape=[kh, kw],
                strides=list(stride(n)),
                dilations=list(n.size("dilation")),
                group=groups,
                pads=list(pads(n, shape[n.inputs[0]])),
            )
        elif n.kind == "batchnorm":
            c = n.shape[-1]
            ins = [
                constant(f"{n.name}.{k}", v)
                for k, v in (
                    ("gamma", rng.random(c) + 0.5),
                    ("beta", rng.standard_normal(c) * 0.1),
                    ("mean", rng.standard_normal(c) * 0.1),
                    ("variance", rng.random(c) + 0.5),
                )
            ]
            node("BatchNormalization", n.inputs[:1] + ins, n.name, epsilon=n.number("eps", 1e-3))
        elif n.kind == "relu":
            if n.number("max"):
                node(
                    "Clip",
                    [
                        n.inputs[0],
                        constant(n.name + ".0", 0),
                        constant(n.name + ".6", n.number("max")),
                    ],
                    n.name,
                )
            else:
                node("Relu", n.inputs, n.name)
        elif n.kind == "pad":
            t, l, b, r = pad_sides(n)
            weights.append(
                numpy_helper.from_array(np.array([0, 0, t, l, 0, 0, b, r], np.int64), n.name + ".p")
            )
            node("Pad", [n.inputs[0], n.name + ".p"], n.name)
        elif n.kind in ("maxpool", "avgpool"):
            node(
                "MaxPool" if n.kind == "maxpool" else "AveragePool",
                n.inputs,
                n.name,
                kernel_shape=list(n.size("size")),
                strides=list(stride(n)),
                pads=list(pads(n, shape[n.inputs[0]])),
            )
        elif n.kind == "globalavgpool":
            keeps = len(n.shape) == 3
            node("GlobalAveragePool", n.inputs, n.name if keeps else n.name + ".4")
            if not keeps:
                node("Flatten", [n.name + ".4"], n.name)
        elif n.kind == "sigmoid":
            node("Sigmoid", n.inputs, n.name)
        elif n.kind == "silu":
            node("Sigmoid", n.inputs, n.name + ".s")
            node("Mul", [n.inputs[0], n.name + ".s"], n.name)
        elif n.kind == "flatten":
            node("Flatten", n.inputs, n.name)
        elif n.kind == "reshape":
            weights.append(
                numpy_helper.from_array(
                    np.array([batch, n.shape[-1], *n.shape[:-1]], np.int64), n.name + ".s"
                )
            )
            node("Reshape", [n.inputs[0], n.name + ".s"], n.name)
        elif n.kind == "dense":
            node(
                "Gemm",
                [
                    n.inputs[0],
                    normal(n.name + ".w", (c_in, n.shape[0]), c_in),
                    constant(n.name + ".b", np.zeros(n.shape[0])),
                ],
                n.name,
            )
        elif n.kind in ("add", "mul", "concat"):
            node(
                n.kind.capitalize(), n.inputs, n.name, **({"axis": 1} if n.kind == "concat" else {})
            )
        elif n.kind == "softmax":
            node("Softmax", n.inputs, n.name, axis=1)
        elif n.kind in ("identity", "dropout"):
            node("Identity", n.inputs, n.name)
        else:
            raise ValueError(f"no ONNX operator for {n.kind}")
    h, w, c = x_shape
    last = nodes[-1]
    graph = helper.make_graph(
        out,
        "net",
        [helper.make_tensor_value_info(x_name, TensorProto.FLOAT, [batch, c, h, w])],
        [helper.make_tensor_value_info(last.name, TensorProto.FLOAT, [batch, *last.shape])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model, x_name, (batch, c, h, w)


def torch_module(nodes):
    """The net without a final softmax, which the loss takes in."""
    import torch
    from torch import nn
    import torch.nn.functional as F

    if nodes[-1].kind == "softmax":
        nodes = nodes[:-1]
    shape = {n.name: n.shape for n in nodes}

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.part = nn.ModuleDict()
            for n in nodes:
                c_in = shape[n.inputs[0]][-1] if n.inputs else 0
                key = n.name.replace(".", "_")
                if n.kind in ("conv", "depthwise"):
                    groups = c_in if n.kind == "depthwise" else int(n.attr.get("groups", 1))
                    self.part[key] = nn.Conv2d(
                        c_in,
                        n.shape[-1],
                        n.size("size"),
                        stride(n),
                        0,
                        n.size("dilation"),
                        groups,
                        "nobias" not in n.attr,
                    )
                elif n.kind == "batchnorm":
                    self.part[key] = nn.BatchNorm2d(c_in, n.number("eps", 1e-3), 0.01)
                elif n.kind == "dense":
                    self.part[key] = nn.Linear(c_in, n.shape[0])

        def forward(self, x):
            value = {}
            for n in nodes:
                ins = [value[i] for i in n.inputs]
                key = n.name.replace(".", "_")
                if n.kind == "input":
                    v = x
                elif n.kind in ("conv", "depthwise"):
                    t, l, b, r = pads(n, shape[n.inputs[0]])
                    part = self.part[key]
                    if t == b and l == r:
                        v = F.conv2d(
                            ins[0],
                            part.weight,
                            part.bias,
                            part.stride,
                            (t, l),
                            part.dilation,
                            part.groups,
                        )
                    else:
                        v = part(F.pad(ins[0], (l, r, t, b)))
                elif n.kind in ("batchnorm", "dense"):
                    v = self.part[key](ins[0])
                elif n.kind == "relu":
                    v = F.relu6(ins[0]) if n.number("max") else F.relu(ins[0])
                elif n.kind == "pad":
                    t, l, b, r = pad_sides(n)
                    v = F.pad(ins[0], (l, r, t, b))
                elif n.kind in ("maxpool", "avgpool"):
                    t, l, b, r = pads(n, shape[n.inputs[0]])
                    pool = F.max_pool2d if n.kind == "maxpool" else F.avg_pool2d
                    if t == b and l == r:
                        extra = {} if n.kind == "maxpool" else {"count_include_pad": False}
                        v = pool(ins[0], n.size("size"), stride(n), (t, l), **extra)
                    else:
                        v = pool(F.pad(ins[0], (l, r, t, b)), n.size("size"), stride(n))
                elif n.kind == "globalavgpool":
                    v = ins[0].mean((2, 3), keepdim=len(n.shape) == 3)
                elif n.kind == "sigmoid":
                    v = torch.sigmoid(ins[0])
                elif n.kind == "silu":
                    v = F.silu(ins[0])
                elif n.kind == "mul":
                    v = ins[0] * ins[1]
                elif n.kind == "flatten":
                    v = ins[0].flatten(1)
                elif n.kind == "reshape":
                    v = ins[0].reshape(x.shape[0], n.shape[-1], *n.shape[:-1])
                elif n.kind == "add":
                    v = sum(ins[1:], ins[0])
                elif n.kind == "concat":
                    v = torch.cat(ins, 1)
                elif n.kind == "dropout":
                    v = F.dropout(ins[0], n.number("rate", 0.5), self.training)
                elif n.kind in ("identity", "softmax"):
                    v = ins[0] if n.kind == "identity" else F.softmax(ins[0], 1)
                else:
                    raise ValueError(f"no module for {n.kind}")
                value[n.name] = v
            return v

    return Net()
