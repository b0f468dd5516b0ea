"""Shrinking as both of PyTorch's exporters and ONNX write it, and resizing by factors that leave a part
of a pixel, for tests/cli/import_edges.sh.
    python3 make_shrink.py        (needs numpy, onnx, onnxruntime, torch)"""

import io
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from torch import nn

warnings.filterwarnings("ignore")
x = np.load("x.npy")


def save(name, m):
    for part in [m, m.graph, *m.graph.node, *m.graph.value_info, *m.graph.input, *m.graph.output]:
        part.ClearField("doc_string")
        part.ClearField("metadata_props")  # the exporter's paths
    onnx.save(m, name + ".onnx")
    y = onnxruntime.InferenceSession(m.SerializeToString()).run(
        None, {m.graph.input[0].name: x.transpose(0, 3, 1, 2)}
    )[0]
    np.save(name + ".npy", y.transpose(0, 2, 3, 1).astype(np.float32))


torch.manual_seed(4)
for name, f in (("soft", nn.Softshrink(0.3)), ("hard", nn.Hardshrink(0.4))):
    m = nn.Sequential(nn.Conv2d(3, 3, 2), f).eval()
    example = torch.zeros(2, 3, 4, 4)
    for new in (False, True):
        if new:
            p = torch.onnx.export(m, (example,), dynamo=True, verbose=False).model_proto
        else:
            to = io.BytesIO()
            torch.onnx.export(m, (example,), to, dynamo=False)
            p = onnx.load_from_string(to.getvalue())
        save(f"{name}_shrink_{'new' if new else 'old'}", p)


def resize(name, scales, **attributes):
    g = helper.make_graph(
        [
            helper.make_node("Conv", ["x", "w"], ["a"]),
            helper.make_node("Shrink", ["a"], ["b"], lambd=0.25, bias=0.25),
            helper.make_node("Resize", ["b", "", "s"], ["y"], **attributes),
        ],
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 3, 4, 4])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [
            helper.make_tensor("w", TensorProto.FLOAT, [3, 3, 1, 1], np.eye(3).ravel()),
            helper.make_tensor("s", TensorProto.FLOAT, [4], [1, 1, *scales]),
        ],
    )
    return helper.make_model(g, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)


save("part_linear", resize("part_linear", [1.625, 0.625], mode="linear"))
save(
    "part_nearest",
    resize(
        "part_nearest",
        [1.4, 1.75],
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
    ),
)
onnx.save(resize("part_kept", [1.1, 1.2], mode="linear"), "part_kept.onnx")
