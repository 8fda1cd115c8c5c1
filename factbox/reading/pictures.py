"""Pictures as files: their size, and their bytes without what they say of their making.

A camera writes into a picture where it stood and which camera it is, and programs add
names, notes and small copies of what was cut away. A reader needs none of it: kept is
what browsers show a picture by, its pixels, its colours (ICC profile) and how it is
turned, byte for byte as it was. Nothing is decoded, so a picture costs no more than its
file.

The formats: JPEG (ITU-T T.81, annex B), PNG (third edition), GIF (89a) and WebP (RFC
9649); of Exif (3.0) the tags that tell how a camera was held, where, and which it was.
"""

import re
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress

import msgspec

from factbox.problems import Unreadable

MOST_PIXELS = 150_000_000
"""A picture with more takes more memory than telephones have."""

PLACE, CAMERA = "where it was taken", "which camera took it"


class PictureFile(msgspec.Struct, frozen=True):
    """A picture: the ending of its name, its size as it is shown, and its bytes.

    `width` and `height` are in pixels. `content` is what may be published; `told` is
    what the file told beside it, `PLACE` or `CAMERA`.
    """

    ending: str
    width: int
    height: int
    content: bytes
    told: tuple[str, ...] = ()


def read_picture(content: bytes) -> PictureFile:
    """The picture that a file holds.

    Raises `Unreadable` if it holds none that every browser shows. What stands behind
    the end of a picture is left out, and a file that is cut short stays so.
    """
    reading = _Reading()
    for signature, ending, parts in _FORMATS:
        if signature.match(content):
            try:
                kept = b"".join(parts(content, reading))
            except (IndexError, struct.error):
                break
            if not (reading.width and reading.height):
                break
            if ending == "webp":
                kept = b"RIFF" + struct.pack("<I", len(kept)) + kept
            return reading.picture(ending, kept)
    raise Unreadable(
        "this is not an image that every browser shows",
        "save it as PNG, JPEG, GIF or WebP",
    )


class _Reading:
    """What is found in a picture while its parts are gone through."""

    def __init__(self) -> None:
        self.width = self.height = 0
        self.orientation = 1
        self.told: set[str] = set()
        self.has_exif = False

    def measure(self, width: int, height: int) -> None:
        """Take the size, unless an earlier part has told it."""
        if not self.width:
            self.width, self.height = width, height

    def picture(self, ending: str, content: bytes) -> PictureFile:
        if self.width * self.height > MOST_PIXELS:
            raise Unreadable(
                f"this image is {self.width} pixels wide and {self.height} high, "
                "more than telephones can show",
                f"save it smaller; {MOST_PIXELS // 1_000_000} million pixels is most",
            )
        width, height = self.width, self.height
        # From 5 on, the camera lay on its side.
        if self.orientation >= 5:
            width, height = height, width
        return PictureFile(ending, width, height, content, tuple(sorted(self.told)))

    def exif(self, content: bytes) -> bytes:
        """Take what Exif tells, and return all of it that a browser needs.

        Of several in one picture, browsers heed the first.
        """
        # What is broken there is not published either.
        with suppress(struct.error):
            self._read_exif(content.removeprefix(b"Exif\0\0"))
        is_first, self.has_exif = not self.has_exif, True
        if self.orientation == 1 or not is_first:
            return b""
        entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, self.orientation, 0)
        return b"MM\0*\0\0\0\x08\0\x01" + entry + bytes(4)

    def _read_exif(self, content: bytes) -> None:
        order = "<" if content[:2] == b"II" else ">"
        (start,) = struct.unpack_from(f"{order}I", content, 4)
        top = _tags(content, order, start)
        (turned,) = struct.unpack(f"{order}H2x", top.get(_ORIENTATION, bytes(4)))
        if 1 < turned <= 8 and not self.has_exif:
            self.orientation = turned
        if _GPS in top:
            self.told.add(PLACE)
        (inner,) = struct.unpack(f"{order}I", top.get(_CAMERA_TAGS, bytes(4)))
        if inner and not _WHICH_CAMERA.isdisjoint(_tags(content, order, inner)):
            self.told.add(CAMERA)

    def xmp(self, content: bytes) -> None:
        """Take what XMP tells; nothing of it is needed."""
        if re.search(rb"GPS(?:Lat|Long|Coord)|Location|:City", content):
            self.told.add(PLACE)
        if re.search(rb"SerialNumber|OwnerName", content):
            self.told.add(CAMERA)


_ORIENTATION, _CAMERA_TAGS, _GPS = 0x0112, 0x8769, 0x8825
# What a maker notes for itself, the owner, the body and the lens.
_WHICH_CAMERA = {0x927C, 0xA430, 0xA431, 0xA435}


def _tags(content: bytes, order: str, start: int) -> dict[int, bytes]:
    """The tags of one directory of Exif, each with its four bytes of value."""
    (count,) = struct.unpack_from(f"{order}H", content, start)
    entries = (
        struct.unpack_from(f"{order}H6x4s", content, start + 2 + 12 * number)
        for number in range(count)
    )
    return dict(entries)


# -------------------------------------------------------------------------------- JPEG

_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_END, _SCAN = 0xD9, 0xDA


def _jpeg(content: bytes, reading: _Reading) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at, is_scan = 2, False
    while found := _MARKER.search(content, at):
        if is_scan:
            yield content[at : found.start()]
        at, marker = found.end(), found[1][0]
        is_scan = marker == _SCAN
        if marker == _END:
            break
        if marker in (0x01, 0xD8):
            continue
        (length,) = struct.unpack_from(">H", content, at)
        held = content[at + 2 : at + length]
        at += length
        if at > len(content):
            raise IndexError
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", held, 1)
            reading.measure(width, height)
        held = _jpeg_part(marker, held, reading)
        if held or length == 2:
            yield b"\xff" + found[1] + struct.pack(">H", len(held) + 2) + held
    else:
        # What is cut short is shown as far as it goes.
        if not is_scan:
            raise IndexError
        yield content[at:]
    yield b"\xff\xd9"


def _jpeg_part(marker: int, held: bytes, reading: _Reading) -> bytes:
    """What is kept of a part of a JPEG file; nothing of those that applications add."""
    if marker == 0xE0 and held.startswith(b"JFIF\0"):
        # Without the small copy of the picture, which may show what was cut away.
        return held[:12] + b"\0\0"
    if marker == 0xE1:
        if not held.startswith(b"Exif\0\0"):
            reading.xmp(held)
            return b""
        kept = reading.exif(held)
        return kept and b"Exif\0\0" + kept
    is_colour = (marker == 0xE2 and held.startswith(b"ICC_PROFILE\0")) or (
        marker == 0xEE and held.startswith(b"Adobe")
    )
    is_addition = 0xE0 <= marker <= 0xEF or marker == 0xFE
    return held if is_colour or not is_addition else b""


# --------------------------------------------------------------------------------- PNG

_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWING = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"),
        *(b"cHRM", b"cICP", b"gAMA", b"iCCP", b"mDCV", b"cLLI", b"sBIT", b"sRGB"),
        *(b"bKGD", b"pHYs"),
    )
)


def _png(content: bytes, reading: _Reading) -> Iterator[bytes]:
    from zlib import crc32  # Of use to the few pictures that are turned.

    yield _PNG
    at, kind = len(_PNG), b""
    while at < len(content) and kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        held = content[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            reading.measure(*struct.unpack_from(">II", held))
        if kind in _SHOWING:
            yield content[at : at + 12 + length]
        elif kind == b"eXIf" and (kept := b"eXIf" + reading.exif(held)) != b"eXIf":
            yield struct.pack(">I", len(kept) - 4) + kept
            yield struct.pack(">I", crc32(kept))
        elif kind in (b"iTXt", b"tEXt", b"zTXt"):
            _png_text(kind, held, reading)
        at += 12 + length


LONGEST_NOTE = 2_000_000
"""In bytes: what is longer once it is unpacked is no note of a camera."""


def _png_text(kind: bytes, held: bytes, reading: _Reading) -> None:
    """Take what a text in a PNG file tells, packed or in digits as it may be."""
    import zlib  # Of use to the few pictures that have one.

    keyword, _, text = held.partition(b"\0")
    if kind == b"iTXt":
        is_packed, text = text[:1] == b"\1", text[2:]
        for _ in ("language", "translated keyword"):
            text = text.partition(b"\0")[2]
    else:
        is_packed, text = kind == b"zTXt", text[kind == b"zTXt" :]
    if is_packed:
        with suppress(zlib.error):
            text = zlib.decompressobj().decompress(text, LONGEST_NOTE)
    # ImageMagick writes what it finds elsewhere: a name, a length, and digits.
    if keyword.startswith(b"Raw profile type"):
        with suppress(ValueError, IndexError):
            text = bytes.fromhex(text.split(None, 2)[2].decode("ascii"))
        if text.startswith(b"Exif"):
            inner = _Reading()
            inner.exif(text)
            reading.told |= inner.told
    reading.xmp(text)


# --------------------------------------------------------------------------------- GIF

_MOVING = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""The additions to a GIF that tell how often it plays, and its colours."""


def _gif(content: bytes, reading: _Reading) -> Iterator[bytes]:
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    reading.measure(width, height)
    at = 13 + _colours(flags)
    yield content[:at]
    while at < len(content) and (kind := content[at]) != 0x3B:
        start = at
        if kind == 0x2C:
            at += 11 + _colours(content[at + 9])
            is_kept = True
        elif kind == 0x21:
            label, named = content[at + 1], content[at + 3 : at + 14]
            is_kept = label in (0x01, 0xF9) or (label == 0xFF and named in _MOVING)
            at += 2
        else:
            raise IndexError
        first = at
        while at < len(content) and content[at]:
            at += 1 + content[at]
        at += 1
        if is_kept:
            yield content[start:at]
        else:
            reading.xmp(content[first:at])
    yield b";"


def _colours(flags: int) -> int:
    """How many bytes the table of colours has that these flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


# -------------------------------------------------------------------------------- WebP

_WEBP_SHOWING = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def _webp(content: bytes, reading: _Reading) -> Iterator[bytes]:
    end = 8 + struct.unpack_from("<I", content, 4)[0]
    extended, parts, exif = b"", [], b""
    at = 12
    while at < min(end, len(content)):
        kind, length = struct.unpack_from("<4sI", content, at)
        held = content[at + 8 : at + 8 + length]
        is_head = kind == b"VP8X" and at == 12
        if is_head or kind != b"VP8X":
            _measure_webp(kind, held, reading)
        if is_head:
            extended = held
        elif kind == b"EXIF":
            exif = reading.exif(held) or exif
        elif kind == b"XMP ":
            reading.xmp(held)
        elif kind in _WEBP_SHOWING and kind != b"VP8X":
            parts.append(_chunk(kind, held))
        at += 8 + length + length % 2
    yield b"WEBP"
    if extended:
        flags = extended[0] & ~_HAS_XMP & ~_HAS_EXIF | (_HAS_EXIF if exif else 0)
        yield _chunk(b"VP8X", bytes([flags]) + extended[1:])
    yield from parts
    if exif:
        yield _chunk(b"EXIF", exif)


def _measure_webp(kind: bytes, held: bytes, reading: _Reading) -> None:
    if kind == b"VP8X":
        sizes = struct.unpack_from("<HBHB", held, 4)
        width, height = sizes[0] + (sizes[1] << 16), sizes[2] + (sizes[3] << 16)
        reading.measure(width + 1, height + 1)
    elif kind == b"VP8L":
        (sizes,) = struct.unpack_from("<I", held, 1)
        reading.measure((sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1)
    elif kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", held, 6)
        reading.measure(width & 0x3FFF, height & 0x3FFF)


def _chunk(kind: bytes, held: bytes) -> bytes:
    return kind + struct.pack("<I", len(held)) + held + bytes(len(held) % 2)


_FORMATS: tuple[
    tuple[re.Pattern[bytes], str, Callable[[bytes, _Reading], Iterator[bytes]]], ...
] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png", _png),
    (re.compile(rb"\xff\xd8\xff"), "jpg", _jpeg),
    (re.compile(rb"GIF8[79]a"), "gif", _gif),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp", _webp),
)
"""How a file of each kind begins, the ending of its name, and what is kept of it."""


ENDINGS = tuple(ending for _, ending, _ in _FORMATS)
"""How the names of pictures end that every browser shows."""


def holds_picture(content: bytes) -> bool:
    """Whether a file begins as one that `read_picture` reads."""
    return any(signature.match(content) for signature, _, _ in _FORMATS)
