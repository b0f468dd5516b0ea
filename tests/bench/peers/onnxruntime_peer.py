"""ONNX Runtime, CPU provider, every graph optimization; inference only."""

import numpy as np
import graph
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from common import Job, peak_kib, serve


def model_of(job):
    rng, nodes, weights = np.random.default_rng(1), [], []

    def constant(name, *shape, scale=1.0):
        weights.append(
            numpy_helper.from_array((rng.standard_normal(shape) * scale).astype(np.float32), name)
        )
        return name

    x = "x"
    for i, (kind, arg, (_, c)) in enumerate(job.layers):
        y = f"y{i}"
        if kind == "conv":
            ins = [
                x,
                constant(f"w{i}", arg, c, 3, 3, scale=(2 / (9 * c)) ** 0.5),
                constant(f"b{i}", arg, scale=0),
            ]
            nodes.append(helper.make_node("Conv", ins, [y], pads=[1, 1, 1, 1]))
        elif kind == "dense":
            nodes.append(
                helper.make_node(
                    "Gemm",
                    [
                        x,
                        constant(f"w{i}", c, arg, scale=(2 / c) ** 0.5),
                        constant(f"b{i}", arg, scale=0),
                    ],
                    [y],
                )
            )
        elif kind == "bn":
            weights.append(numpy_helper.from_array(np.ones(c, np.float32), f"one{i}"))
            weights.append(numpy_helper.from_array(np.zeros(c, np.float32), f"zero{i}"))
            nodes.append(
                helper.make_node(
                    "BatchNormalization", [x, f"one{i}", f"zero{i}", f"zero{i}", f"one{i}"], [y]
                )
            )
        elif kind == "dropout":
            continue
        else:
            ops = {
                "relu": ("Relu", {}),
                "pool": ("MaxPool", {"kernel_shape": [2, 2], "strides": [2, 2]}),
                "flatten": ("Flatten", {}),
                "gap": ("GlobalAveragePool", {}),
            }
            nodes.append(helper.make_node(ops[kind][0], [x], [y], **ops[kind][1]))
            if kind == "gap":
                nodes.append(helper.make_node("Flatten", [y], [y + "f"]))
                y += "f"
        x = y
    nodes.append(helper.make_node("Softmax", [x], ["y"]))
    graph = helper.make_graph(
        nodes,
        "net",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [job.batch, 3, job.side, job.side])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [job.batch, 10])],
        weights,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def main():
    job, base = Job(), peak_kib()
    if job.graph:
        model, name, shape = graph.onnx_model(job.graph, job.batch)
    else:
        model, name, shape = model_of(job), "x", (job.batch, 3, job.side, job.side)
    onnx.checker.check_model(model)
    o = ort.SessionOptions()
    o.intra_op_num_threads, o.inter_op_num_threads = job.threads, 1
    o.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_ALL
    session = ort.InferenceSession(model.SerializeToString(), o, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(2).random(shape, np.float32)
    serve(ort.__version__, lambda: session.run(None, {name: x}), base)


main()
