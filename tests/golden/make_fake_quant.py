"""Makes tests/golden/fake_quant: four steps of a net with `quantize int8` by PyTorch's fake
quantization, for tests/cli/int8.sh.  python3 tests/golden/make_fake_quant.py
"""
import os
import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import save_file

FOLDER = os.path.join(os.path.dirname(__file__), 'fake_quant')
NET = '''net fake {
    input 6x6x2
    conv 4 3x3 nobias
    batchnorm momentum=0.9
    relu
    maxpool 2x2
    depthwise 3x3 relu
    flatten
    dense 3 softmax
}
train {
    data      npy "fake_data"
    loss      crossentropy
    optimizer sgd rate=0.1
    batch     8
    epochs    4
    quantize  int8
}
'''


class Range:  # torch.ao.quantization.MovingAverageMinMaxObserver, averaging_constant 0.01
    def __init__(self):
        self.low = self.high = None

    def __call__(self, x):
        low, high = x.detach().min().clamp(max=0), x.detach().max().clamp(min=0)
        if self.low is None:
            self.low, self.high = low, high
        else:
            self.low = self.low + 0.01 * (low - self.low)
            self.high = self.high + 0.01 * (high - self.high)
        scale = float((self.high - self.low) / 255)
        zero = int(max(-128, min(127, round(-128 - float(self.low) / scale))))
        return torch.fake_quantize_per_tensor_affine(x, scale, zero, -128, 127)


def weights(w):  # output channels first
    scale = w.detach().abs().flatten(1).max(1).values / 127
    return torch.fake_quantize_per_channel_affine(
        w, scale, torch.zeros(len(w), dtype=torch.int32), 0, -127, 127
    )


def main():
    torch.manual_seed(3)
    g = np.random.default_rng(3)
    x = g.normal(0, 1, (8, 6, 6, 2)).astype(np.float32)
    label = g.integers(0, 3, 8)
    p = {
        'conv': torch.randn(4, 2, 3, 3) * 0.4,
        'gamma': torch.rand(4) + 0.5,
        'beta': torch.randn(4) * 0.2,
        'dw': torch.randn(4, 1, 3, 3) * 0.4,
        'dwb': torch.randn(4) * 0.1,
        'dense': torch.randn(3, 36) * 0.3,
        'bias': torch.randn(3) * 0.1,
    }
    mean, variance = torch.zeros(4), torch.ones(4)

    def keras():
        return {
            'conv_1.kernel': p['conv'].permute(2, 3, 1, 0),
            'batchnorm_1.gamma': p['gamma'],
            'batchnorm_1.beta': p['beta'],
            'batchnorm_1.moving_mean': mean,
            'batchnorm_1.moving_variance': variance,
            'depthwise_1.kernel': p['dw'].permute(2, 3, 0, 1),
            'depthwise_1.bias': p['dwb'],
            'dense_1.kernel': p['dense'].reshape(3, 4, 3, 3).permute(2, 3, 1, 0).reshape(36, 3),
            'dense_1.bias': p['bias'],
        }

    def arrays():
        return {k: np.ascontiguousarray(v.detach().numpy()) for k, v in keras().items()}

    os.makedirs(FOLDER, exist_ok=True)
    save_file(arrays(), f'{FOLDER}/start.safetensors')
    np.save(f'{FOLDER}/x_train.npy', x)
    np.save(f'{FOLDER}/y_train.npy', label)
    open(f'{FOLDER}/fake.net', 'w').write(NET)
    r = [Range() for _ in range(4)]
    for v in p.values():
        v.requires_grad_()
    for _ in range(4):
        h = r[0](torch.tensor(x).permute(0, 3, 1, 2))
        h = F.conv2d(h, weights(p['conv']), padding=1)
        m, v = h.mean((0, 2, 3)), h.var((0, 2, 3), unbiased=False)
        mean, variance = 0.9 * mean + 0.1 * m.detach(), 0.9 * variance + 0.1 * v.detach()
        h = (h - m[:, None, None]) / torch.sqrt(v[:, None, None] + 1e-3)
        h = r[1](F.relu(h * p['gamma'][:, None, None] + p['beta'][:, None, None]))
        h = F.max_pool2d(h, 2)
        h = r[2](F.relu(F.conv2d(h, weights(p['dw']), p['dwb'], padding=1, groups=4)))
        h = r[3](F.linear(h.flatten(1), weights(p['dense']), p['bias']))
        loss = F.cross_entropy(h, torch.tensor(label))
        grads = torch.autograd.grad(loss, list(p.values()))
        with torch.no_grad():
            for w, d in zip(p.values(), grads):
                w -= 0.1 * d
    end = arrays()
    for name, q in zip(('input', 'relu_1', 'depthwise_1.relu', 'dense_1'), r):
        end[name + '.value.range'] = np.array([float(q.low), float(q.high)], np.float32)
    save_file(end, f'{FOLDER}/end.safetensors')
    print(loss.item())


main()
