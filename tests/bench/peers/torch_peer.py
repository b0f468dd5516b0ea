"""PyTorch: eager, channels_last, compile (torch.compile, channels_last), or autocast (channels_last,
products in bfloat16)."""

import torch
import graph
from torch import nn
from common import Job, peak_kib, serve


def build(layers):
    make = {
        "conv": lambda k, s: nn.Conv2d(s[1], k, 3, padding=1),
        "relu": lambda _, s: nn.ReLU(),
        "pool": lambda _, s: nn.MaxPool2d(2),
        "bn": lambda _, s: nn.BatchNorm2d(s[1]) if s[0] else nn.BatchNorm1d(s[1]),
        "dropout": lambda p, s: nn.Dropout(p),
        "flatten": lambda _, s: nn.Flatten(),
        "gap": lambda _, s: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        "dense": lambda k, s: nn.Linear(s[1], k),
    }
    return nn.Sequential(*[make[kind](arg, shape) for kind, arg, shape in layers])


def main():
    job, base = Job(), peak_kib()
    torch.set_num_threads(job.threads)
    torch.manual_seed(1)
    model = graph.torch_module(job.graph) if job.graph else build(job.layers)
    for layer in list(model.children())[: job.frozen]:
        layer.requires_grad_(False)
    model.train(job.train)
    h, w, c = job.graph[0].shape if job.graph else (job.side, job.side, 3)
    x, label = torch.rand(job.batch, c, h, w), torch.arange(job.batch) % 10
    if job.form != "eager":
        model, x = model.to(memory_format=torch.channels_last), x.to(
            memory_format=torch.channels_last
        )
    trained = [p for p in model.parameters() if p.requires_grad]
    if job.graph:
        opt = torch.optim.SGD(trained, 0.01, momentum=0.9, nesterov=True)
    else:
        opt = torch.optim.Adam(trained, 1e-4)
    loss = nn.CrossEntropyLoss()
    forward = torch.compile(model) if job.form == "compile" else model

    def train():
        opt.zero_grad(set_to_none=True)
        with torch.autocast("cpu", torch.bfloat16, enabled=job.form == "autocast"):
            error = loss(forward(x), label)
        error.backward()
        opt.step()

    def infer():
        with torch.inference_mode():
            torch.softmax(forward(x), 1)

    serve(torch.__version__, train if job.train else infer, base)


main()
