"""Means over equal parts of a map, as PyTorch's exporter writes them, and layers of Keras, for
tests/cli/import_edges.sh.
    python3 make_area.py        (needs keras, numpy, onnx, onnxruntime, tensorflow, torch)"""

import warnings

import keras
import numpy as np
import onnx
import onnxruntime
import torch
from keras import layers
from torch import nn

warnings.filterwarnings("ignore")
x = np.load("x.npy")


def save(name, f, times=2):
    torch.manual_seed(4)
    m = nn.Sequential(nn.Conv2d(3, 3, 1), nn.Upsample(scale_factor=times), *f).eval()
    p = torch.onnx.export(m, (torch.zeros(2, 3, 4, 4),), dynamo=True, verbose=False).model_proto
    for part in [p, p.graph, *p.graph.node, *p.graph.value_info, *p.graph.input, *p.graph.output]:
        part.ClearField("doc_string")
        part.ClearField("metadata_props")  # the exporter's paths
    onnx.save(p, name + ".onnx")
    y = onnxruntime.InferenceSession(p.SerializeToString()).run(
        None, {p.graph.input[0].name: x.transpose(0, 3, 1, 2)}
    )[0]
    assert np.abs(y - m(torch.from_numpy(x.transpose(0, 3, 1, 2))).detach().numpy()).max() < 1e-6
    y = y.transpose(0, 2, 3, 1) if y.ndim == 4 else y.transpose(0, 2, 1)
    np.save(name + ".npy", np.ascontiguousarray(y, np.float32))


save("area_both", [nn.AdaptiveAvgPool2d(3)])
save("area_rows", [nn.AdaptiveAvgPool2d((3, 8))])
save("area_more", [nn.AdaptiveAvgPool2d((11, 1))])
save("area_even", [nn.AdaptiveAvgPool2d((4, 7))])
save("area_uneven", [nn.ZeroPad2d(1), nn.AdaptiveAvgPool2d(4)])
save("area_line", [nn.Flatten(2), nn.AdaptiveAvgPool1d(5)])

i = keras.Input((4, 4, 3))
v = layers.Conv2D(4, 2, padding="same")(layers.UpSampling2D(3)(i))
v = layers.AdaptiveMaxPooling2D((6, 4))(v)
v = layers.AdaptiveAveragePooling2D((4, 3))(v)
v = layers.AdaptiveAveragePooling2D(2)(v)
v = layers.AdaptiveAveragePooling1D(3)(layers.Reshape((4, 4))(v))
keras.Model(i, v).save("kl_area.keras")
np.save("kl_area.npy", keras.Model(i, v).predict(x, verbose=0))
keras.Model(i, layers.AdaptiveMaxPooling2D(3)(i)).save("kl_parts.keras")

# A count that is another: no means, though all else is the same.
p = onnx.load("area_both.onnx")
k = [t for t in p.graph.initializer if t.name == p.graph.node[-1].input[1]][0]
n = onnx.numpy_helper.to_array(k).copy()
n[2, 0] = 8
k.CopyFrom(onnx.numpy_helper.from_array(n, k.name))
onnx.save(p, "area_count.onnx")
y = onnxruntime.InferenceSession(p.SerializeToString()).run(
    None, {p.graph.input[0].name: x.transpose(0, 3, 1, 2)}
)[0]
np.save("area_count.npy", y.astype(np.float32))  # as the file has it: no layer makes it a map
