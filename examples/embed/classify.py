"""The same from Python, by ctypes, with nothing but the standard library:

    python3 classify.py ./libmodel.so W.safetensors PICTURE.ppm ...

libmodel.so is model.c: cc -O3 -shared -fPIC model.c sizes.c -o libmodel.so -lm
"""

import ctypes
import sys

READ = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)


class Net:
    def __init__(self, library, weights):
        self.c = ctypes.CDLL(library)
        self.c.shapes_strerror.restype = ctypes.c_char_p
        size = lambda name: ctypes.c_size_t.in_dll(self.c, "size_of_" + name).value
        self.height, self.width, self.outputs = size("height"), size("width"), size("outputs")
        self.work, self.work_bytes = self.aligned(size("work"))
        self.model, model_bytes = self.aligned(size("model"))
        params = (ctypes.c_float * size("params"))()
        with open(weights, "rb") as f:

            def read(_, to, n):
                data = f.read(n)
                ctypes.memmove(to, data, len(data))
                return int(len(data) != n)

            self.check(self.c.shapes_load(params, READ(read), None))
        self.check(self.c.shapes_prepare(params, self.model, ctypes.c_size_t(model_bytes)))
        self.x = (ctypes.c_float * (self.height * self.width * 3))()
        self.y = (ctypes.c_float * self.outputs)()
        self.labels = (ctypes.c_char_p * self.outputs).in_dll(self.c, "shapes_labels")

    def aligned(self, n):
        """Memory of n bytes at a multiple of 64; Python keeps it while the net lives."""
        room = ctypes.create_string_buffer(n + 64)
        self.rooms = getattr(self, "rooms", []) + [room]
        at = ctypes.addressof(room)
        return ctypes.c_void_p(at + -at % 64), n

    def check(self, error):
        if error:
            raise RuntimeError(self.c.shapes_strerror(error).decode())

    def __call__(self, rgb):
        self.check(self.c.shapes_preprocess(rgb, 1, self.x))
        self.check(
            self.c.shapes_infer(
                self.model, self.x, 1, self.y, self.work, ctypes.c_size_t(self.work_bytes)
            )
        )
        return list(self.y)


def picture(path, width, height):
    """The bytes of a P6 file, each pixel the nearest of the file's."""
    data = open(path, "rb").read()
    kind, w, h, most = data.split(maxsplit=4)[:4]
    w, h = int(w), int(h)
    if kind != b"P6" or most != b"255":
        raise ValueError(path + " is no PPM picture of 8 bits")
    rgb = data[-w * h * 3 :]
    at = lambda x, y: 3 * ((y * h // height) * w + x * w // width)
    return b"".join(rgb[at(x, y) : at(x, y) + 3] for y in range(height) for x in range(width))


def main():
    if len(sys.argv) < 4:
        sys.exit("usage: classify.py ./libmodel.so W.safetensors PICTURE.ppm ...")
    net = Net(sys.argv[1], sys.argv[2])
    for path in sys.argv[3:]:
        y = net(picture(path, net.width, net.height))
        best = max(range(len(y)), key=y.__getitem__)
        print("%s: %s %.4f" % (path, net.labels[best].decode(), y[best]))


main()
