"""The peers' side of `make bench`: PyTorch (eager and channels_last) on the flagship, the small CNN or the frozen variant.

usage: torch_step.py NET train|infer BATCH THREADS eager|channels_last REPEATS     prints milliseconds, one line a step
"""
import sys
import time
import torch
from torch import nn


def block(layers, c, k, n, name=nn.ReLU):
    for _ in range(n):
        layers += [nn.Conv2d(c, k, 3, padding=1), name()]
        c = k
    layers.append(nn.MaxPool2d(2))
    return c


def base():
    layers, c = [], 3
    for k, n in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        c = block(layers, c, k, n)
    return layers


def vgg_cifar():
    head = [nn.Conv2d(512, 32, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(32), nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(32),
            nn.Dropout(0.25), nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(64), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(),
            nn.BatchNorm2d(64), nn.Dropout(0.25), nn.Flatten(), nn.Linear(64, 512), nn.ReLU(), nn.BatchNorm1d(512), nn.Dropout(0.5),
            nn.Linear(512, 10)]
    return nn.Sequential(*base(), *head)


def vgg_cifar_frozen():
    b = nn.Sequential(*base())
    for p in b.parameters():
        p.requires_grad_(False)
    return nn.Sequential(b, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 512), nn.ReLU(), nn.BatchNorm1d(512), nn.Dropout(0.5),
                         nn.Linear(512, 10))


def small_cnn():
    layers = []
    c = block(layers, 3, 32, 2)
    layers.append(nn.Dropout(0.25))
    block(layers, c, 64, 2)
    layers += [nn.Dropout(0.25), nn.Flatten(), nn.Linear(4096, 512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 10)]
    return nn.Sequential(*layers)


def main():
    net, what, batch, threads, form, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5], int(sys.argv[6])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = globals()[net]()
    x = torch.rand(batch, 3, 32, 32)
    label = torch.arange(batch) % 10
    if form == "channels_last":
        model = model.to(memory_format=torch.channels_last)
        x = x.to(memory_format=torch.channels_last)
    if what == "infer":
        model.eval()
    params = [p for p in model.parameters() if p.requires_grad]
    opt = torch.optim.Adam(params, 1e-4)
    loss = nn.CrossEntropyLoss()
    for i in range(repeats + 1):
        t = time.perf_counter()
        if what == "train":
            opt.zero_grad(set_to_none=True)
            loss(model(x), label).backward()
            opt.step()
        else:
            with torch.inference_mode():
                torch.softmax(model(x), 1)
        if i:
            print(f"{(time.perf_counter() - t) * 1e3:.3f}", flush=True)


main()
