#!/usr/bin/env python3
"""Makes the files of this folder with programs that are not ours: numpy, safetensors, Pillow.

usage: make.py [FOLDER]        (needs numpy, safetensors, pillow; writes into FOLDER, default: this
folder)

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
    np.save(path("large_i8.npy"), np.array([1, 2**31], "<i8"))
    for version in (2, 3):
        with open(path(f"version{version}_f4.npy"), "wb") as f:
            np.lib.format.write_array(f, ramp((3, 4), "<f4"), version=(version, 0))


def make_safetensors():
    save_file(
        {"a.kernel": ramp((2, 3), "<f4"), "b.bias": ramp((5,), "<f4"), "c": np.array(1.5, "<f4")},
        path("plain.safetensors"),
        metadata={"netc.layout": "00ff"},
    )
    save_file(
        {
            "f16": ramp((3, 4), "<f2"),
            "f32": ramp((3, 4), "<f4"),
            "f64": ramp((3, 4), "<f8"),
            "i32": ramp((3, 4), "<i4"),
            "none": np.zeros((0, 7), "<f4"),
        },
        path("types.safetensors"),
    )
    bf16 = (
        (ramp((3, 4), "<f4").view("<u4") >> 16).astype("<u2").tobytes()
    )  # every value is exact in bfloat16
    head = json.dumps(
        {"bf16": {"dtype": "BF16", "shape": [3, 4], "data_offsets": [0, len(bf16)]}}
    ).encode()
    head += b" " * (-len(head) % 8)
    with open(path("bf16.safetensors"), "wb") as f:
        f.write(struct.pack("<Q", len(head)) + head + bf16)
    import safetensors.numpy  # the reference implementation must accept what we made by hand

    with open(path("bf16.safetensors"), "rb") as f:
        safetensors.deserialize(f.read())


def picture(w, h):
    """A smooth picture with an edge, so that JPEG keeps it small and resizing has something to
    blur."""
    y, x = np.mgrid[0:h, 0:w]
    p = np.stack(
        [255 * x / max(w - 1, 1), 255 * y / max(h - 1, 1), 128 + 100 * np.sin(x * 0.7 + y * 0.4)],
        -1,
    )
    p[h // 3 : h // 2, w // 4 : w // 2] = (250, 20, 60)
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
    im.save(path("rgb.png"))
    expect("rgb.png", rgb)
    Image.fromarray(grey).save(path("grey.png"))
    expect("grey.png", np.stack([grey] * 3, -1))
    Image.fromarray(np.dstack([rgb, alpha])).save(path("rgba.png"))
    expect("rgba.png", over_white(rgb, alpha))
    Image.fromarray(np.dstack([grey, alpha]), "LA").save(path("la.png"))
    expect("la.png", over_white(np.stack([grey] * 3, -1), alpha))
    pal = im.quantize(12)
    pal.save(path("palette.png"))
    expect("palette.png", np.array(pal.convert("RGB")))
    seen = np.array(pal)
    pal.save(path("palette_clear.png"), transparency=3)
    expect("palette_clear.png", np.where((seen == 3)[..., None], 255, np.array(pal.convert("RGB"))))
    bits = im.convert("1")
    bits.save(path("bits.png"))
    expect("bits.png", np.array(bits.convert("RGB")))
    deep = (grey.astype(np.uint16) * 257 + 100).clip(0, 65535).astype(np.uint16)
    Image.fromarray(deep).save(path("grey16.png"))
    expect("grey16.png", np.stack([(deep.astype(int) * 255 + 32895) >> 16] * 3, -1))
    with open(path("interlaced.png"), "wb") as f:
        f.write(interlaced(rgb))
    assert (np.array(Image.open(path("interlaced.png")).convert("RGB")) == rgb).all()
    expect("interlaced.png", rgb)


def interlaced(rgb):
    """Adam7 by hand, since Pillow does not write it."""
    import zlib

    h, w, _ = rgb.shape
    raw = b""
    for x0, y0, dx, dy in (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):
        part = rgb[y0::dy, x0::dx]
        if part.size:
            raw += b"".join(b"\0" + row.tobytes() for row in part)

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 1))
        + chunk(b"IDAT", zlib.compress(raw, 9))
        + chunk(b"IEND", b"")
    )


def make_jpeg():
    im = Image.fromarray(picture(21, 18))
    cases = {
        "jpeg420.jpg": dict(quality=85),
        "jpeg444.jpg": dict(quality=90, subsampling=0),
        "progressive.jpg": dict(quality=80, progressive=True),
    }
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


def upright(name):
    """What Pillow makes of a file: upright, over white, RGB."""
    from PIL import ImageOps

    im = ImageOps.exif_transpose(Image.open(path(name)))
    rgba = np.array(im.convert("RGBA"))
    expect(name, over_white(rgba[..., :3], rgba[..., 3]))


def exif_bytes(orientation, big=False, before=0, kind=3, count=1):
    """A TIFF header and one directory: `before` other entries, then the orientation."""
    e = ">" if big else "<"
    entries = [struct.pack(e + "HHII", 0x100 + i, 4, 1, 7) for i in range(before)]
    entries.append(struct.pack(e + "HHIHH", 0x112, kind, count, orientation, 0))
    return (
        (b"MM\0*" if big else b"II*\0")
        + struct.pack(e + "IH", 8, len(entries))
        + b"".join(entries)
        + struct.pack(e + "I", 0)
    )


def make_upright():
    """The same picture under each of the eight orientations, and the places where EXIF data may
    stand."""
    im = Image.fromarray(picture(12, 7))
    for o in range(1, 9):
        im.save(
            path(f"exif{o}.jpg"),
            quality=90,
            subsampling=0,
            exif=b"Exif\0\0" + exif_bytes(o, big=o % 2 == 0, before=o % 3),
        )
        upright(f"exif{o}.jpg")
    im.save(path("exif.png"), exif=exif_bytes(6))
    upright("exif.png")
    im.save(path("exif.webp"), lossless=True, exif=exif_bytes(8, big=True))
    upright("exif.webp")


def make_webp():
    im = Image.fromarray(picture(21, 18))
    alpha = Image.fromarray(np.linspace(0, 255, 21 * 18).reshape(18, 21).astype(np.uint8))
    im.save(path("lossless.webp"), lossless=True)
    im.save(path("lossy.webp"), quality=80)
    im.putalpha(alpha)
    im.save(path("alpha.webp"), lossless=True, exact=True)
    im.save(path("alpha_lossy.webp"), quality=70)
    Image.fromarray(picture(16, 12)).save(
        path("animated.webp"),
        save_all=True,
        append_images=[Image.fromarray(picture(16, 12)[::-1].copy())],
        lossless=True,
        duration=100,
    )
    make_coded_webp()
    for name in "lossless lossy alpha alpha_lossy animated".split():
        upright(name + ".webp")


def make_coded_webp():
    """Lossless pictures that need every part of the format: colours packed 8, 4, 2 and 1 a pixel,
    predictors, shares of green and red, groups of codes, a cache of colours, near and far copies;
    and a smooth transparency, which is filtered."""
    rng = np.random.default_rng(5)
    for colours in (2, 3, 11, 40):
        table = rng.integers(0, 256, (colours, 4)).astype(np.uint8)
        table[::2, 3] = 255
        which = (np.add.outer(np.arange(13) // 2, np.arange(37) // 3) ** 2 + 1) % colours
        which[rng.random(which.shape) < 0.2] = 0
        name = f"packed{colours}.webp"
        Image.fromarray(table[which]).save(path(name), lossless=True, exact=True, method=6)
        upright(name)
    y, x = np.mgrid[:72, :90]
    waves = np.stack([128 + 100 * np.sin(x / 7 + k) * np.cos(y / (5 + k)) for k in range(3)], -1)
    waves += 30 * np.sin(x * y / 50)[..., None] + rng.normal(0, 3, waves.shape)
    waves[:20, 50:] = waves[50:70, :40]
    waves[40:, 60:] = rng.integers(0, 3, (32, 30, 3)) * 90
    picture_ = Image.fromarray(np.clip(waves, 0, 255).astype(np.uint8))
    for method in (0, 6):
        picture_.save(path(f"coded{method}.webp"), lossless=True, method=method, quality=100)
        upright(f"coded{method}.webp")
    picture_.putalpha(Image.fromarray(((x * 2 + y) % 256).astype(np.uint8)))
    picture_.save(path("filtered.webp"), quality=60, alpha_quality=100)
    upright("filtered.webp")


def make_gif():
    im = Image.fromarray(picture(21, 18)).quantize(20)
    im.save(path("plain.gif"))
    im.save(path("clear.gif"), transparency=3)
    im.save(path("interlaced.gif"), interlace=1)
    im.save(
        path("animated.gif"),
        save_all=True,
        append_images=[im.transpose(Image.FLIP_TOP_BOTTOM)],
        duration=50,
    )
    for name in "plain clear interlaced animated".split():
        upright(name + ".gif")
    # a small picture on a larger screen: what it does not cover is white
    data = bytearray(open(path("plain.gif"), "rb").read())
    data[6:10] = struct.pack("<HH", 30, 25)
    at = data.index(b"\x2c\0\0\0\0", 13 + 3 * (2 << (data[10] & 7)))
    data[at + 1 : at + 5] = struct.pack("<HH", 4, 3)
    open(path("screen.gif"), "wb").write(data)
    want = np.full((25, 30, 3), 255, np.uint8)
    want[3:21, 4:25] = np.array(Image.open(path("plain.gif")).convert("RGB"))
    expect("screen.gif", want)


def bmp_file(w, h, bits, coding, pixels, palette=b"", masks=b"", header=40):
    head = struct.pack(
        "<IiiHHIIiiII", header, w, h, 1, bits, coding, len(pixels), 2835, 2835, len(palette) // 4, 0
    )
    head += masks if header > 40 else b""
    head += bytes(header - len(head))
    at = 14 + len(head) + len(palette) + (len(masks) if header == 40 else 0)
    return (
        struct.pack("<2sIHHI", b"BM", at + len(pixels), 0, 0, at)
        + head
        + (masks if header == 40 else b"")
        + palette
        + pixels
    )


def make_bmp():
    rgb = picture(13, 9)
    im = Image.fromarray(rgb)
    im.save(path("rgb.bmp"))
    im.convert("L").save(path("grey.bmp"))
    im.convert("1").save(path("bits.bmp"))
    im.quantize(30).save(path("palette.bmp"))

    def rows(a):  # padded to four bytes, from the bottom
        return b"".join(r.tobytes() + bytes(-r.nbytes % 4) for r in a)

    r, g, b = (rgb[..., k].astype(np.uint32) for k in range(3))
    files = {
        "top_down.bmp": bmp_file(13, -9, 24, 0, rows(rgb[..., ::-1].copy())),
        "b555.bmp": bmp_file(
            13, 9, 16, 0, rows((r >> 3 << 10 | g >> 3 << 5 | b >> 3).astype("<u2")[::-1].copy())
        ),
        "b565.bmp": bmp_file(
            13,
            9,
            16,
            3,
            rows((r >> 3 << 11 | g >> 2 << 5 | b >> 3).astype("<u2")[::-1].copy()),
            masks=struct.pack("<III", 0xF800, 0x7E0, 0x1F),
        ),
        "b32.bmp": bmp_file(13, 9, 32, 0, rows((r << 16 | g << 8 | b).astype("<u4")[::-1].copy())),
        "rle8.bmp": bmp_file(
            7,
            3,
            8,
            1,
            bytes([4, 1, 3, 2, 0, 0, 0, 5, 0, 1, 2, 3, 3, 0, 2, 2, 0, 0, 7, 3, 0, 1]),
            PALETTE4,
        ),
        "rle4.bmp": bmp_file(
            7,
            3,
            4,
            2,
            bytes([7, 0x12, 0, 0, 0, 5, 0x01, 0x23, 0x30, 0, 2, 0x11, 0, 0, 7, 0x30, 0, 1]),
            PALETTE4,
        ),
    }
    for name, data in files.items():
        open(path(name), "wb").write(data)
    for name in ["rgb.bmp", "grey.bmp", "bits.bmp", "palette.bmp", *files]:
        upright(name)
    # masks with alpha, which Pillow also reads
    a = np.linspace(0, 255, 13 * 9).reshape(9, 13).astype(np.uint32)
    open(path("alpha.bmp"), "wb").write(
        bmp_file(
            13,
            9,
            32,
            3,
            rows((a << 24 | r << 16 | g << 8 | b).astype("<u4")[::-1].copy()),
            masks=struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000),
            header=108,
        )
    )
    upright("alpha.bmp")
    # the header of OS/2, with a palette of three bytes a colour
    open(path("os2.bmp"), "wb").write(
        struct.pack("<2sIHHIIHHHH", b"BM", 0, 0, 0, 26 + 12, 12, 5, 2, 1, 4)
        + bytes([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255])
        + bytes(3 * 12)
        + bytes([0x01, 0x23, 0x10, 0, 0x32, 0x10, 0x32, 0])
    )
    data = bytearray(open(path("os2.bmp"), "rb").read())
    data[10:14] = struct.pack("<I", 26 + 3 * 16)
    open(path("os2.bmp"), "wb").write(data)
    upright("os2.bmp")


PALETTE4 = bytes([10, 20, 30, 0, 200, 100, 50, 0, 0, 255, 0, 0, 90, 90, 250, 0])


def make_resize():
    im = Image.fromarray(np.random.default_rng(5).integers(0, 256, (17, 23, 3), np.uint8))
    im.save(path("resize_23x17.ppm"))
    for w, h in ((8, 8), (32, 32), (1, 1), (23, 5), (40, 17), (11, 31), (3, 2), (40, 5)):
        im.resize((w, h), Image.BILINEAR).save(path(f"resize_to_{w}x{h}.ppm"))
    make_resize_hashes()


def fnv(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = (h ^ b) * 0x100000001B3 % 2**64
    return h


def noise(w, h):
    """RGB bytes by a generator that tests/unit/test_data.c has, too."""
    seed, out = w * 1000 + h, bytearray()
    for _ in range(w * h * 3):
        seed = (seed * 1103515245 + 12345) % 2**31
        out.append(seed >> 16 & 255)
    return bytes(out)


def make_resize_hashes():
    """Odd sizes, up and down, sides of one pixel, and where Pillow takes the columns first (from
    version 13 on: the height shrinks by more than twice the pixels that the width does)."""
    froms = ((200, 33), (33, 200), (97, 101), (1, 57), (57, 1), (31, 31), (64, 48), (5, 7))
    tos = (
        (32, 32),
        (1, 1),
        (1, 40),
        (40, 1),
        (33, 17),
        (95, 13),
        (110, 90),
        (3, 100),
        (96, 99),
        (49, 4),
        (49, 5),
    )
    with open(path("resize_hashes.txt"), "w") as f:
        for fw, fh in froms:
            im = Image.frombytes("RGB", (fw, fh), noise(fw, fh))
            for w, h in tos:
                f.write(
                    f"{fw} {fh} {w} {h} {fnv(im.resize((w, h), Image.BILINEAR).tobytes()):016x}\n"
                )


def make_enlarged():
    """Sizes that training resizes 32x32 to; of the largest only a hash (FNV-1a of 64 bits over the
    RGB bytes)."""
    im = Image.fromarray(picture(32, 32), "RGB")
    im.save(path("enlarge_32x32.ppm"))
    for side in (16, 64):
        im.resize((side, side), Image.BILINEAR).save(path(f"enlarge_to_{side}.ppm"))
    with open(path("enlarge_hashes.txt"), "w") as f:
        for side in (16, 48, 64, 96, 224):
            h = fnv(im.resize((side, side), Image.BILINEAR).tobytes())
            f.write(f"{side} {h:016x}\n")


def idx(name, a, gz=False):
    data = (
        bytes([0, 0, 8, a.ndim])
        + b"".join(struct.pack(">I", n) for n in a.shape)
        + a.astype(np.uint8).tobytes()
    )
    if gz:
        with gzip.GzipFile(path(name + ".gz"), "wb", mtime=0) as f:
            f.write(data)
    else:
        with open(path(name), "wb") as f:
            f.write(data)


def make_resampled():
    """A signal of two channels, and what scipy.signal.resample_poly makes of it at other rates."""
    from scipy.signal import resample_poly

    t = np.arange(400)
    noise = np.random.default_rng(3).uniform(-0.5, 0.5, 400)
    x = np.stack([np.sin(0.0004 * t * t), noise], 1).astype(np.float32)
    np.save(path("resample.npy"), x)
    for a, b in ((8000, 16000), (44100, 16000), (48000, 16000), (16000, 22050), (11025, 8000)):
        y = resample_poly(x.astype(np.float64), b, a, axis=0)
        np.save(path(f"resample_{a}_{b}.npy"), y.astype(np.float32))


def make_sets():
    """Data sets: sample k, row y, column x, channel c has the byte (k*50 + y*7 + x*3 + c*11) % 256;
    label (k*3) % 10."""
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
        np.save(
            path(f"npy_floats/x_{part}.npy"),
            (pixels[:n] / np.float32(256) - np.float32(0.5)).astype(np.float32),
        )
        np.save(path(f"npy_floats/y_{part}.npy"), np.eye(10, dtype=np.float32)[labels[:n]])
        np.save(path(f"npy_vectors/x_{part}.npy"), pixels[:n].reshape(n, -1).astype(np.float64))
        np.save(path(f"npy_vectors/y_{part}.npy"), labels[:n].astype(np.uint8))


if __name__ == "__main__":
    make_npy()
    make_safetensors()
    make_png()
    make_jpeg()
    make_ppm()
    make_upright()
    make_webp()
    make_gif()
    make_bmp()
    make_resize()
    make_enlarged()
    make_resampled()
    make_sets()
    for name in os.listdir(OUT):  # safetensors makes its files readable by the owner only
        os.chmod(path(name), 0o644)
