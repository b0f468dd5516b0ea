#!/usr/bin/env python3
"""Makes the files of this folder with programs that are not ours: numpy, safetensors, Pillow.

usage: make.py [FOLDER]        (needs numpy, safetensors, pillow; writes into FOLDER, default: this folder)

The files are committed; tests/unit/test_data.c reads them and compares values, pixels, or (files
we write ourselves) every byte. Run this again only to add cases.
"""
import gzip, io, json, os, struct, sys
import numpy as np
from PIL import Image
from safetensors.numpy import save_file

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(OUT, name)


def ramp(shape, dtype):
    """Element i is i*3 - 7 (unsigned: i*3), for floats plus 0.25."""
    n = int(np.prod(shape))
    v = np.arange(n) * 3
    if np.dtype(dtype).kind in "fi":
        v = v - 7
    if np.dtype(dtype).kind == "f":
        v = v + 0.25
    return v.astype(dtype).reshape(shape)


def make_npy():
    for kind in "f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8".split():
        np.save(path(f"ramp_{kind}.npy"), ramp((3, 4), "<" + kind))
    np.save(path("vector_f4.npy"), ramp((5,), "<f4"))
    np.save(path("scalar_f4.npy"), np.float32(-6.75))
    np.save(path("empty_f4.npy"), np.zeros((0, 3), "<f4"))
    np.save(path("rank4_f4.npy"), ramp((2, 3, 1, 2), "<f4"))
    np.save(path("bool.npy"), np.array([True, False, True]))
    np.save(path("bad_fortran.npy"), np.asfortranarray(ramp((3, 4), "<f4")))
    np.save(path("bad_endian.npy"), ramp((3, 4), ">f4"))
    np.save(path("bad_complex.npy"), np.zeros(2, "<c8"))
    np.save(path("bad_struct.npy"), np.zeros(2, [("a", "<f4")]))
    np.save(path("large_f8.npy"), np.array([1.0, 1e39], "<f8"))
    np.save(path("inf_f8.npy"), np.array([np.inf, -np.inf, np.nan], "<f8"))
    np.save(path("large_i8.npy"), np.array([1, 2 ** 31], "<i8"))
    for version in (2, 3):
        with open(path(f"version{version}_f4.npy"), "wb") as f:
            np.lib.format.write_array(f, ramp((3, 4), "<f4"), version=(version, 0))


def make_safetensors():
    save_file({"a.kernel": ramp((2, 3), "<f4"), "b.bias": ramp((5,), "<f4"), "c": np.array(1.5, "<f4")},
              path("plain.safetensors"), metadata={"netc.layout": "00ff"})
    save_file({"f16": ramp((3, 4), "<f2"), "f32": ramp((3, 4), "<f4"), "f64": ramp((3, 4), "<f8"), "i32": ramp((3, 4), "<i4"),
               "none": np.zeros((0, 7), "<f4")}, path("types.safetensors"))
    bf16 = (ramp((3, 4), "<f4").view("<u4") >> 16).astype("<u2").tobytes()       # every value is exact in bfloat16
    head = json.dumps({"bf16": {"dtype": "BF16", "shape": [3, 4], "data_offsets": [0, len(bf16)]}}).encode()
    head += b" " * (-len(head) % 8)
    with open(path("bf16.safetensors"), "wb") as f:
        f.write(struct.pack("<Q", len(head)) + head + bf16)
    import safetensors.numpy                 # the reference implementation must accept what we made by hand
    with open(path("bf16.safetensors"), "rb") as f:
        safetensors.deserialize(f.read())


def picture(w, h):
    """A smooth picture with an edge, so that JPEG keeps it small and resizing has something to blur."""
    y, x = np.mgrid[0:h, 0:w]
    p = np.stack([255 * x / max(w - 1, 1), 255 * y / max(h - 1, 1), 128 + 100 * np.sin(x * 0.7 + y * 0.4)], -1)
    p[h // 3: h // 2, w // 4: w // 2] = (250, 20, 60)
    return p.round().astype(np.uint8)


def expect(name, rgb):
    Image.fromarray(np.ascontiguousarray(rgb, np.uint8), "RGB").save(path(name + ".ppm"))


def over_white(rgb, a):
    a = a[..., None].astype(int)
    return ((rgb.astype(int) * a + 255 * (255 - a) + 127) // 255).astype(np.uint8)


def make_png():
    rgb = picture(13, 9)
    im = Image.fromarray(rgb)
    grey = np.array(im.convert("L"))
    alpha = np.linspace(0, 255, 13 * 9).reshape(9, 13).astype(np.uint8)
    im.save(path("rgb.png")); expect("rgb.png", rgb)
    Image.fromarray(grey).save(path("grey.png")); expect("grey.png", np.stack([grey] * 3, -1))
    Image.fromarray(np.dstack([rgb, alpha])).save(path("rgba.png")); expect("rgba.png", over_white(rgb, alpha))
    Image.fromarray(np.dstack([grey, alpha]), "LA").save(path("la.png")); expect("la.png", over_white(np.stack([grey] * 3, -1), alpha))
    pal = im.quantize(12)
    pal.save(path("palette.png")); expect("palette.png", np.array(pal.convert("RGB")))
    seen = np.array(pal)
    pal.save(path("palette_clear.png"), transparency=3)
    expect("palette_clear.png", np.where((seen == 3)[..., None], 255, np.array(pal.convert("RGB"))))
    bits = im.convert("1")
    bits.save(path("bits.png")); expect("bits.png", np.array(bits.convert("RGB")))
    deep = (grey.astype(np.uint16) * 257 + 100).clip(0, 65535).astype(np.uint16)
    Image.fromarray(deep).save(path("grey16.png"))
    expect("grey16.png", np.stack([((deep.astype(int) * 255 + 32895) >> 16)] * 3, -1))
    with open(path("interlaced.png"), "wb") as f:
        f.write(interlaced(rgb))
    assert (np.array(Image.open(path("interlaced.png")).convert("RGB")) == rgb).all()
    expect("interlaced.png", rgb)


def interlaced(rgb):
    """Adam7 by hand, since Pillow does not write it."""
    import zlib
    h, w, _ = rgb.shape
    raw = b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        part = rgb[y0::dy, x0::dx]
        if part.size:
            raw += b"".join(b"\0" + row.tobytes() for row in part)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 1)) +
            chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def make_jpeg():
    im = Image.fromarray(picture(21, 18))
    cases = {"jpeg420.jpg": dict(quality=85), "jpeg444.jpg": dict(quality=90, subsampling=0), "progressive.jpg": dict(quality=80, progressive=True)}
    for name, how in cases.items():
        im.save(path(name), **how)
        expect(name, np.array(Image.open(path(name)).convert("RGB")))
    im.convert("L").save(path("jpeggrey.jpg"), quality=85)
    expect("jpeggrey.jpg", np.array(Image.open(path("jpeggrey.jpg")).convert("RGB")))
    im.convert("CMYK").save(path("jpegcmyk.jpg"), quality=85)
    expect("jpegcmyk.jpg", np.array(Image.open(path("jpegcmyk.jpg")).convert("RGB")))


def make_ppm():
    rgb = picture(5, 4)
    grey = rgb[..., 0]
    with open(path("grey.pgm"), "wb") as f:
        f.write(b"P5 # a comment\n5\n#another 9\n 4\t255\n" + grey.tobytes())
    expect("grey.pgm", np.stack([grey] * 3, -1))
    with open(path("deep.ppm"), "wb") as f:
        f.write(b"P6 5 4 65535\n" + (rgb.astype(">u2") * 257).tobytes())
    expect("deep.ppm", rgb)
    five = rgb // 43
    with open(path("five.ppm"), "wb") as f:
        f.write(b"P6 5 4 5\n" + five.tobytes())
    expect("five.ppm", five * 51)


def make_resize():
    im = Image.fromarray(np.random.default_rng(5).integers(0, 256, (17, 23, 3), np.uint8))
    im.save(path("resize_23x17.ppm"))
    for w, h in ((8, 8), (32, 32), (1, 1), (23, 5), (40, 17), (11, 31), (3, 2), (40, 5)):
        im.resize((w, h), Image.BILINEAR).save(path(f"resize_to_{w}x{h}.ppm"))


def make_enlarged():
    """Sizes that training resizes 32x32 to; of the largest only a hash (FNV-1a of 64 bits over the RGB bytes)."""
    im = Image.fromarray(picture(32, 32), "RGB")
    im.save(path("enlarge_32x32.ppm"))
    for side in (16, 64):
        im.resize((side, side), Image.BILINEAR).save(path(f"enlarge_to_{side}.ppm"))
    with open(path("enlarge_hashes.txt"), "w") as f:
        for side in (16, 48, 64, 96, 224):
            h = 0xcbf29ce484222325
            for b in im.resize((side, side), Image.BILINEAR).tobytes():
                h = (h ^ b) * 0x100000001b3 % 2 ** 64
            f.write(f"{side} {h:016x}\n")


def idx(name, a, gz=False):
    data = bytes([0, 0, 8, a.ndim]) + b"".join(struct.pack(">I", n) for n in a.shape) + a.astype(np.uint8).tobytes()
    if gz:
        with gzip.GzipFile(path(name + ".gz"), "wb", mtime=0) as f:
            f.write(data)
    else:
        with open(path(name), "wb") as f:
            f.write(data)


def make_sets():
    """Data sets: sample k, row y, column x, channel c has the byte (k*50 + y*7 + x*3 + c*11) % 256; label (k*3) % 10."""
    for folder in "mnist mnist_gz npy_bytes npy_floats npy_vectors".split():
        os.makedirs(path(folder), exist_ok=True)
    k, y, x, c = np.ogrid[0:5, 0:4, 0:3, 0:3]
    pixels = ((k * 50 + y * 7 + x * 3 + c * 11) % 256).astype(np.uint8)
    labels = np.arange(5) * 3 % 10
    for folder, gz in (("mnist", False), ("mnist_gz", True)):
        for part, n in (("train", 5), ("t10k", 2)):
            idx(f"{folder}/{part}-images-idx3-ubyte", pixels[:n, :, :, 0], gz)
            idx(f"{folder}/{part}-labels-idx1-ubyte", labels[:n], gz)
    for part, n in (("train", 5), ("test", 2)):
        np.save(path(f"npy_bytes/x_{part}.npy"), pixels[:n])
        np.save(path(f"npy_bytes/y_{part}.npy"), labels[:n].astype(np.int64)[:, None])
        np.save(path(f"npy_floats/x_{part}.npy"), (pixels[:n] / np.float32(256) - np.float32(0.5)).astype(np.float32))
        np.save(path(f"npy_floats/y_{part}.npy"), np.eye(10, dtype=np.float32)[labels[:n]])
        np.save(path(f"npy_vectors/x_{part}.npy"), pixels[:n].reshape(n, -1).astype(np.float64))
        np.save(path(f"npy_vectors/y_{part}.npy"), labels[:n].astype(np.uint8))


if __name__ == "__main__":
    make_npy()
    make_safetensors()
    make_png()
    make_jpeg()
    make_ppm()
    make_resize()
    make_enlarged()
    make_sets()
    for name in os.listdir(OUT):            # safetensors makes its files readable by the owner only
        os.chmod(path(name), 0o644)
