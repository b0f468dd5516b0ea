"""`make embedded`: nets on microcontrollers under qemu, by netc --target=mcu in floats and in 8-bit
integers, by emx-onnx-cgen, and the arena that tflite-micro takes for the integers.

embedded.py BUILD [--write spec/embedded.md]   run by a Python with emx-onnx-cgen and tflite-micro

Each net is written as an ONNX file with random weights; emx compiles it, netc imports it and
compiles that. Both run the same input on mps2-an386, a Cortex-M4 that also runs ARMv6-M's code, and
on mps3-an547, a Cortex-M55 with Helium (tests/paths/mcu_board.c): outputs are compared,
instructions are counted by -icount, the stack is what was written to of a painted one.
"""

import datetime
import os
import re
import struct
import subprocess
import sys
import tempfile

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
BOARD = os.path.join(ROOT, 'tests', 'paths')
CROSS = 'arm-none-eabi-'
M4, M55 = ('mps2-an386', 'mcu_board.ld', 40), ('mps3-an547', 'mcu_board_m55.ld', 31.25)
# The compiler's options, qemu's board, the linker's script, instructions a tick of its timer.
UNITS = {
    'FPU': (['-Os', '-mthumb', '-mcpu=cortex-m4', '-mfloat-abi=hard', '-mfpu=fpv4-sp-d16'], *M4),
    'no FPU': (['-Os', '-mthumb', '-mcpu=cortex-m4'], *M4),
    'ARMv6-M': (['-Os', '-mthumb', '-mcpu=cortex-m0'], *M4),
    # -Os makes no vectors
    'Helium': (['-O3', '-mthumb', '-mcpu=cortex-m55', '-mfloat-abi=hard'], *M55),
}


class Onnx:
    """An ONNX graph that is built layer by layer, with random weights."""

    def __init__(self, shape):
        self.rng = np.random.default_rng(1)
        self.nodes, self.weights, self.shape = [], [], shape
        self.last, self.count = 'x', 0

    def add(self, op, *params, **attributes):
        names = [self.last]
        for value in params:
            self.weights.append(numpy_helper.from_array(value, f'w{len(self.weights)}'))
            names.append(self.weights[-1].name)
        self.count += 1
        self.nodes.append(helper.make_node(op, names, [f'v{self.count}'], **attributes))
        self.last = f'v{self.count}'
        return self

    def random(self, *shape, fan=1):
        return (self.rng.standard_normal(shape) * np.sqrt(2 / fan)).astype(np.float32)

    def conv(self, k, c, kh, kw, stride=1, groups=1, pads=None):
        fan = kh * kw * c // groups
        w, b = self.random(k, c // groups, kh, kw, fan=fan), self.random(k, fan=100)
        pads = pads or [kh // 2, kw // 2, kh // 2, kw // 2]
        strides = [stride, stride]
        return self.add(
            'Conv', w, b, kernel_shape=[kh, kw], strides=strides, group=groups, pads=pads
        )

    def join(self, other):
        self.count += 1
        self.nodes.append(helper.make_node('Add', [self.last, other], [f'v{self.count}']))
        self.last = f'v{self.count}'
        return self

    def halve(self, k, c, groups=1):
        """A 3x3 convolution of stride 2, padded as TensorFlow pads an even side."""
        return self.conv(k, c, 3, 3, 2, groups, [0, 0, 1, 1])

    def relu6(self):
        return self.add('Clip', np.float32(0), np.float32(6))

    def dense(self, k, c):
        return self.add('Gemm', self.random(k, c, fan=c), self.random(k, fan=100), transB=1)

    def save(self, path, outputs):
        x = helper.make_tensor_value_info('x', TensorProto.FLOAT, self.shape)
        y = helper.make_tensor_value_info(self.last, TensorProto.FLOAT, [1, outputs])
        graph = helper.make_graph(self.nodes, 'nn', [x], [y], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)])
        model.ir_version = 8
        onnx.checker.check_model(model)
        onnx.save(model, path)
        return 4 * sum(int(np.prod(w.dims)) for w in self.weights)


def digits(path):
    o = Onnx([1, 1, 28, 28])
    for c, k in ((1, 8), (8, 16)):
        o.conv(k, c, 3, 3).add('Relu').add('MaxPool', kernel_shape=[2, 2], strides=[2, 2])
    o.add('Flatten').dense(32, 784).add('Relu').dense(10, 32).add('Softmax', axis=1)
    return o.save(path, 10)


def keywords(path):
    """DS-CNN of MLPerf Tiny's keyword spotting, batchnorm folded."""
    o = Onnx([1, 1, 49, 10])
    o.conv(64, 1, 10, 4, stride=2, pads=[4, 1, 5, 1]).add('Relu')
    for _ in range(4):
        o.conv(64, 64, 3, 3, groups=64).add('Relu').conv(64, 64, 1, 1).add('Relu')
    o.add('GlobalAveragePool').add('Flatten').dense(12, 64).add('Softmax', axis=1)
    return o.save(path, 12)


def resnet8(path):
    """MLPerf Tiny's image classification, batchnorm folded."""
    o = Onnx([1, 3, 32, 32])
    x = o.conv(16, 3, 3, 3).add('Relu').last
    o.conv(16, 16, 3, 3).add('Relu').conv(16, 16, 3, 3).join(x).add('Relu')
    for c in (16, 32):
        x = o.last
        y = o.halve(2 * c, c).add('Relu').conv(2 * c, 2 * c, 3, 3).last
        o.last = x
        o.conv(2 * c, c, 1, 1, 2).join(y).add('Relu')
    o.add('GlobalAveragePool').add('Flatten').dense(10, 64).add('Softmax', axis=1)
    return o.save(path, 10)


STAGES = (
    [(16, 1), (32, 2), (32, 1), (64, 2), (64, 1), (128, 2)] + 5 * [(128, 1)] + [(256, 2), (256, 1)]
)


def mobilenet_v1(path):
    """MLPerf Tiny's visual wake words: width 0.25, batchnorm folded."""
    o, c = Onnx([1, 3, 96, 96]), 8
    o.halve(8, 3).add('Relu')
    for k, stride in STAGES:
        (o.halve(c, c, c) if stride == 2 else o.conv(c, c, 3, 3, groups=c)).add('Relu')
        o.conv(k, c, 1, 1).add('Relu')
        c = k
    o.add('GlobalAveragePool').add('Flatten').dense(2, 256).add('Softmax', axis=1)
    return o.save(path, 2)


def autoencoder(path):
    """MLPerf Tiny's anomaly detection, batchnorm folded."""
    o, c = Onnx([1, 640]), 640
    for k in CODES:
        o.dense(k, c).add('Relu')
        c = k
    return o.dense(640, c).save(path, 640)


CODES = 4 * [128] + [8] + 4 * [128]
# Of MobileNetV2 0.3: channels within, channels behind, stride.
INVERTED = (
    [(48, 8, 2), (48, 8, 1), (48, 16, 2), (96, 16, 1), (96, 16, 1), (96, 24, 2)]
    + 3 * [(144, 24, 1)]
    + [(144, 32, 1), (192, 32, 1), (192, 32, 1), (192, 48, 2), (288, 48, 1), (288, 48, 1)]
    + [(288, 96, 1)]
)


def mobilenet_v2(path):
    """Width 0.3, 64x64, 10 classes, as tests/bench/nets/mobilenet_v2_030.net; batchnorm folded."""
    o, c = Onnx([1, 3, 64, 64]), 8
    o.halve(16, 3).relu6().conv(16, 16, 3, 3, groups=16).relu6().conv(8, 16, 1, 1)
    for inside, k, stride in INVERTED:
        x = o.last
        o.conv(inside, c, 1, 1).relu6()
        (
            o.halve(inside, inside, inside)
            if stride == 2
            else o.conv(inside, inside, 3, 3, groups=inside)
        )
        o.relu6().conv(k, inside, 1, 1)
        if stride == 1 and k == c:
            o.join(x)
        c = k
    o.conv(1280, c, 1, 1).relu6().add('GlobalAveragePool').add('Flatten').dense(10, 1280)
    return o.add('Softmax', axis=1).save(path, 10)


def digits_tflm(t):
    c, op = t.Case('digits', (28, 28, 1)), t.tfl.BuiltinOperator
    x = c.source
    for k in (8, 16):
        x = t.conv(c, x, f'conv{k}', k, 3, '', act='relu')
        x = t.pool(c, x, op.MAX_POOL_2D, '', (2, 2), 2, t.VALID)
    return c, t.softmax(c, t.dense(c, t.dense(c, flat(c, x, 784), 'a', 32, True), 'b', 10, True))


def keywords_tflm(t):
    c, op = t.Case('keywords', (49, 10, 1)), t.tfl.BuiltinOperator
    x = t.conv(c, c.source, 'a', 64, 4, '', stride=2, act='relu')  # 4x4: the map is the same
    for i in range(4):
        x = t.depthwise(c, x, f'd{i}', 3, '', act='relu')
        x = t.conv(c, x, f'p{i}', 64, 1, '', act='relu')
    x = t.pool(c, x, op.AVERAGE_POOL_2D, '', (25, 5), 1, t.VALID, (1, 1, 64))
    return c, t.softmax(c, t.dense(c, flat(c, x, 64), 'b', 12, True))


def resnet8_tflm(t):
    def join(x, y):
        s = t.add(c, x, y, 'add')
        c.m.g.operators[-1].builtinOptions.fusedActivationFunction = t.ACT['relu']
        return s

    c, op = t.Case('resnet8', (32, 32, 3)), t.tfl.BuiltinOperator
    x = t.conv(c, c.source, 'a', 16, 3, '', act='relu')
    x = join(t.conv(c, t.conv(c, x, 'b', 16, 3, '', act='relu'), 'c', 16, 3, ''), x)
    for k in (32, 64):
        y = t.conv(c, t.conv(c, x, 'd', k, 3, '', stride=2, act='relu'), 'e', k, 3, '')
        x = join(y, t.conv(c, x, 'f', k, 1, '', stride=2))
    x = t.pool(c, x, op.AVERAGE_POOL_2D, '', (8, 8), 1, t.VALID, (1, 1, 64))
    return c, t.softmax(c, t.dense(c, flat(c, x, 64), 'g', 10, True))


def mobilenet_v1_tflm(t):
    c, op = t.Case('mobilenet', (96, 96, 3)), t.tfl.BuiltinOperator
    x = t.conv(c, c.source, 'a', 8, 3, '', stride=2, act='relu')
    for k, stride in STAGES:
        x = t.depthwise(c, x, 'd', 3, '', stride=stride, act='relu')
        x = t.conv(c, x, 'p', k, 1, '', act='relu')
    x = t.pool(c, x, op.AVERAGE_POOL_2D, '', (3, 3), 1, t.VALID, (1, 1, 256))
    return c, t.softmax(c, t.dense(c, flat(c, x, 256), 'b', 2, True))


def autoencoder_tflm(t):
    c = t.Case('autoencoder', (640,))
    x = c.source
    for k in CODES:
        x = t.dense(c, x, 'a', k, True, act='relu')
    return c, t.dense(c, x, 'b', 640, True)


def mobilenet_v2_tflm(t):
    c, op, six = t.Case('mobilenet2', (64, 64, 3)), t.tfl.BuiltinOperator, 'relu max=6'
    x = t.conv(c, c.source, 'a', 16, 3, '', stride=2, act=six)
    x = t.conv(c, t.depthwise(c, x, 'b', 3, '', act=six), 'c', 8, 1, '')
    for inside, k, stride in INVERTED:
        y = t.conv(c, x, 'd', inside, 1, '', act=six)
        y = t.conv(c, t.depthwise(c, y, 'e', 3, '', stride=stride, act=six), 'f', k, 1, '')
        x = t.add(c, x, y, 'add') if stride == 1 and c.scale_of[x][2][2] == k else y
    x = t.conv(c, x, 'g', 1280, 1, '', act=six)
    x = t.pool(c, x, op.AVERAGE_POOL_2D, '', (2, 2), 1, t.VALID, (1, 1, 1280))
    return c, t.softmax(c, t.dense(c, flat(c, x, 1280), 'h', 10, True))


def flat(c, x, n):
    y = c.out((n,), *c.scale_of[x][:2])
    code = __import__('tflite_micro').tensorflow.lite.micro.python.schema_py_generated
    c.m.op(code.BuiltinOperator.RESHAPE, (x,), y)
    return y


def arena(make):
    """Bytes of tflite-micro's arena for the integers, and its version."""
    code = (
        'import sys, numpy as np\n'
        f'sys.path[:0] = [{os.path.join(ROOT, "tests", "golden")!r}, {os.path.dirname(__file__)!r}]\n'
        'sys.argv = ["embedded"]\n'
        'import make_int8 as t, embedded as e, flatbuffers\n'
        f'c, y = e.{make.__name__}_tflm(t)\n'
        'c.m.g.inputs, c.m.g.outputs = [c.source], [y]\n'
        'b = flatbuffers.Builder(1 << 16)\n'
        'b.Finish(c.m.m.Pack(b), b"TFL3")\n'
        'i = t.runtime.Interpreter.from_bytes(bytes(b.Output()))\n'
        'i.set_input(np.zeros((1,) + c.shape, np.int8), 0)\n'
        'i.invoke()\n'
        'i.print_allocations()\n'
    )
    out = run(sys.executable, '-c', code)
    return int(re.search(r'Arena allocation total (\d+) bytes', out).group(1))


INTEGERS = 'netc, 8-bit integers'
INTEGERS_BY_ROWS = 'netc, 8-bit integers, by rows'
NETS = [
    ('28x28x1, two convolutions, two dense', digits),
    ('DS-CNN, 49x10x1', keywords),
    ('ResNet-8, 32x32x3', resnet8),
    ('MobileNetV1 0.25, 96x96x3', mobilenet_v1),
    ('autoencoder, 640', autoencoder),
    ('MobileNetV2 0.3, 64x64x3', mobilenet_v2),
]


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout + done.stderr


def flash(path):
    text, data = run(CROSS + 'size', path).split('\n')[1].split()[:2]
    return int(text) + int(data)


def macro(header, name):
    return int(re.search(rf'#define NN_{name} (\d+)', open(header).read()).group(1))


def write_input(folder, shape, channels_first):
    """shape: ONNX's, without the batch. netc reads the same numbers with channels last."""
    x = np.random.default_rng(2).random(shape, dtype=np.float32)
    x = (x if channels_first or len(shape) < 3 else x.transpose(1, 2, 0)).reshape(-1)
    floats = x.size
    bits = ', '.join(f'0x{struct.unpack("<I", struct.pack("<f", v))[0]:08x}' for v in x)
    with open(f'{folder}/input.h', 'w') as f:
        f.write('#include <stdint.h>\n')
        f.write(f'static const union {{ uint32_t bits[{floats}]; float x[1]; }} given = {{{{')
        f.write(f'{bits}}}}};\n#define input given.x\n')


def by_netc(netc, folder, limit):
    run(netc, 'import', 'nn.onnx', '-o', 'nn.net', cwd=folder)
    name = re.search(r'^net (\w+)', open(f'{folder}/nn.net').read(), re.M).group(1)
    with open(f'{folder}/nn.net') as f:
        text = re.sub(rf'^net {name}\b', 'net nn', f.read(), flags=re.M)
    with open(f'{folder}/nn.net', 'w') as f:
        f.write(text)
    more = [f'--mem-limit={limit}'] if limit else []
    emit = [netc, 'nn.net', '--target=mcu', '--weights', 'nn.safetensors', '-o', 'nn.c', *more]
    if limit and subprocess.run(emit, cwd=folder, capture_output=True).returncode:
        return None
    run(*emit, cwd=folder)
    return macro(f'{folder}/nn.h', 'WORK_BYTES')


def quantized(netc, folder):
    shape = re.search(r'input ([\dx]+)', open(f'{folder}/nn.net').read()).group(1).split('x')
    os.makedirs(f'{folder}/data', exist_ok=True)
    x = np.random.default_rng(3).random((64, *map(int, shape)), dtype=np.float32)
    np.save(f'{folder}/data/x_train.npy', x)
    np.save(f'{folder}/data/y_train.npy', np.arange(64) % 2)
    run(
        netc, 'quantize', 'nn.net', '--weights', 'nn.safetensors', '--data', 'npy:data', '-o',
        'q.safetensors', cwd=folder,
    )  # fmt: skip


def integers(netc, folder, limit, ends):
    """The C with floats at its ends runs on the board; sizes are those with integers there. Within
    `limit` bytes (0: none), or the least that there is. `ends`: bytes of input and output as
    floats.
    """
    emit = [netc, 'nn.net', '--target=mcu', '--weights', 'q.safetensors']
    for more, bytes_ in (['-o', 'q.c'], limit), (
        ['-o', 'nn.c', '--ends=float'], limit + ends - ends // 4
    ):  # fmt: skip
        within = [f'--mem-limit={bytes_}'] if limit else []
        tried = subprocess.run([*emit, *more, *within], cwd=folder, capture_output=True, text=True)
        if tried.returncode:
            least = re.search(r'the plan takes (\d+) bytes', tried.stderr).group(1)
            run(*emit, *more, f'--mem-limit={least}', cwd=folder)
    return macro(f'{folder}/q.h', 'RAM_BYTES')


def by_emx(emx, folder, floats, outputs):
    run(
        emx,
        'compile',
        'nn.onnx',
        'emx.c',
        '--large-temp-threshold',
        '0',
        '--large-weight-threshold',
        '0',
        cwd=folder,
    )
    text = open(f'{folder}/emx.c').read()
    call = re.search(r'^(?:\w+ )*void (\w+)\(([^;{]*)\)\s*\{', text[text.rindex('\nvoid') :], re.M)
    with open(f'{folder}/nn.h', 'w') as f:
        f.write('#include <stddef.h>\nextern const float nn_weights[];\n')
        f.write(f'#define NN_OUTPUTS {outputs}\n#define NN_WORK_BYTES 0\n')
        f.write('#define NN_WEIGHT_FLOATS 1\n')
        f.write('int nn_infer(const float *, const float *, float *, void *, size_t);\n')
    with open(f'{folder}/nn.c', 'w') as f:
        f.write(text)
        f.write('\n#include "nn.h"\nconst float nn_weights[1] = {0};\n')
        f.write('int nn_infer(const float *w, const float *x, float *y, void *m, size_t n)\n')
        f.write(f'{{ (void)w; (void)m; (void)n; {call.group(1)}((const void *)x, (void *)y);')
        f.write(' return 0; }\n')
    return 0


def on_board(folder, unit):
    """Bytes of the object, of the stack, instructions, outputs."""
    flags, board, script, tick = UNITS[unit]
    gcc = [CROSS + 'gcc', *flags, '-DNDEBUG']
    run(*gcc, '-std=c99', '-c', 'nn.c', '-o', 'nn.o', cwd=folder)
    run(
        *gcc, '-std=gnu99', '-nostartfiles', '--specs=nosys.specs', '-Wl,--gc-sections', '-I.',
        '-DMODEL="nn.h"', '-T', f'{BOARD}/{script}',
        f'{BOARD}/mcu_board.c', 'nn.o', '-lm', '-o', 'nn.elf', cwd=folder,
    )  # fmt: skip
    out = run(
        'qemu-system-arm', '-M', board, '-icount', 'shift=0', '-display', 'none', '-serial',
        'null', '-monitor', 'none', '-semihosting-config', 'enable=on,target=native', '-kernel',
        'nn.elf', cwd=folder, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    lines = [int(line, 16) for line in out.split()]
    if lines[0]:
        sys.exit(f'status {lines[0]}')
    y = np.array([struct.unpack('<f', struct.pack('<I', v))[0] for v in lines[3:]])
    return flash(f'{folder}/nn.o'), lines[1], int(lines[2] * tick), y


def measure(netc, emx, make):
    """Rows: who, code, RAM with input and output, instructions of each of UNITS."""
    with tempfile.TemporaryDirectory() as folder:
        weights = make(f'{folder}/nn.onnx')
        model = onnx.load(f'{folder}/nn.onnx').graph
        shape = [d.dim_value for d in model.input[0].type.tensor_type.shape.dim][1:]
        floats = int(np.prod(shape))
        outputs = model.output[0].type.tensor_type.shape.dim[1].dim_value
        ends = 4 * (floats + outputs)
        rows, results = [], []
        limit = arena(make) * 6 // 10
        for who in ('netc', 'netc, by rows', 'emx-onnx-cgen', INTEGERS, INTEGERS_BY_ROWS):
            write_input(folder, shape, who == 'emx-onnx-cgen')
            if who == 'emx-onnx-cgen':
                work = by_emx(emx, folder, floats, outputs)
            elif who == INTEGERS:
                quantized(netc, folder)
                whole = integers(netc, folder, 0, ends)
            elif who == INTEGERS_BY_ROWS:
                if whole <= limit:
                    continue
                whole = integers(netc, folder, limit, ends)
            elif who == 'netc':
                whole = work = by_netc(netc, folder, 0)
            else:
                work = by_netc(netc, folder, ends + whole * 5 // 6)
                if work is None:
                    continue
            runs = [on_board(folder, unit) for unit in UNITS]
            soft, counts = runs[1], [r[2] for r in runs]
            if who.startswith(INTEGERS):
                off = np.abs(soft[3] - results[0]).max() / most
                if any(not np.array_equal(r[3], soft[3]) for r in runs) or off > 0.1:
                    sys.exit(f'{make.__name__}: integers are off by {off}')
                run(CROSS + 'gcc', *UNITS['no FPU'][0], '-std=c99', '-c', 'q.c', cwd=folder)
                code = flash(f'{folder}/q.o') - macro(f'{folder}/q.h', 'WEIGHT_BYTES')
                rows.append((who, code, whole + soft[1], counts))
                continue
            results += [r[3] for r in runs]
            most = max(1, np.abs(results[0]).max())
            rows.append((who, soft[0] - weights, ends + work + soft[1], counts))
        for y in results:
            if np.abs(y - results[0]).max() > 1e-5 * most:
                sys.exit(f'{make.__name__}: outputs differ: {y} {results[0]}')
        return rows


def main():
    build = sys.argv[1]
    emx = os.path.join(os.path.dirname(sys.executable), 'emx-onnx-cgen')
    netc = os.path.abspath(os.path.join(build, 'netc'))
    gcc = run(CROSS + 'gcc', '-dumpversion').strip()
    version = run(sys.executable, '-m', 'pip', 'show', 'emx-onnx-cgen')
    version = re.search(r'Version: (\S+)', version).group(1)
    tflm = run(sys.executable, '-m', 'pip', 'show', 'tflite-micro')
    tflm = re.search(r'Version: (\S+)', tflm).group(1)
    lines = [
        f'{datetime.date.today()}, gcc {gcc}, emx-onnx-cgen {version}; bytes, and millions of',
        'instructions a picture (qemu, in steps of 40; Helium 31). Code and RAM: Cortex-M4 without',
        'FPU, -Os. Instructions: Cortex-M4 with and without FPU and ARMv6-M, -Os; Cortex-M55',
        '(Helium), -O3. RAM: input, output, work area and stack, without the weights in flash. By',
        'rows: under a limit of five sixths of the work area, where a plan by rows fits it; of',
        'integers, of 0.6 of the arena, or the least there is where that is more. Integers:',
        'calibrated on 64 random inputs; instructions with floats at the ends, bytes with integers',
        f'there. The arena of tflite-micro {tflm} is that of a 64-bit host.',
        '',
        '| net | by | code | RAM | FPU | no FPU | ARMv6-M | Helium |',
        '|---|---|---:|---:|---:|---:|---:|---:|',
    ]
    for what, make in NETS:
        for who, code, ram, counts in measure(netc, emx, make):
            counts = ' | '.join(f'{n / 1e6:.2f}' for n in counts)
            lines.append(f'| {what} | {who} | {code} | {ram} | {counts} |')
            print(lines[-1], flush=True)
        lines.append(
            f'| {what} | tflite-micro, 8-bit integers: its arena | | {arena(make)} | | | | |'
        )
    table = '\n'.join(lines) + '\n'
    print(table, end='')
    if '--write' in sys.argv:
        path = sys.argv[sys.argv.index('--write') + 1]
        text = open(path).read()
        begin, end = '<!-- embedded -->\n', '<!-- end of embedded -->\n'
        head, rest = text.split(begin)
        open(path, 'w').write(head + begin + table + end + rest.split(end)[1])


if __name__ == '__main__':
    main()
