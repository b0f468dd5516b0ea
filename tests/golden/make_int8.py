#!/usr/bin/env python3
"""Writes the golden values of tests/cli/int8.sh: for each case below NAME.net, NAME.safetensors (the
integers and scales, as `netc quantize` writes them), NAME.x.npy and NAME.y.npy.

Run by hand: python3 tests/golden/make_int8.py   (PyPI: tflite-micro, numpy, safetensors)

y is what the kernels of TensorFlow Lite for microcontrollers make of x, as floats, scale * (q -
zero): netc's outputs must be the same to the bit.
"""

import pathlib
import sys

import flatbuffers
import numpy as np
from safetensors.numpy import save_file
from tflite_micro.python.tflite_micro import runtime
from tflite_micro.tensorflow.lite.micro.python import schema_py_generated as tfl

HERE = pathlib.Path(__file__).parent / "int8"
SAMPLES = 6
rng = np.random.default_rng(1)


class Model:
    """A model of a few operators, as a flatbuffer."""

    def __init__(self):
        self.m = tfl.ModelT()
        self.m.version = 3
        self.m.buffers = [tfl.BufferT()]
        self.m.operatorCodes = []
        self.g = tfl.SubGraphT()
        self.g.tensors, self.g.operators = [], []
        self.m.subgraphs = [self.g]

    def tensor(self, shape, scale, zero, data=None, kind=tfl.TensorType.INT8, axis=None):
        t = tfl.TensorT()
        t.shape, t.type, t.name = list(shape), kind, f"t{len(self.g.tensors)}"
        if scale is not None:
            q = t.quantization = tfl.QuantizationParametersT()
            q.scale = np.atleast_1d(np.float32(scale)).tolist()
            q.zeroPoint = np.broadcast_to(np.int64(zero), len(q.scale)).tolist()
            q.quantizedDimension = axis or 0
        if data is not None:
            b = tfl.BufferT()
            b.data = np.frombuffer(np.ascontiguousarray(data).tobytes(), np.uint8)
            self.m.buffers.append(b)
            t.buffer = len(self.m.buffers) - 1
        self.g.tensors.append(t)
        return len(self.g.tensors) - 1

    def op(self, code, inputs, output, options=None, kind=None):
        c = tfl.OperatorCodeT()
        c.builtinCode = code
        c.deprecatedBuiltinCode = min(code, 127)
        c.version = 3
        self.m.operatorCodes.append(c)
        o = tfl.OperatorT()
        o.opcodeIndex = len(self.m.operatorCodes) - 1
        o.inputs, o.outputs = list(inputs), [output]
        if options is not None:
            o.builtinOptions, o.builtinOptionsType = options, kind
        self.g.operators.append(o)

    def run(self, source, target, samples):
        self.g.inputs, self.g.outputs = [source], [target]
        b = flatbuffers.Builder(1 << 16)
        b.Finish(self.m.Pack(b), b"TFL3")
        it = runtime.Interpreter.from_bytes(bytes(b.Output()))
        out = []
        for x in samples:
            it.set_input(x[None], 0)
            it.invoke()
            out.append(it.get_output(0)[0].copy())
        return np.stack(out)


def integers(shape, low=-128, high=127):
    return rng.integers(low, high + 1, shape).astype(np.int8)


def scales(n):
    return rng.uniform(0.002, 0.02, n).astype(np.float32)


class Case:
    """The same layers for both: weights by the names of netc's layers."""

    def __init__(self, name, shape, scale=0.05, zero=3):
        self.name, self.shape = name, shape
        self.lines, self.file, self.m = [], {}, Model()
        self.source = self.m.tensor((1,) + shape, scale, zero)
        self.scale_of = {self.source: (np.float32(scale), zero, shape)}
        self.value("input", scale, zero)

    def value(self, node, scale, zero):
        self.file[node + ".scale"] = np.float32([scale])
        self.file[node + ".zero"] = np.int8([zero])

    def out(self, shape, scale, zero):
        t = self.m.tensor((1,) + shape, scale, zero)
        self.scale_of[t] = (np.float32(scale), zero, shape)
        return t

    def weights(self, node, x, kernel, of, axis, keras, most=3000):
        """kernel as TFLite has it; of: its scales; keras: the order of its axes there; most: of the
        biases."""
        bias = rng.integers(-most, most, kernel.shape[axis]).astype(np.int32)
        self.file[node + ".kernel"] = np.ascontiguousarray(keras(kernel))
        self.file[node + ".kernel.scale"] = of
        self.file[node + ".bias"] = bias
        w = self.m.tensor(kernel.shape, of, 0, kernel, axis=axis)
        b = self.m.tensor(bias.shape, self.scale_of[x][0] * of, 0, bias, tfl.TensorType.INT32)
        return w, b

    def set_weights(self, y, kernel):
        """Other numbers for the weights of the operator that makes y."""
        o = next(o for o in self.m.g.operators if o.outputs == [y])
        b = self.m.m.buffers[self.m.g.tensors[o.inputs[1]].buffer]
        b.data = np.frombuffer(kernel.tobytes(), np.uint8)

    def finish(self, y):
        HERE.mkdir(exist_ok=True)
        scale, zero, shape = self.scale_of[self.source]
        x = integers((SAMPLES,) + shape)
        got = self.m.run(self.source, y, x)
        s, z, _ = self.scale_of[y]
        got = np.float32(s) * (got.astype(np.int32) - z).astype(np.float32)
        x = np.float32(scale) * (x.astype(np.int32) - zero).astype(np.float32)
        size = "x".join(map(str, shape))
        text = "\n".join(["net golden {", f"    input {size}"])
        text += "".join(f"\n    {line}" for line in self.lines) + "\n}\n"
        (HERE / f"{self.name}.net").write_text(text)
        save_file(self.file, HERE / f"{self.name}.safetensors", {"format": "netc int8"})
        np.save(HERE / f"{self.name}.x.npy", x)
        np.save(HERE / f"{self.name}.y.npy", got)
        used = np.unique(got).size
        print(f"{self.name}: {got.shape[1:]}, {used} different outputs")
        assert used > 4, "hardly anything is tested"


ACT = {None: 0, "relu": 1, "relu max=6": 3}
SAME, VALID = 0, 1


def size_of(n, k, stride, dilation, padding):
    reach = (k - 1) * dilation + 1
    return -(-n // stride) if padding == SAME else -(-(n - reach + 1) // stride)


def conv(
    c,
    x,
    node,
    k,
    size,
    line,
    stride=1,
    dilation=1,
    padding=SAME,
    act=None,
    scale=0.1,
    zero=-5,
    groups=1,
    most=127,
):
    _, _, (h, w, ch) = c.scale_of[x]
    kernel = integers((k, size, size, ch // groups), -most, most)
    wt, b = c.weights(
        node, x, kernel, scales(k), 0, lambda q: q.transpose(1, 2, 3, 0), 3000 if most > 1 else 20
    )
    y = c.out(
        (
            size_of(h, size, stride, dilation, padding),
            size_of(w, size, stride, dilation, padding),
            k,
        ),
        scale,
        zero,
    )
    o = tfl.Conv2DOptionsT()
    o.padding, o.strideH, o.strideW = padding, stride, stride
    o.dilationHFactor = o.dilationWFactor = dilation
    o.fusedActivationFunction = ACT[act]
    c.m.op(tfl.BuiltinOperator.CONV_2D, (x, wt, b), y, o, tfl.BuiltinOptions.Conv2DOptions)
    c.lines += [f"{node}: {line}"] + ([act] if act else [])
    c.value(node, scale, zero)
    return y


def depthwise(c, x, node, size, line, mult=1, stride=1, act=None, scale=0.08, zero=4):
    _, _, (h, w, ch) = c.scale_of[x]
    kernel = integers((1, size, size, ch * mult), -127)
    wt, b = c.weights(
        node, x, kernel, scales(ch * mult), 3, lambda q: q.reshape(size, size, ch, mult)
    )
    y = c.out((-(-h // stride), -(-w // stride), ch * mult), scale, zero)
    o = tfl.DepthwiseConv2DOptionsT()
    o.padding, o.strideH, o.strideW, o.depthMultiplier = SAME, stride, stride, mult
    o.dilationHFactor = o.dilationWFactor = 1
    o.fusedActivationFunction = ACT[act]
    c.m.op(
        tfl.BuiltinOperator.DEPTHWISE_CONV_2D,
        (x, wt, b),
        y,
        o,
        tfl.BuiltinOptions.DepthwiseConv2DOptions,
    )
    c.lines += [f"{node}: {line}"] + ([act] if act else [])
    c.value(node, scale, zero)
    return y


def dense(c, x, node, k, per_channel, act=None, scale=0.2, zero=7):
    n = int(np.prod(c.scale_of[x][2]))
    kernel = integers((k, n), -127)
    of = scales(k if per_channel else 1)
    wt, b = c.weights(node, x, kernel, of, 0, lambda q: q.T)
    y = c.out((k,), scale, zero)
    o = tfl.FullyConnectedOptionsT()
    o.fusedActivationFunction = ACT[act]
    c.m.op(
        tfl.BuiltinOperator.FULLY_CONNECTED,
        (x, wt, b),
        y,
        o,
        tfl.BuiltinOptions.FullyConnectedOptions,
    )
    c.lines += [f"{node}: dense {k}"] + ([act] if act else [])
    c.value(node, scale, zero)
    return y


def pool(c, x, code, line, size, stride, padding, whole=None):
    scale, zero, (h, w, ch) = c.scale_of[x]
    shape = whole or (
        size_of(h, size[0], stride, 1, padding),
        size_of(w, size[1], stride, 1, padding),
        ch,
    )
    y = c.out(shape, scale, zero)
    o = tfl.Pool2DOptionsT()
    o.padding, o.strideH, o.strideW = padding, stride, stride
    o.filterHeight, o.filterWidth = size
    c.m.op(code, (x,), y, o, tfl.BuiltinOptions.Pool2DOptions)
    c.lines.append(line)
    return y


def add(c, x, other, line, scale=0.11, zero=-9):
    y = c.out(c.scale_of[x][2], scale, zero)
    c.m.op(tfl.BuiltinOperator.ADD, (x, other), y, tfl.AddOptionsT(), tfl.BuiltinOptions.AddOptions)
    c.lines.append(line)
    c.value(line.split(":")[0], scale, zero)
    return y


def mul(c, x, other, line, scale=0.3, zero=-9):
    y = c.out(c.scale_of[x][2], scale, zero)
    c.m.op(tfl.BuiltinOperator.MUL, (x, other), y, tfl.MulOptionsT(), tfl.BuiltinOptions.MulOptions)
    c.lines.append(line)
    c.value(line.split(":")[0], scale, zero)
    return y


def softmax(c, x):
    y = c.out(c.scale_of[x][2], 1 / 256, -128)
    o = tfl.SoftmaxOptionsT()
    o.beta = 1.0
    c.m.op(tfl.BuiltinOperator.SOFTMAX, (x,), y, o, tfl.BuiltinOptions.SoftmaxOptions)
    c.lines.append("softmax")
    return y


def simple(c, x, code, line, node, scale, zero):
    y = c.out(c.scale_of[x][2], scale, zero)
    c.m.op(code, (x,), y)
    c.lines.append(line)
    if node:
        c.value(node, scale, zero)
    return y


def cases():
    op = tfl.BuiltinOperator
    c = Case("conv", (7, 6, 3))
    c.finish(conv(c, c.source, "a", 5, 3, "conv 5 3x3 stride=2", stride=2))
    c = Case("conv_relu", (6, 9, 7), zero=-128)
    c.finish(conv(c, c.source, "a", 6, 3, "conv 6 3x3", act="relu", zero=-128, scale=0.15))
    c = Case("conv_relu6_dilation", (9, 8, 4), zero=127)
    c.finish(
        conv(
            c,
            c.source,
            "a",
            6,
            3,
            "conv 6 3x3 valid dilation=2",
            dilation=2,
            padding=VALID,
            act="relu max=6",
            scale=0.04,
        )
    )
    c = Case("conv_up", (4, 5, 1), scale=2.5)  # factors above 1
    c.finish(conv(c, c.source, "a", 8, 1, "conv 8 1x1", scale=0.009, zero=0, most=1))
    c = Case("conv_groups", (5, 5, 6))
    c.finish(conv(c, c.source, "a", 4, 3, "conv 4 3x3 groups=2", groups=2))
    c = Case("conv_maxima", (8, 9, 3))
    y = conv(c, c.source, "a", 5, 3, "conv 5 3x3", act="relu", zero=-100)
    c.finish(pool(c, y, op.MAX_POOL_2D, "maxpool 2x2", (2, 2), 2, VALID))
    c = Case("depthwise", (7, 6, 5))
    c.finish(depthwise(c, c.source, "a", 3, "depthwise 3x3 stride=2", stride=2))
    c = Case("depthwise_multiplier", (5, 6, 3))
    c.finish(depthwise(c, c.source, "a", 3, "depthwise 3x3 multiplier=2", mult=2, act="relu"))
    c = Case("separable", (6, 6, 4))  # the depthwise layer in place
    y = conv(c, c.source, "a", 6, 1, "conv 6 1x1")
    y = depthwise(c, y, "b", 3, "depthwise 3x3", act="relu max=6")
    c.finish(conv(c, y, "d", 4, 1, "conv 4 1x1"))
    c = Case("dense_tensor", (23,))
    c.finish(dense(c, c.source, "a", 9, False))
    c = Case("dense_channel", (30,))
    c.finish(dense(c, c.source, "a", 7, True, act="relu"))
    c = Case("maxpool", (7, 8, 3))
    c.finish(pool(c, c.source, op.MAX_POOL_2D, "maxpool 3x3 stride=2 same", (3, 3), 2, SAME))
    c = Case("avgpool", (7, 8, 3))
    c.finish(pool(c, c.source, op.AVERAGE_POOL_2D, "avgpool 3x3 stride=2 same", (3, 3), 2, SAME))
    c = Case("globalavgpool", (5, 4, 6))
    c.finish(
        pool(c, c.source, op.AVERAGE_POOL_2D, "globalavgpool keepdims", (5, 4), 1, VALID, (1, 1, 6))
    )
    c = Case("add", (4, 5, 3))
    c.lines.append("s: identity")
    y = conv(c, c.source, "a", 3, 1, "conv 3 1x1", scale=0.21, zero=11)
    c.finish(add(c, y, c.source, "d: add s"))
    c = Case("concat", (4, 3, 2))
    c.lines.append("s: identity")
    y = conv(c, c.source, "a", 3, 1, "conv 3 1x1", scale=0.05, zero=3)
    z = c.out((4, 3, 5), 0.05, 3)
    o = tfl.ConcatenationOptionsT()
    o.axis = 3
    c.m.op(op.CONCATENATION, (y, c.source), z, o, tfl.BuiltinOptions.ConcatenationOptions)
    c.lines.append("d: concat s")
    c.value("d", 0.05, 3)
    c.finish(z)
    c = Case("pad", (3, 4, 3))
    z = c.out((5, 8, 3), 0.05, 3)
    around = np.int32([[0, 0], [2, 0], [1, 3], [0, 0]])
    p = c.m.tensor((4, 2), None, 0, around, tfl.TensorType.INT32)
    c.m.op(op.PAD, (c.source, p), z, tfl.PadOptionsT(), tfl.BuiltinOptions.PadOptions)
    c.lines.append("pad top=2 left=1 right=3")
    c.finish(z)
    c = Case("relu", (5, 5, 3))
    c.finish(simple(c, c.source, op.RELU, "a: relu", "a", 0.031, -120))
    c = Case("sigmoid", (9, 9, 3), scale=0.06)
    c.finish(simple(c, c.source, op.LOGISTIC, "sigmoid", None, 1 / 256, -128))
    c = Case("tanh", (9, 9, 3), scale=0.03)
    c.finish(simple(c, c.source, op.TANH, "tanh", None, 1 / 128, 0))
    c = Case("leaky", (9, 9, 3))
    y = c.out((9, 9, 3), 0.041, -35)
    o = tfl.LeakyReluOptionsT()
    o.alpha = 0.3
    c.m.op(op.LEAKY_RELU, (c.source,), y, o, tfl.BuiltinOptions.LeakyReluOptions)
    c.lines.append("a: leaky")
    c.value("a", 0.041, -35)
    c.finish(y)
    c = Case("softmax", (10,), scale=0.09)
    c.finish(softmax(c, c.source))
    c = Case("softmax_map", (4, 5, 3), scale=0.02)
    c.finish(softmax(c, c.source))
    c = Case("mul", (4, 5, 3))
    c.lines.append("s: identity")
    y = conv(c, c.source, "a", 3, 1, "conv 3 1x1", scale=0.21, zero=11)
    c.finish(mul(c, y, c.source, "d: mul s"))
    c = Case("mul_channels", (4, 5, 6))
    c.lines.append("s: identity")
    y = pool(c, c.source, op.AVERAGE_POOL_2D, "globalavgpool", (4, 5), 1, VALID, (1, 1, 6))
    c.finish(mul(c, c.source, y, "d: mul s"))
    c = Case("upsample", (3, 4, 3))
    z = c.out((6, 12, 3), 0.05, 3)
    p = c.m.tensor((2,), None, 0, np.int32([6, 12]), tfl.TensorType.INT32)
    o = tfl.ResizeNearestNeighborOptionsT()
    c.m.op(
        op.RESIZE_NEAREST_NEIGHBOR,
        (c.source, p),
        z,
        o,
        tfl.BuiltinOptions.ResizeNearestNeighborOptions,
    )
    c.lines.append("upsample 2x3")
    c.finish(z)
    c = Case("crop", (5, 6, 3))
    z = c.out((3, 4, 3), 0.05, 3)
    ends = [np.int32(v) for v in ([0, 1, 0, 0], [1, 4, 4, 3], [1, 1, 1, 1])]
    ends = [c.m.tensor((4,), None, 0, v, tfl.TensorType.INT32) for v in ends]
    o = tfl.StridedSliceOptionsT()
    c.m.op(op.STRIDED_SLICE, [c.source] + ends, z, o, tfl.BuiltinOptions.StridedSliceOptions)
    c.lines.append("crop top=1 bottom=1 right=2")
    c.finish(z)
    c = Case("batchnorm", (4, 3, 20))
    y = depthwise(c, c.source, "a", 1, "depthwise 1x1")
    kernel = c.file["a.kernel"].reshape(20)
    c.file["a.kernel"] = np.where(kernel < 0, -127, 127).astype(np.int8)
    c.lines[-1] = "a: batchnorm"
    c.set_weights(y, c.file["a.kernel"])
    c.finish(y)
    c = Case("panels", (5, 7, 20))  # 7 panels of 16 channels: 4, 2 and a part of 1
    y = conv(c, c.source, "a", 101, 3, "conv 101 3x3", act="relu", zero=-90)
    c.finish(depthwise(c, y, "b", 3, "depthwise 3x3 stride=2", stride=2))
    c = Case("windows", (8, 7, 5))  # longer than a tile, and edges
    y = conv(c, c.source, "a", 37, 3, "conv 37 3x3", act="relu")
    c.finish(pool(c, y, op.MAX_POOL_2D, "maxpool 3x3 same", (3, 3), 3, SAME))
    c = Case("slice", (7, 5, 6))
    z = c.out((3, 3, 4), 0.05, 3)
    ends = [np.int32(v) for v in ([0, 1, 1, 2], [1, 6, 4, 6], [1, 2, 1, 1])]
    ends = [c.m.tensor((4,), None, 0, v, tfl.TensorType.INT32) for v in ends]
    o = tfl.StridedSliceOptionsT()
    c.m.op(op.STRIDED_SLICE, [c.source] + ends, z, o, tfl.BuiltinOptions.StridedSliceOptions)
    c.lines.append("slice rows=(1,6,2) columns=(1,4) channels=(2,6)")
    c.finish(z)


if __name__ == "__main__":
    sys.exit(cases())
