"""Pictures as files: their size, and what of them may be published."""

import struct
import tracemalloc
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin

from factbox.problems import Unreadable
from factbox.reading.pictures import CAMERA, PLACE, read_picture

KINDS = ["PNG", "JPEG", "WEBP"]
PLAIN = [*KINDS, "GIF"]
XMP = b'<x:xmpmeta><rdf exif:GPSLatitude="50,27N" aux:SerialNumber="s-77"/></x:xmpmeta>'
COLOURS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRETS = [b"SECRET", b"GPSLatitude", b"s-77", b"Exif\0\0II"]


def camera_exif(orientation: int = 1) -> Pillow.Exif:
    exif = Pillow.Exif()
    exif[0x010F] = "SECRET maker"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0)})
    exif.get_ifd(0x8769).update({0xA431: "SECRET 4711"})
    return exif


def taken(kind: str, orientation: int = 1, **more: object) -> bytes:
    """A picture as a camera writes it."""
    picture = Pillow.radial_gradient("L").resize((60, 40)).convert("RGB")
    options: dict[str, object] = {"exif": camera_exif(orientation), "xmp": XMP}
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", "SECRET")
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options = {"exif": camera_exif(orientation), "pnginfo": notes}
    if kind == "JPEG":
        options["comment"] = "SECRET"
    file = BytesIO()
    picture.save(file, kind, icc_profile=COLOURS, **options, **more)
    return file.getvalue()


def drawn(kind: str, **more: object) -> bytes:
    file = BytesIO()
    Pillow.radial_gradient("L").resize((60, 40)).save(file, kind, **more)
    return file.getvalue()


def shown(content: bytes) -> tuple[bytes, object, int]:
    """The pixels, the colours and the orientation, as a browser finds them."""
    with Pillow.open(BytesIO(content)) as picture:
        pixels = picture.convert("RGB").tobytes()
        return pixels, picture.info.get("icc_profile"), picture.getexif().get(0x112, 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_what_a_camera_tells_is_left_out_and_what_is_shown_is_kept(
    kind: str, orientation: int
) -> None:
    content = taken(kind, orientation)

    picture = read_picture(content)

    assert [secret for secret in SECRETS if secret in picture.content] == []
    assert shown(picture.content) == shown(content)
    assert shown(content)[1:] == (COLOURS, orientation)


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_can_be_told_what_a_file_tells(kind: str) -> None:
    assert read_picture(taken(kind)).told == (PLACE, CAMERA)
    assert read_picture(drawn(kind)).told == ()


def png_with(chunk: bytes, held: bytes) -> bytes:
    """A PNG picture with one more part behind its head."""
    content = drawn("PNG")
    check = struct.pack(">I", zlib.crc32(chunk + held))
    return (
        content[:33]
        + struct.pack(">I", len(held))
        + chunk
        + held
        + check
        + content[33:]
    )


@pytest.mark.parametrize(
    ("chunk", "held"),
    [
        (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(XMP)),
        (b"zTXt", b"xmp\0\0" + zlib.compress(XMP)),
        (
            b"zTXt",
            b"Raw profile type xmp\0\0"
            + zlib.compress(b"\nxmp\n%8d\n%s" % (len(XMP), XMP.hex().encode())),
        ),
        (
            b"tEXt",
            b"Raw profile type exif\0\nexif\n 99\n"
            + camera_exif().tobytes().hex().encode(),
        ),
    ],
    ids=["compressed XMP", "compressed text", "XMP in digits", "Exif in digits"],
)
def test_what_is_packed_into_a_picture_is_told_and_left_out(
    chunk: bytes, held: bytes
) -> None:
    picture = read_picture(png_with(chunk, held))

    assert picture.told == (PLACE, CAMERA)
    assert picture.content == drawn("PNG")


def test_a_text_that_unpacks_to_more_than_any_note_is_left_at_that() -> None:
    held = b"xmp\0\0" + zlib.compress(bytes(300_000_000))

    tracemalloc.start()
    picture = read_picture(png_with(b"zTXt", held))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert picture.told == ()
    assert most < 10_000_000


@pytest.mark.parametrize("order", [b"II", b"MM"])
def test_exif_is_read_in_both_orders_of_bytes(order: bytes) -> None:
    sign = "<" if order == b"II" else ">"
    tags = struct.pack(f"{sign}HHIHHHHII", 0x0112, 3, 1, 8, 0, 0x8825, 4, 1, 99)
    exif = order + struct.pack(f"{sign}HIH", 42, 8, 2) + tags + bytes(4)
    content = drawn("JPEG")
    part = b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif

    picture = read_picture(content[:2] + part + content[2:])

    assert (picture.width, picture.height) == (40, 60)
    assert picture.told == (PLACE,)


@pytest.mark.parametrize("kind", PLAIN)
def test_what_stands_behind_the_end_is_left_out(kind: str) -> None:
    content = drawn(kind)

    picture = read_picture(content + b"what was cut away")

    assert b"cut away" not in picture.content
    assert shown(picture.content) == shown(content)


@pytest.mark.parametrize("kind", PLAIN)
def test_what_is_published_stays_as_it_is_when_it_is_read_again(kind: str) -> None:
    content = drawn(kind) if kind == "GIF" else taken(kind, 3)

    once = read_picture(content).content

    assert read_picture(once).content == once


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"restart_marker_blocks": 1}),
        ("PNG", {"bits": 1}),
        ("PNG", {"transparency": 3}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"quality": 10}),
    ],
)
def test_the_pixels_of_every_form_are_kept(kind: str, options: dict[str, int]) -> None:
    content = drawn(kind, **options)

    picture = read_picture(content)

    assert (picture.width, picture.height) == (60, 40)
    assert shown(picture.content) == shown(content)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_goes_on_moving(kind: str) -> None:
    frames = [Pillow.new("RGB", (8, 6), colour) for colour in ("red", "blue", "white")]
    file = BytesIO()
    more = {"comment": b"SECRET"} if kind == "GIF" else {}
    frames[0].save(
        file, kind, save_all=True, append_images=frames[1:], loop=0, duration=90, **more
    )

    picture = read_picture(file.getvalue())

    with Pillow.open(BytesIO(picture.content)) as moving:
        assert (moving.n_frames, moving.info["loop"]) == (3, 0)
    assert b"SECRET" not in picture.content


def test_a_small_copy_of_a_jpeg_picture_is_left_out() -> None:
    content = drawn("JPEG")
    head = content.index(b"JFIF\0")
    small = b"\2\1" + b"SECRET"
    longer = struct.pack(">H", 16 + 6)
    with_copy = (
        content[: head - 2]
        + longer
        + content[head : head + 12]
        + small
        + content[head + 14 :]
    )

    assert b"SECRET" in with_copy
    assert read_picture(with_copy).content == content


@pytest.mark.parametrize("kind", PLAIN)
def test_a_picture_that_is_cut_short_is_one_or_none(kind: str) -> None:
    content = drawn(kind) if kind == "GIF" else taken(kind)

    for end in range(0, len(content), 7):
        try:
            picture = read_picture(content[:end])
        except Unreadable:
            continue
        assert (picture.width, picture.height) == (60, 40)


@pytest.mark.parametrize("kind", PLAIN)
@given(st.data())
def test_whatever_a_file_holds_it_is_a_picture_or_told_to_be_none(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(drawn(kind) if kind == "GIF" else taken(kind, 6))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))

    try:
        picture = read_picture(bytes(content))
    except Unreadable:
        return

    assert len(picture.content) <= len(content) + 60


def huge_png(width: int, height: int) -> bytes:
    def part(kind: bytes, held: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + held))
        return struct.pack(">I", len(held)) + kind + held + crc

    rows = zlib.compress(bytes((width // 8 + 1) * height), 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def test_a_picture_is_measured_without_being_decoded() -> None:
    content = huge_png(12_000, 12_000)

    tracemalloc.start()
    picture = read_picture(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (picture.width, picture.height) == (12_000, 12_000)
    assert most < 10 * len(content)


def test_a_picture_with_more_pixels_than_telephones_can_show_is_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_picture(huge_png(20_000, 10_000))

    assert refusal.value.message == (
        "this image is 20000 pixels wide and 10000 high, more than telephones can show"
    )
